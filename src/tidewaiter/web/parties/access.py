"""The outermost edge: one line of log for every request, and no fault of the program in an answer.

The line holds no name that was screened: neither the body nor what stands in the address after the dataset.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tidewaiter.web.parties.answers import refusal
from tidewaiter.web.parties.refusals import refused

_log = logging.getLogger("tidewaiter.web")
_SPOKEN = ("match", "search")  # their second part is a dataset; that of /entities would tell who was hit


def guarded(app: ASGIApp, *, longest: int) -> ASGIApp:
    """The app behind the edge; an address of more than ``longest`` bytes is refused (414)."""

    async def edge(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > longest:
                await refusal(refused(414, "", "the address is too long"))(scope, receive, sent)
            else:
                await app(scope, receive, sent)
        except Exception as fault:  # the client is told nothing of the inside, the log nothing of names
            _log.error("a mistake of the program: %s", place(fault))
            if not status:
                await refusal(refused(500, "", "a mistake of the program, not of yours"))(scope, receive, sent)
        finally:
            _log.info("%s", _line(scope, status, time.perf_counter() - begun))

    return edge


def _line(scope: Scope, status: int, seconds: float) -> str:
    parts = [part for part in scope["path"].split("/") if part]
    kept = parts[: 2 if parts and parts[0] in _SPOKEN else 1]
    path = "/" + "/".join(part[:60].encode("unicode_escape").decode() for part in kept)
    queries = _queries(scope)
    return f"{scope['method']} {path} {status}{queries} {seconds * 1000:.0f} ms"


def _queries(scope: Scope) -> str:
    state: dict[str, Any] = scope.get("state") or {}
    return f" {state['queries']} queries" if "queries" in state else ""


def place(fault: BaseException) -> str:
    """The kind of a fault and where it arose; its message may hold a name, and is left out."""
    trace, where = fault.__traceback__, ""
    while trace:
        where = f"{trace.tb_frame.f_code.co_filename.rsplit('tidewaiter/', 1)[-1]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(fault).__name__} at {where}"
