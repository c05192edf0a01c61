"""Answers as JSON, and the body of a request as an object."""

from __future__ import annotations

from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from tidewaiter import codec
from tidewaiter.errors import InputError
from tidewaiter.web.parties.refusals import Refused, refused, told

JSON = "application/json"


def answer(content: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """The content as JSON in UTF-8."""
    return Response(codec.encode(content), status_code=status, headers=headers, media_type=JSON)


def refusal(error: Refused) -> Response:
    """A refusal in the one shape of errors."""
    return answer(told(error.status, error.detail, error.faults), status=error.status, headers=error.headers)


async def body_of(request: Request, *, most: int) -> dict[str, Any]:
    """The JSON object in the body. Refuses one of more than ``most`` bytes before it has all been read."""
    data = await _bytes(request, most=most)
    try:
        found = _decoded(data)
    except InputError as bad:
        raise refused(422, "body", bad.what) from None
    if not isinstance(found, dict):
        raise refused(422, "body", "a JSON object is wanted", '{"queries": {"q1": {"schema": ..., "properties": ...}}}')
    return found


async def _bytes(request: Request, *, most: int) -> bytes:
    told_length = request.headers.get("content-length", "0")
    if told_length.isdigit() and int(told_length) > most:
        raise _too_large(most)
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > most:
                raise _too_large(most)
            parts.append(part)
    except ClientDisconnect:
        raise refused(400, "body", "the client went away before the body was whole") from None
    return b"".join(parts)


def _decoded(data: bytes) -> Any:
    import json

    if not data.strip():
        raise InputError("the body is empty; JSON is wanted")
    try:
        return json.loads(data, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise InputError("nested too deeply") from None
    except ValueError as bad:  # not JSON, or not UTF-8
        raise InputError(f"not JSON: {bad}") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object; two queries under one name would be one query that nobody screens."""
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise InputError(f"the name {twice[:100]!r} stands twice in one object")
    return found


def _no_number(word: str) -> Any:
    raise InputError(f"not JSON: {word}")


def _too_large(most: int) -> Refused:
    return refused(413, "body", f"larger than {most:,} bytes", "send fewer queries at once")
