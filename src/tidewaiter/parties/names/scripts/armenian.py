"""Names in Armenian letters: the Eastern sounds as BGN/PCGN writes them, and the Western ones of the diaspora."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts.alphabet import no_meaning, read_words
from tidewaiter.parties.names.scripts.lexicon import KEPT, Meaning, distinct, load_meanings, load_readings
from tidewaiter.parties.names.scripts.table import rows
from tidewaiter.parties.names.word import Reading, Word

RANGES = ((0x0530, 0x058F), (0xFB13, 0xFB17))

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_LIGATURES = {"ﬓ": "մն", "ﬔ": "մե", "ﬕ": "մի", "ﬖ": "վն", "ﬗ": "մխ", "և": "եւ"}


def words(text: str, kind: PartyKind = "unknown") -> tuple[Word, ...]:
    """The words of a run in Armenian letters; offsets are those of ``text``."""
    meaning = no_meaning if kind == "person" else _meanings().get
    return read_words(text, _TOKEN, fold=_small, meaning=meaning, readings=_readings)


def _small(text: str) -> str:
    return "".join(_LIGATURES.get(letter, letter) for letter in text.lower())


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    values = {row[0]: (row[1], row[2] if len(row) > 2 else row[1]) for row in rows("armenian-letters")}
    return re.compile("|".join(sorted(values, key=len, reverse=True)) + "|[a-z0-9]"), values


@cache
def _names() -> dict[str, tuple[Reading, ...]]:
    return {word.replace("և", "եւ"): readings for word, readings in load_readings("armenian-names").items()}


@cache
def _meanings() -> dict[str, Meaning]:
    return {word.replace("և", "եւ"): meaning for word, meaning in load_meanings("armenian-organisations").items()}


@lru_cache(maxsize=KEPT)
def _readings(plain: str) -> tuple[Reading, ...]:
    eastern, western = _spell(plain, 0), _spell(plain, 1)
    found = [*_names().get(plain, ()), Reading(eastern), *(Reading(form) for form in _varied(eastern))]
    found.append(Reading(western, 5))
    found.extend(Reading(form, 5) for form in _varied(western))
    return distinct(found)


def _varied(letters: str) -> Iterator[str]:
    """The ending of family names is -yan or -ian, and -sian or -ssian in the West."""
    if letters.endswith("yan"):
        yield letters[:-3] + "ian"


def _spell(plain: str, system: int) -> str:
    """Letter by letter; e and o at the start of a word are ye and vo, and a y there is silent in the West as h."""
    pattern, values = _letters()
    out = []
    for match in pattern.finditer(plain):
        letter, start = match.group(), match.start() == 0
        sound = values[letter][system] if letter in values else letter
        if start and letter == "եւ":
            sound = "yev"
        elif start and letter == "ե" and len(plain) > 1:
            sound = "ye"
        elif start and letter == "ո" and plain[1:2] != "վ":
            sound = "vo"
        elif start and letter == "յ" and system == 1:
            sound = "h"
        out.append(sound)
    return "".join(out)
