"""Every error the program raises on purpose.

    TidewaiterError
    ├── InputError      a file, row or field that cannot be read
    ├── RegimeError     a mistake in the law's data files
    ├── DataError       a mistake in another data file of the package
    ├── ReaderError     an optional reader that is absent or gives no answer
    └── SettingsError   a wrong option or combination of options

An error says what is wrong, where, and what to do next; it prints itself on three lines.
"""

from __future__ import annotations

_LONGEST = 100  # characters of a value that are shown; the value itself is kept whole


def visible(text: str) -> str:
    """The text on one line, with each character that would steer a terminal written as an escape.

    File names and cells come from anywhere: a line's end, a colour code or a change of
    direction in them must not pass for the program's own words.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _seen(value: str) -> str:
    return repr(value) if len(value) <= _LONGEST else f"{value[:_LONGEST]!r}… ({len(value):,} characters)"


class TidewaiterError(Exception):
    """The root: ``what`` happened, ``where``, and a ``hint`` what to do next."""

    def __init__(
        self,
        what: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | str | None = None,
        value: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.line = line
        self.column = column
        self.value = value
        self.hint = hint

    @property
    def where(self) -> str | None:
        """``file:line:column`` as far as it is known."""
        parts = [str(part) for part in (self.path, self.line, self.column) if part is not None]
        return ":".join(parts) or None

    def __str__(self) -> str:
        lines = [visible(self.what)]
        place = [f"at {visible(self.where)}"] if self.where else []
        place += [f"value {_seen(self.value)}"] if self.value is not None else []
        if place:
            lines.append(f"  {', '.join(place)}")
        if self.hint:
            lines.append(f"  hint: {visible(self.hint)}")
        return "\n".join(lines)


class InputError(TidewaiterError):
    """A file, row or field that cannot be read."""


class RegimeError(TidewaiterError):
    """A mistake in the law's data files."""


class DataError(TidewaiterError):
    """A mistake in another data file of the package."""


class ReaderError(TidewaiterError):
    """An optional reader that is absent or gives no answer."""


class SettingsError(TidewaiterError):
    """A wrong option or combination of options."""
