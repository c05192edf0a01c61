"""Letters of Latin words as a-z."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from tidewaiter.parties.names.tables import rows


@cache
def _letters() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1] if len(row) > 1 else "", row[-1] if len(row) > 1 else "") for row in rows("letters")}


@lru_cache(maxsize=65536)
def letters(text: str) -> tuple[str, ...]:
    """How a Latin word reads in a-z, the usual way first: "Müller" is "muller" or "mueller"."""
    if text.isascii():
        plain = text.lower()
        return (plain if plain.isalnum() else "".join(one for one in plain if one.isalnum()),)
    usual, other = [], []
    for one in unicodedata.normalize("NFC", text).replace("İ", "i").lower():
        first, second = _letter(one)
        usual.append(first)
        other.append(second)
    return tuple(dict.fromkeys(word for word in ("".join(usual), "".join(other)) if word))


@cache
def _letter(one: str) -> tuple[str, str]:
    """The usual and the other reading of one letter."""
    if "a" <= one <= "z" or "0" <= one <= "9":
        return one, one
    if one in _letters():
        return _letters()[one]
    base = unicodedata.normalize("NFKD", one)
    if base[0] != one:
        first, second = zip(*(_letter(part) for part in base), strict=True)
        return "".join(first), "".join(second)
    if unicodedata.category(one)[0] == "L" and (name := unicodedata.name(one, "")).startswith("LATIN"):
        return (_named(name),) * 2
    return "", ""


def _named(name: str) -> str:
    """The letter that the name of a Latin letter says it is: "LATIN SMALL LETTER B WITH HOOK"."""
    _, _, rest = name.partition(" LETTER ")
    first = rest.split(" ", 1)[0]
    return first.lower() if len(first) <= 2 and first.isascii() else ""
