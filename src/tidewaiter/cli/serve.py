"""``tidewaiter serve``: parties over HTTP, after the convention of yente."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from tidewaiter.cli.files import say
from tidewaiter.cli.parties import LISTS, ON, lists_told, now
from tidewaiter.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from tidewaiter.parties.matching.matcher import Matcher
    from tidewaiter.web.parties.desk import Desk
    from tidewaiter.web.parties.log import Kept
    from tidewaiter.web.parties.renewal import Renewal


@click.command()
@LISTS
@ON
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option(
    "--batch",
    type=click.IntRange(1, 10_000),
    default=100,
    show_default=True,
    help="How many queries one request may hold.",
)
@click.option(
    "--log",
    "log_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep a log of what is screened here, those without a hit too.",
)
@click.option(
    "--log-queries",
    type=click.Choice(["full", "hash"]),
    default="full",
    show_default=True,
    help="What the log keeps of a query.",
)
@click.option("--by", metavar="WHO", help="Who screens, for the log.")
@click.option("--quiet", is_flag=True, help="No line on stderr for each request.")
def serve(
    *,
    lists: Path | None,
    on: date | None,
    host: str,
    port: int,
    batch: int,
    log_file: Path | None,
    log_queries: Literal["full", "hash"],
    by: str | None,
    quiet: bool,
) -> None:
    """Answer over HTTP whether parties are listed, as yente does.

    Clients of yente and of the OpenSanctions API (nomenklatura's YenteEnricher, yente-client)
    work unchanged: POST /match/default, GET /search/default, GET /entities/ID
    (docs/guides/serve.md). Newer editions of the lists are taken up while it runs. Nobody is
    asked for a key: listen beyond this machine only behind a server that asks.
    """
    _need_web()
    from tidewaiter.engine.parties.index import look, opened
    from tidewaiter.web.parties.desk import Desk, Limits
    from tidewaiter.web.parties.log import kept

    known = look(lists, on=on)
    matcher = opened(lists, on=on, say=say)
    say(f"lists: {lists_told(matcher)}")
    desk = Desk(matcher, limits=Limits(queries=batch))
    logs = [kept(log_file, matcher, by=by, queries=log_queries, now=now)] if log_file else []
    if logs:
        desk.record = logs[-1].keep
    try:
        _listen(desk, partial(_renewal, known, lists, on, logs), host=host, port=port, quiet=quiet)
    finally:
        for log in logs:
            end = log.end()
        if logs:
            say(f"log: {log_file} ends with {end}")


def _renewal(
    known: str, lists: Path | None, on: date | None, logs: list[Kept], desk: Desk, take: Callable[[Desk], None]
) -> Renewal:
    """What takes up newer editions; the log then goes on with a run of its own over them."""
    from tidewaiter.engine.parties import index
    from tidewaiter.web.parties.desk import Desk as Fresh
    from tidewaiter.web.parties.renewal import Renewal

    def fresh(matcher: Matcher) -> Desk:
        made = Fresh(matcher, limits=desk.limits)
        made.shelf()  # what its first search would wait for
        return made

    def taken(made: Desk) -> None:
        if logs:
            logs.append(logs[-1].over(made.matcher))
            made.record = logs[-1].keep
        take(made)
        say(f"lists: {lists_told(made.matcher)}")

    look, build = partial(index.look, lists, on=on), partial(index.renewed, lists, on=on, say=say)
    return Renewal(desk, known, look, build, fresh, taken)


def _need_web() -> None:
    from importlib.util import find_spec

    missing = [name for name in ("starlette", "uvicorn") if find_spec(name) is None]
    if missing:
        raise SettingsError(f"serving needs {' and '.join(missing)}", hint="pip install 'tidewaiter[web]'")


def _listen(
    desk: Desk, renewal: Callable[[Desk, Callable[[Desk], None]], Renewal], *, host: str, port: int, quiet: bool
) -> None:
    import socket
    import threading

    import uvicorn

    from tidewaiter.web.parties.app import service

    app, take = service(desk)
    watch, stop = renewal(desk, take), threading.Event()
    _log_to_stderr(quiet=quiet)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((host, port))
            listening.listen()  # from here on a client waits and is not refused, which is what the line below promises
            place = f"[{host}]" if family == socket.AF_INET6 else host
            say(f"listening on http://{place}:{listening.getsockname()[1]}/")
            threading.Thread(target=desk.shelf, daemon=True).start()  # what the first search would wait for
            threading.Thread(target=watch.run, args=(stop,), daemon=True).start()
            config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", server_header=False)
            uvicorn.Server(config).run(sockets=[listening])
    except (OSError, OverflowError) as bad:
        reason = getattr(bad, "strerror", None) or str(bad)
        hint = "take another with --port or --host"
        raise SettingsError(f"cannot listen on {host}:{port}: {reason}", hint=hint) from None
    finally:
        stop.set()


def _log_to_stderr(*, quiet: bool) -> None:
    import logging
    import sys

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S"))
    log = logging.getLogger("tidewaiter.web")
    log.addHandler(handler)
    log.setLevel(logging.WARNING if quiet else logging.INFO)
