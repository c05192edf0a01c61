"""Parameters of a request: from the address, and for /match also from the body beside the queries.

The address wins. A parameter nobody knows is refused: a mistyped ``treshold`` that is passed over would change what is
found, and nobody would know.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.datastructures import QueryParams

from tidewaiter.web.parties.refusals import nearest, refused, shown

Params = Mapping[str, tuple[str, ...]]

_WHOLE = re.compile(r"[+-]?\d{1,9}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_YES, _NO = ("true", "1", "yes", "on", "t", "y"), ("false", "0", "no", "off", "f", "n")
# names that clients of yente's hosted service add, and that have no meaning here
_PASSED_OVER = ("api_key",)


def params(address: QueryParams, known: Iterable[str], *, body: Mapping[str, Any] | None = None) -> Params:
    """All values of each parameter, in their order; ``body`` gives those that the address does not."""
    names = (*known, *_PASSED_OVER)
    found = {name: tuple(_texts(name, value)) for name, value in (body or {}).items()}
    found.update({name: tuple(address.getlist(name)) for name in address})
    for name in found:
        if name not in names:
            like = nearest(name, names)
            hint = f"is {like} meant?" if like else f"known are {', '.join(known)}"
            raise refused(400, name[:100], "unknown parameter", hint)
    return found


def _texts(name: str, value: Any) -> Iterable[str]:
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, str | int | float):
            raise refused(422, name, "a text or a number, or a list of them, is wanted here")
        yield str(one)


def text(given: Params, name: str, default: str | None = None) -> str | None:
    """The last value, as servers of forms do it."""
    return given[name][-1] if given.get(name) else default


def texts(given: Params, name: str, *, most: int = 500) -> tuple[str, ...]:
    """Every value; more than ``most`` are refused."""
    found = given.get(name, ())
    if len(found) > most:
        raise refused(422, name, f"{len(found)} values; at most {most} are taken")
    return found


def whole(given: Params, name: str, default: int, *, most: int) -> int:
    """A whole number from 0 to ``most``."""
    written = text(given, name)
    if written is None:
        return default
    if not _WHOLE.fullmatch(written) or not 0 <= int(written) <= most:
        raise refused(422, name, f"{shown(written)} is not a whole number from 0 to {most}")
    return int(written)


def share(given: Params, name: str) -> float | None:
    """A number from 0 to 1, None where it is not given."""
    written = text(given, name)
    if written is None:
        return None
    try:
        value = float(written)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1:  # false for what is no number, too
        raise refused(422, name, f"{shown(written)} is not a number from 0 to 1", "0.7 is 70 %")
    return value


def flag(given: Params, name: str, *, default: bool) -> bool:
    """Yes or no, in the spellings that clients use (true, True, 1, on)."""
    written = text(given, name)
    if written is None:
        return default
    if written.lower() not in (*_YES, *_NO):
        raise refused(422, name, f"{shown(written)} is neither true nor false")
    return written.lower() in _YES


def moment(given: Params, name: str) -> str | None:
    """A day, with a time or not (2026-02-27, 2026-02-27T12:00); written so that texts compare as times do."""
    from datetime import UTC, datetime

    written = text(given, name)
    if written is None:
        return None
    try:
        if not _MOMENT.fullmatch(written):
            raise ValueError
        whole_time = f"{written}:00" if re.search(r"T\d{2}$", written) else written
        when = datetime.fromisoformat(whole_time)
    except ValueError:
        hint = "2026-02-27 or 2026-02-27T12:00"
        raise refused(422, name, f"{shown(written)} is not a day, nor a day with a time", hint) from None
    if when.tzinfo:
        when = when.astimezone(UTC).replace(tzinfo=None)
    return when.replace(microsecond=0).isoformat()
