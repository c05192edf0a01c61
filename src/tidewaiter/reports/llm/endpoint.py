"""One question to an OpenAI-compatible endpoint: sent, waited for, asked again, or given up with the reason.

The form is that of ``POST {address}/chat/completions`` with ``response_format`` of type
``json_schema``; an endpoint that refuses that form is asked once more for a plain JSON object.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tidewaiter.errors import ReaderError, SettingsError

_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_NOT_THIS_FORM = frozenset({400, 404, 415, 422, 501})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask, and how long and how often.

    ``address`` ends before ``/chat/completions``; ``timeout`` bounds one whole try in seconds,
    ``tries`` their number, ``pause`` the first wait between two (doubled each time, a server's
    ``Retry-After`` is kept to, both at most ``longest_pause``); ``longest`` the bytes of an answer.
    """

    address: str
    model: str
    key: str | None = None
    timeout: float = 120.0
    tries: int = 3
    pause: float = 1.0
    longest_pause: float = 30.0
    longest: int = 2_000_000

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            hint = "write it as https://host/v1, without /chat/completions"
            raise SettingsError("the address of the language model is no web address", value=self.address, hint=hint)
        if not self.model:
            raise SettingsError("no language model is named", hint="set TIDEWAITER_LLM_MODEL to its name")

    @property
    def host(self) -> str:
        """Who answers, without key or path."""
        return urlsplit(self.address).hostname or self.address


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the text of the answer, the tokens it is said to have cost, the tries it took."""

    text: str
    tokens: int | None
    tries: int
    cut: bool = False


def ask(endpoint: Endpoint, body: Mapping[str, Any], *, sleep: Callable[[float], None] = time.sleep) -> Reply:
    """The reply to one question.

    Raises ReaderError where none came within the tries: what went wrong last, and what to do.
    """
    body = dict(body)
    why = ""
    for number in range(1, endpoint.tries + 1):
        try:
            status, wait, data = _send(endpoint, body)
        except _Lost as lost:
            why, wait = str(lost), None
        else:
            if status == 200:
                reply = _reply(data, number)
                if reply is not None:
                    return reply
                why = "the endpoint's answer is not in the form of a chat completion"
            elif status in _NOT_THIS_FORM and body.get("response_format", {}).get("type") == "json_schema":
                body["response_format"] = {"type": "json_object"}
                why, wait = f"the endpoint refused the schema ({status})", 0.0
            elif status in _AGAIN:
                why = f"the endpoint answered {status}"
            else:
                raise _given_up(endpoint, f"the endpoint answered {status}: {_shown(data)}", number)
        if number < endpoint.tries:
            pause = endpoint.pause * 2 ** (number - 1) if wait is None else wait
            sleep(min(pause, endpoint.longest_pause))
    raise _given_up(endpoint, why, endpoint.tries)


class _Lost(Exception):
    """No answer to one try."""


def _given_up(endpoint: Endpoint, why: str, tries: int) -> ReaderError:
    return ReaderError(
        f"the language model gave no answer: {why}",
        path=endpoint.host,
        value=f"{tries} {'try' if tries == 1 else 'tries'}",
        hint="check address, model and key (TIDEWAITER_LLM_URL, _MODEL, _KEY), or read without --reader llm",
    )


def _send(endpoint: Endpoint, body: Mapping[str, Any]) -> tuple[int, float | None, bytes]:
    """Status, the wait the server asks for, and the bytes; the whole try is bounded in time and in bytes."""
    import httpx

    headers = {"authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    end = time.monotonic() + endpoint.timeout
    url = endpoint.address.rstrip("/") + "/chat/completions"
    data = bytearray()
    try:
        with (
            httpx.Client(timeout=endpoint.timeout, follow_redirects=False) as client,
            client.stream("POST", url, json=body, headers=headers) as response,
        ):
            for piece in response.iter_bytes():
                data += piece
                if len(data) > endpoint.longest:
                    raise _Lost(f"the answer is over {endpoint.longest:,} bytes")
                if time.monotonic() > end:
                    raise _Lost(f"no whole answer within {endpoint.timeout:g} s")
            return response.status_code, _wait(response.headers.get("retry-after")), bytes(data)
    except httpx.TimeoutException:
        raise _Lost(f"no answer within {endpoint.timeout:g} s") from None
    except httpx.HTTPError as bad:
        raise _Lost(f"{type(bad).__name__}: {bad}") from None


def _wait(header: str | None) -> float | None:
    return float(header) if header is not None and header.strip().isdigit() else None


def _reply(data: bytes, tries: int) -> Reply | None:
    import msgspec

    try:
        answer = msgspec.json.decode(data)
        choice = answer["choices"][0]
        text = choice["message"]["content"]
    except (msgspec.DecodeError, KeyError, IndexError, TypeError):
        return None
    if not isinstance(text, str):
        return None
    usage = answer.get("usage")
    tokens = usage.get("total_tokens") if isinstance(usage, dict) else None
    return Reply(text, tokens if isinstance(tokens, int) else None, tries, choice.get("finish_reason") == "length")


def _shown(data: bytes) -> str:
    return data[:200].decode("utf-8", "replace")
