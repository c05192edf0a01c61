"""What takes time runs beside the loop that answers: a long batch does not hold up /healthz."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from anyio import CapacityLimiter

P = ParamSpec("P")
T = TypeVar("T")


async def apart(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The result of the work, done in one of as many threads as there are processors and two more."""
    import anyio.to_thread

    return await anyio.to_thread.run_sync(lambda: work(*args, **kwargs), limiter=_limiter())


@cache
def _limiter() -> CapacityLimiter:
    import anyio

    return anyio.CapacityLimiter((os.cpu_count() or 1) + 2)
