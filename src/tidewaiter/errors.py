"""Every error the program raises on purpose.

    TidewaiterError
    ├── InputError      a file, row or field that cannot be read
    ├── RegimeError     a mistake in the law's data files
    ├── DataError       a mistake in another data file of the package
    └── SettingsError   a wrong option or combination of options

An error says what is wrong, where, and what to do next; it prints itself on three lines.
"""

from __future__ import annotations


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
        lines = [self.what]
        where = self.where
        if where or self.value is not None:
            at = f"  at {where}" if where else "  at"
            lines.append(at + (f", value {self.value!r}" if self.value is not None else ""))
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)


class InputError(TidewaiterError):
    """A file, row or field that cannot be read."""


class RegimeError(TidewaiterError):
    """A mistake in the law's data files."""


class DataError(TidewaiterError):
    """A mistake in another data file of the package."""


class SettingsError(TidewaiterError):
    """A wrong option or combination of options."""
