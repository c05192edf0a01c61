"""Fetches one file over HTTP: only if it changed, whole or not at all.

Proxies and certificates come from the environment, as httpx has it (HTTPS_PROXY, SSL_CERT_FILE). The answer is
unpacked here and not by the client, which takes a packed body that was cut off for the whole one.
"""

from __future__ import annotations

import hashlib
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from tidewaiter import __version__
from tidewaiter.errors import InputError
from tidewaiter.parties.lists.manifest import Tags

if TYPE_CHECKING:
    import httpx

_BLOCK = 1 << 16
_PATIENCE = 300  # seconds that a server may ask for before the next try
_PASSING = {408, 425, 429, 500, 502, 503, 504}
_REASONS = {
    401: "the server wants a password or a token",
    403: "the server refuses it",
    404: "there is no such file",
    410: "the file was taken away for good",
}
_LATER = "try again later; what is kept stays in use"
_OFFLINE = "check the connection and HTTPS_PROXY; or fetch the file elsewhere, and add it: tidewaiter lists add FILE"
_MOVED = "look for the new address on the publisher's page, and add the list with it: tidewaiter lists add ADDRESS"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a download may take: bytes, seconds to connect, between two pieces and in all, tries, redirects.

    ``pause``: seconds before the second try; each further one waits twice as long.
    """

    size: int = 4 * 1024**3
    connect: float = 20
    silence: float = 60
    whole: float = 3600
    tries: int = 4
    redirects: int = 5
    pause: float = 2


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched: its hash and size as it lies on the disk, and the server's words on it."""

    sha256: str
    size: int
    tags: Tags


@dataclass(frozen=True, slots=True)
class Clock:
    """The time and the waiting, so that a test needs neither."""

    now: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep


class _Passing(Exception):
    """A fault that may be gone at the next try; ``after`` seconds, where the server says so."""

    def __init__(self, what: str, after: float | None = None, hint: str = _LATER) -> None:
        super().__init__(what)
        self.after = after
        self.hint = hint


def fetch(
    url: str,
    target: Path,
    *,
    tags: Tags | None = None,
    limits: Limits | None = None,
    clock: Clock | None = None,
    progress: Callable[[int, int | None], None] | None = None,
    say: Callable[[str], None] = lambda text: None,
) -> Fetched | None:
    """Puts the file at ``url`` into ``target``; None where it has not changed since the server gave ``tags``.

    ``progress`` is told the bytes so far and, where the server says so, in all; ``say`` why it is tried again. Raises
    InputError where the file cannot be had whole; then ``target`` is not there.
    """
    bounds, time_of = limits or Limits(), clock or Clock()
    _refuse_address(url)
    for attempt in range(1, bounds.tries + 1):
        try:
            return _once(url, target, tags or Tags(), bounds, time_of, progress or (lambda done, total: None))
        except _Passing as fault:
            target.unlink(missing_ok=True)
            if attempt == bounds.tries:
                tried = f" ({bounds.tries} tries)" if bounds.tries > 1 else ""
                raise InputError(f"cannot be fetched: {fault}{tried}", path=shown(url), hint=fault.hint) from None
            wait = min(fault.after, _PATIENCE) if fault.after else bounds.pause * 2 ** (attempt - 1)
            say(f"{shown(url)}: {fault}; trying again in {wait:g} s")
            time_of.wait(wait)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    raise AssertionError("a download has at least one try")


def shown(url: str) -> str:
    """An address as it may be shown: without a password."""
    parts = urlsplit(url)
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _refuse_address(url: str) -> None:
    hint = "write it as https://..."
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        raise InputError("not an address", value=url, hint=hint) from None
    if parts.scheme not in ("http", "https") or not host:
        raise InputError("not an address of the web", value=shown(url), hint=hint)


def _once(
    url: str, target: Path, tags: Tags, limits: Limits, clock: Clock, progress: Callable[[int, int | None], None]
) -> Fetched | None:
    import httpx

    end = clock.now() + limits.whole
    client = _client(limits)
    try:
        with client, client.stream("GET", url, headers=_headers(tags)) as answer:
            refuse_downgrade(answer, url)
            if answer.status_code == 304:
                _refuse_unasked(tags, url)
                return None
            _refuse_status(answer, url)
            return _received(answer, target, url, limits, lambda: clock.now() < end, progress)
    except httpx.TooManyRedirects:
        what = f"the address leads on and on, more than {limits.redirects} times"
        raise InputError(what, path=shown(url), hint=_MOVED) from None
    except (httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.LocalProtocolError) as bad:
        raise InputError(f"the address leads to none of the web: {bad}", path=shown(url), hint=_MOVED) from None
    except httpx.TimeoutException:
        raise _Passing("the server does not answer in time") from None
    except httpx.RemoteProtocolError:
        raise _Passing("the answer was cut off, or is not HTTP") from None
    except httpx.TransportError as bad:
        raise _Passing(f"no connection: {bad or type(bad).__name__}", hint=_OFFLINE) from None


