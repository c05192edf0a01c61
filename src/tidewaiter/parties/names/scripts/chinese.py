"""Chinese syllables in Latin letters: pinyin, Wade-Giles from it, and Hong Kong's spelling of Cantonese.

Pinyin is without tones, ü is "v" in the table of characters. Wade-Giles is without its apostrophes and umlauts, as
names are printed (Tse-tung, Hsiao, Chung-kuo). Hong Kong's government spelling has no official rule for each sound;
what passports and the street signs use most is taken.
"""

from __future__ import annotations

import re
from functools import cache

from tidewaiter.parties.names.scripts.table import rows

_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
_WADE_INITIALS = {
    "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "r": "j", "z": "ts", "c": "ts",
}  # fmt: skip
_WADE_WHOLE = {
    "zi": "tzu", "ci": "tzu", "si": "ssu", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "er": "erh",
    "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "yue": "yueh", "yong": "yung", "e": "o", "ge": "ko", "ke": "ko",
    "he": "ho", "gui": "kuei", "kui": "kuei", "guo": "kuo", "kuo": "kuo", "huo": "huo", "shuo": "shuo", "lve": "lueh",
    "nve": "nueh",
}  # fmt: skip
_WADE_FINALS = {"ian": "ien", "ie": "ieh", "iong": "iung", "ong": "ung", "uo": "o", "ue": "ueh", "v": "u", "ve": "ueh"}


def split(syllable: str) -> tuple[str, str]:
    """Initial and final of a pinyin or Wade-Giles syllable."""
    initial = next((one for one in _INITIALS if syllable.startswith(one)), "")
    return initial, syllable[len(initial) :]


@cache
def wade(syllable: str) -> str:
    """A pinyin syllable in Wade-Giles."""
    if syllable in _WADE_WHOLE:
        return _WADE_WHOLE[syllable]
    initial, final = split(syllable)
    return _WADE_INITIALS.get(initial, initial) + _WADE_FINALS.get(final, final)


def pinyin(syllable: str) -> tuple[str, ...]:
    """How a pinyin syllable is printed without marks: ü as u, as passports' yu, and as v."""
    if "v" not in syllable:
        return (syllable,)
    return (syllable.replace("v", "u"), syllable.replace("v", "yu"), syllable)


# Jyutping as Hong Kong spells it: the first that fits, initial and final each.
_HONG_KONG = (
    (re.compile("^gw"), "kw"), (re.compile("^g"), "k"), (re.compile("^[zc](?=ang|ak)"), "ts"),
    (re.compile("^[zc]"), "ch"), (re.compile("^jyu"), "yu"), (re.compile("^j(?=yu)"), ""), (re.compile("^j"), "y"),
    (re.compile("^b(?=ok$|un$)"), "p"), (re.compile("^b"), "p"), (re.compile("^d"), "t"),
    (re.compile("^s(?=i$)"), "sz"), (re.compile("^s(?=eoi|eon|oeng|iu|ing|ung$|yu|au|ek)"), "sh"),
)  # fmt: skip
_HONG_KONG_FINALS = (
    (re.compile("oe(?=ng|k)"), "eu"), (re.compile("eoi$"), "ui"), (re.compile("eo"), "u"), (re.compile("yun$"), "uen"),
    (re.compile("yut$"), "uet"), (re.compile("yu$"), "u"), (re.compile("aa"), "a"), (re.compile("ou$"), "o"),
    (re.compile("szi$"), "sze"),
)  # fmt: skip


@cache
def hong_kong(syllable: str) -> str:
    """A syllable of Jyutping as Hong Kong writes it in names."""
    if syllable in ("ng", "m"):
        return syllable
    for pattern, letters in _HONG_KONG:
        changed = pattern.sub(letters, syllable)
        if changed != syllable:
            syllable = changed
            break
    if syllable.startswith(("yun", "yut")) and len(syllable) == 3:
        return "yu" + {"yun": "en", "yut": "et"}[syllable]
    for pattern, letters in _HONG_KONG_FINALS:
        syllable = pattern.sub(letters, syllable)
    return syllable


def southern(hong_kong: str, jyutping: str) -> tuple[str, ...]:
    """Other usual spellings of a Cantonese syllable: siu beside shiu, tsok beside chok, Macau's hou beside ho."""
    found = []
    if hong_kong.startswith("sh"):
        found.append("s" + hong_kong[2:])
    if hong_kong.startswith("ch") and jyutping[0] in "zc":
        found.append("ts" + hong_kong[2:])
    if hong_kong.startswith("ts"):
        found.append("ch" + hong_kong[2:])
    if jyutping.endswith("ou"):
        found.append(hong_kong + "u")
    return tuple(found)


@cache
def characters() -> dict[str, str]:
    """The table of characters: what stands behind each of them, still as one line."""
    return {row[0]: row[1] for row in rows("han", parts=1)}


def cells(character: str) -> list[str]:
    """Readings of a character in five languages: pinyin, Cantonese, Korean, Japanese on and kun, Vietnamese."""
    line = characters().get(character, "")
    found = line.split("\t")
    return found + [""] * (6 - len(found))
