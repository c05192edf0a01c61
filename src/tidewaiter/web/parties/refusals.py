"""What is refused, where it stands in the request, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tidewaiter.errors import visible

_LONGEST = 200  # characters of a client's own words that an answer repeats


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: ``where`` is its path in the request ("queries.q1.properties.birthdate")."""

    where: str
    what: str
    hint: str | None = None


class Refused(Exception):
    """A request, or one query of a batch, that is not answered; it prints itself as JSON."""

    def __init__(self, status: int, *faults: Fault, headers: dict[str, str] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.faults = faults
        self.headers = headers or {}

    @property
    def detail(self) -> str:
        """The faults in one line, as clients that only print ``detail`` need it."""
        return "; ".join(_sentence(fault) for fault in self.faults)


def refused(status: int, where: str, what: str, hint: str | None = None) -> Refused:
    """A refusal for one fault."""
    return Refused(status, Fault(where, what, hint))


def told(status: int, detail: str, faults: Iterable[Fault] = ()) -> dict[str, Any]:
    """The one shape of an error: ``detail`` for readers, ``errors`` for programs."""
    return {
        "status": status,
        "detail": whole(detail),
        "errors": [
            {"where": whole(fault.where), "what": whole(fault.what), "hint": fault.hint and whole(fault.hint)}
            for fault in faults
        ],
    }


def whole(text: str) -> str:
    """The text without half characters (lone surrogates), which JSON cannot carry."""
    return text.encode("utf-8", "replace").decode()


def shown(value: object) -> str:
    """A client's own value, short and on one line."""
    text = visible(str(value))
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, None where none is like it."""
    from difflib import get_close_matches

    by_lower = {one.lower(): one for one in known}
    found = get_close_matches(word[:100].lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def _sentence(fault: Fault) -> str:
    hint = f" ({fault.hint})" if fault.hint else ""
    return f"{fault.where}: {fault.what}{hint}" if fault.where else f"{fault.what}{hint}"