def _client(limits: Limits) -> httpx.Client:
    import httpx

    timeout = httpx.Timeout(limits.silence, connect=limits.connect)
    try:
        return httpx.Client(timeout=timeout, follow_redirects=True, max_redirects=limits.redirects)
    except (ValueError, ImportError, OSError) as bad:
        hint = "correct or unset HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, SSL_CERT_FILE and SSL_CERT_DIR"
        raise InputError(f"proxy or certificates of the environment cannot be used: {bad}", hint=hint) from None


def _headers(tags: Tags) -> dict[str, str]:
    told = {"User-Agent": f"tidewaiter/{__version__}", "Accept-Encoding": "gzip", "Accept": "*/*"}
    if tags.etag:
        told["If-None-Match"] = tags.etag
    if tags.modified:
        told["If-Modified-Since"] = tags.modified
    return told


def _refuse_unasked(tags: Tags, url: str) -> None:
    if tags == Tags():
        what = "the server says that nothing changed, though it was not asked"
        raise InputError(what, path=shown(url), hint=_LATER)


def refuse_downgrade(answer: httpx.Response, url: str) -> None:
    """An answer on the way to which somebody left the encrypted line may be anybody's."""
    schemes = [one.url.scheme for one in (*answer.history, answer)]
    if schemes[0] == "https" and "http" in schemes:
        raise InputError("the address leads from https to plain http", path=shown(url), hint=_MOVED)


def _refuse_status(answer: httpx.Response, url: str) -> None:
    code = answer.status_code
    if code == 200:
        return
    reason = _REASONS.get(code) or answer.reason_phrase or "no reason given"
    if code in _PASSING or code > 504:
        after = answer.headers.get("Retry-After", "")
        raise _Passing(f"the server answers {code} ({reason})", float(after) if after.isdecimal() else None)
    raise InputError(f"cannot be fetched: the server answers {code} ({reason})", path=shown(url), hint=_MOVED)


def _received(
    answer: httpx.Response,
    target: Path,
    url: str,
    limits: Limits,
    in_time: Callable[[], bool],
    progress: Callable[[int, int | None], None],
) -> Fetched:
    told = answer.headers.get("Content-Length", "")
    total = int(told) if told.isdecimal() else None
    _refuse_size(total or 0, limits, url)
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as stream:
        for block in _unpacked(answer, url):
            size += len(block)
            _refuse_size(size, limits, url)
            if not in_time():
                what = f"the download took longer than {limits.whole:,.0f} seconds"
                raise InputError(what, path=shown(url), hint=_LATER)
            digest.update(block)
            stream.write(block)
            progress(answer.num_bytes_downloaded, total)
    if total is not None and answer.num_bytes_downloaded != total:
        raise _Passing(f"{answer.num_bytes_downloaded:,} bytes came of {total:,}")
    if not size:
        raise InputError("the server's answer is empty", path=shown(url), hint=_LATER)
    return Fetched(digest.hexdigest(), size, Tags(answer.headers.get("ETag"), answer.headers.get("Last-Modified")))


def _refuse_size(size: int, limits: Limits, url: str) -> None:
    if size > limits.size:
        what = f"the file is larger than {limits.size:,} bytes"
        raise InputError(what, path=shown(url), hint="check the address: no published list is that large")


def _unpacked(answer: httpx.Response, url: str) -> Iterator[bytes]:
    """The body, unpacked where it was packed for the way, in pieces of a bounded size."""
    coding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if coding in ("", "identity"):
        yield from answer.iter_raw(_BLOCK)
    elif coding in ("gzip", "x-gzip"):
        yield from _gunzipped(answer.iter_raw(_BLOCK))
    else:
        what = f"the answer is packed as {coding!r}, which nobody asked for"
        raise InputError(what, path=shown(url), hint=_LATER)


def _gunzipped(blocks: Iterator[bytes]) -> Iterator[bytes]:
    unpacker: Any = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        for block in blocks:
            left = block
            while left:
                yield unpacker.decompress(left, _BLOCK)
                left = unpacker.unconsumed_tail
                if unpacker.eof and (left := unpacker.unused_data):  # a further member
                    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    except zlib.error:
        raise _Passing("the packed answer is broken") from None
    if not unpacker.eof:
        raise _Passing("the packed answer was cut off")
