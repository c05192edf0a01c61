"""Single values of lists in the model's terms: countries, gender, languages, ships' numbers, numbered cells."""

from __future__ import annotations

import functools
import re
from typing import Literal

from tidewaiter.parties.lists.readers import lands, source

_NUMBERED = re.compile(r"(?:(?<=\s)|^)\(\d{1,2}\)(?=\s|$|[^\s(])")
_LETTERED = re.compile(r"(?:(?<=[\s,;])|^)\([a-z]\)\s")
_SHIP = re.compile(r"(?:IMO\s*(?:number|no\.?)?\s*[:.]?\s*)?(\d{7})", re.IGNORECASE)
_NOWHERE = {"00", "unknown", "", "-", "n/a", "none", "not known"}


def read_country(text: str | None) -> str | None:
    """The ISO 3166-1 code of a country as a list names it; None where it names none, or more than one."""
    if text is None or text.strip().lower() in _NOWHERE:
        return None
    return lands.country(text)


def read_gender(text: str | None) -> Literal["male", "female"] | None:
    """A gender as the lists tell it: Male, M, female."""
    short = (text or "").strip().lower()
    return "male" if short in ("male", "m") else "female" if short in ("female", "f") else None


def read_imo(text: str) -> str | None:
    """A ship's number without the word before it ("IMO9562233"); None where it is no such number."""
    hit = _SHIP.fullmatch(text.strip())
    return hit[1] if hit else None


def split_numbered(text: str) -> list[str]:
    """The values of a cell in which a list numbers them: ``(1) Iran (2) Iraq``, ``(a) Mullah, (b) Hajj``."""
    if len(text) < 6:
        return [text] if text else []
    pattern = _NUMBERED if text.lstrip().startswith("(1)") else _LETTERED if text.lstrip().startswith("(a)") else None
    parts = pattern.split(text) if pattern else [text]
    return [plain for part in parts if (plain := part.strip().rstrip(",;").strip())]


def is_latin(text: str) -> bool:
    """Whether the letters of a text are mostly Latin ones; a text without letters is."""
    import unicodedata

    letters = [c for c in text if c.isalpha()]
    latin = sum(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return not letters or latin * 2 > len(letters)


@functools.cache
def _languages() -> dict[str, str]:
    return {name.lower(): code for name, code in source.words("languages.tsv")}


def read_language(text: str | None) -> str | None:
    """The ISO 639-1 code of a language by its name or code; other codes stay as they are, other words give none."""
    short = (text or "").strip().lower()
    if short in _languages():
        return _languages()[short]
    return short if len(short) in (2, 3) and short.isascii() and short.isalpha() else None
