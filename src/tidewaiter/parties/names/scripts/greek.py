"""Names in Greek: the official system, the usage of the press, and the classical way of writing Greek in Latin."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts.alphabet import no_meaning, read_words
from tidewaiter.parties.names.scripts.lexicon import KEPT, Meaning, distinct, load_meanings, load_readings
from tidewaiter.parties.names.scripts.table import rows
from tidewaiter.parties.names.word import Reading, Word

RANGES = ((0x0370, 0x03FF), (0x1F00, 0x1FFF))

_TOKEN = re.compile(r"\d+|[^\W\d_](?:(?:[^\W\d_]|[.\u0300-\u036f])*(?:[^\W\d_]|[\u0300-\u036f]))?")
_VOICELESS = frozenset("θκξπσςτφχψ")
_OFFICIAL, _PRESS, _CLASSICAL = range(3)
_NASAL = {"μπ": "mb", "ντ": "nd", "γκ": "ng"}
_ENDS = (("os", "us"), ("on", "o"), ("oi", "i"))


def words(text: str, kind: PartyKind = "unknown") -> tuple[Word, ...]:
    """The words of a run in Greek; offsets are those of ``text``."""
    meaning = no_meaning if kind == "person" else _meaning
    return read_words(text, _TOKEN, fold=_fold, meaning=meaning, readings=_readings, capitals=True)


def _fold(text: str) -> str:
    """Small letters without accents; a diaeresis stays, for it parts two vowels."""
    marks = unicodedata.normalize("NFD", text.lower())
    return re.sub("[\u0300-\u0307\u0309-\u036f]", "", marks).replace("ς", "σ").replace("ı", "i")


@cache
def _groups() -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """The groups of letters as one pattern, longest first, and the values of each in the three systems."""
    values: dict[str, list[str]] = {}
    for row in rows("greek-letters"):
        values[row[0]] = [row[column] if column < len(row) else row[1] for column in (1, 2, 3)]
    letters = sorted((group.rstrip("*") for group in values), key=len, reverse=True)
    return re.compile("|".join(letters) + "|[a-z0-9]"), {group.rstrip("*"): value for group, value in values.items()}


@cache
def _names() -> dict[str, tuple[Reading, ...]]:
    return {_fold(name): readings for name, readings in load_readings("greek-names").items()}


@cache
def _meanings() -> dict[str, Meaning]:
    return {_fold(word): meaning for word, meaning in load_meanings("greek-organisations").items()}


@lru_cache(maxsize=KEPT)
def _meaning(plain: str) -> Meaning | None:
    """What a word of organisations means: as it stands in the table, or by its stem."""
    table = _meanings()
    stems = (plain[:-cut] + "-" for cut in range(1, 5) if len(plain) - cut > 3)
    return table.get(plain.strip(".")) or next((table[stem] for stem in stems if stem in table), None)


@lru_cache(maxsize=KEPT)
def _readings(plain: str) -> tuple[Reading, ...]:
    found = [*_names().get(plain, ()), Reading(_spell(plain, _OFFICIAL)), Reading(_spell(plain, _PRESS))]
    mixed = _spell(plain, _OFFICIAL, softened=True)
    found.append(Reading(mixed))
    classical = _spell(plain, _CLASSICAL)
    if re.search(".(?:μπ|ντ|γκ)", plain):
        nasal = re.sub("(?<=.)(μπ|ντ|γκ)", lambda group: _NASAL[group.group()], plain)
        found.append(Reading(_spell(nasal, _OFFICIAL, softened=True)))
    if "σχ" in plain:
        found.append(Reading(_spell(plain.replace("σχ", "σκ"), _OFFICIAL), 5))
    found.append(Reading(classical, 5))
    found.append(Reading(re.sub("es$", "is", classical), 5))
    found.extend(Reading(classical.removesuffix(old) + new, 10) for old, new in _ENDS if classical.endswith(old))
    return distinct(found, most=7)


def _spell(plain: str, system: int, *, softened: bool = False) -> str:
    """Group by group; ``softened`` takes b, d, g for mp, nt, gk and h for ch but leaves the other letters official."""
    pattern, values = _groups()
    out = []
    for match in pattern.finditer(plain):
        group = match.group()
        if group not in values:
            out.append(group)
            continue
        use = _PRESS if softened and group in ("μπ", "ντ", "γκ", "χ") else system
        sound = values[group][use]
        if group in ("αυ", "ευ", "ηυ") and system != _CLASSICAL:
            after = plain[match.end() : match.end() + 1]
            sound = sound[0] + ("f" if after in _VOICELESS or not after else "v")
        if group == "μπ" and match.start() == 0:
            sound = "b"
        elif group == "ντ" and match.start() == 0:
            sound = "d" if system != _OFFICIAL else "nt"
        elif group in ("γ", "ι") and use == _PRESS and not _glides(plain, match.start(), group):
            sound = values[group][_OFFICIAL]
        elif group == "δ":
            sound = "d"
        elif group == "ρ":
            sound = "rh" if use == _CLASSICAL and match.start() == 0 else "r"
        out.append(sound)
    return "".join(out)


def _glides(plain: str, at: int, letter: str) -> bool:
    """Whether gamma is heard as y (before e and i)."""
    return letter == "γ" and plain[at + 1 : at + 2] in ("ε", "ι", "η", "υ")
