"""Processes that share long work: they begin with what they need, and end with the one that asked for them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar, cast

T = TypeVar("T")
_YIELDING = 10  # how far a process steps back behind others


def workers(jobs: int, begin: Callable[..., None] | None = None, *given: Any, loaded: str = "") -> ProcessPoolExecutor:
    """``jobs`` processes, each of which calls ``begin`` with what is given before its first work.

    ``loaded`` names a module that loads what all of them need: where the system can fork a server
    of processes, it is loaded once and its memory shared, and that begins at once, beside whatever is done
    before the first work; elsewhere each process loads its own.
    """
    method = "forkserver" if loaded and sys.platform == "linux" else "spawn"
    context: Any = multiprocessing.get_context(method)
    if method == "forkserver":
        from multiprocessing import forkserver  # not to be had on every system

        forkserver.set_forkserver_preload([loaded])
        forkserver.ensure_running()
    return ProcessPoolExecutor(jobs, context, _begin, (begin, given))


def _begin(begin: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin is not None:
        begin(*given)


def _end_with_parent() -> None:
    """Waits until the process that asked is gone, killed perhaps, and goes too: nobody is left to take what is done."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def apart(work: Callable[..., T], *given: Any) -> T:
    """What ``work`` gives, done in a process of its own that yields to this one, and ends with it.

    Raises what the work raises, and EOFError where the process ends before it is done.
    """
    context: Any = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_done_apart, args=(there, work, given), daemon=True)
    process.start()
    there.close()
    try:
        whole, result = here.recv()
    finally:
        here.close()
        process.join()
    if whole:
        return cast("T", result)
    raise result


def _done_apart(pipe: Any, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # that is for the process that asked, with which this one ends
    if hasattr(os, "nice"):
        os.nice(_YIELDING)
    try:
        told = True, work(*given)
    except Exception as fault:
        told = False, fault
    pipe.send(told)
