"""Japanese in Latin letters: kana by Hepburn's and the Kunrei system, names in characters by tables or each alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product

from tidewaiter.parties.names.scripts.chinese import cells
from tidewaiter.parties.names.scripts.korean import collect
from tidewaiter.parties.names.scripts.table import column, rows
from tidewaiter.parties.names.word import Reading

SYSTEM = "japanese"  # of the readings
_TABLE, _BY_CUSTOM, _BY_CHARACTER = 0, 5, 15
_MOST = 8
# A row a consonant: あ-row first; the vowels a i u e o.
_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "g": "がぎぐげご", "s": "さしすせそ", "z": "ざじずぜぞ", "t": "たちつてと",
    "d": "だぢづでど", "n": "なにぬねの", "h": "はひふへほ", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ", "m": "まみむめも",
    "r": "らりるれろ",
}  # fmt: skip
_ODD = {
    "し": "shi", "じ": "ji", "ち": "chi", "ぢ": "ji", "つ": "tsu", "づ": "zu", "ふ": "fu", "や": "ya", "ゆ": "yu",
    "よ": "yo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ん": "n", "ゔ": "vu", "ゎ": "wa", "ゕ": "ka", "ゖ": "ke",
}  # fmt: skip
_SMALL = dict(zip("ぁぃぅぇぉゃゅょゎ", ("a", "i", "u", "e", "o", "ya", "yu", "yo", "wa"), strict=True))
_KUNREI = (("sh", "sy"), ("ch", "ty"), ("j", "zy"), ("tsu", "tu"), ("f", "h"))
# What Japanese puts behind a consonant that stands alone in the foreign word: u, but o behind t and d.
_PROPPED = re.compile(r"(?<=[skgmpbfzrnv])u(?![aeiou])|(?<=ts)u(?![aeiou])|(?<=[td])o(?![aeiou])|(?<=[cs]h|.j)i$")


@cache
def _morae() -> dict[str, str]:
    found = {
        kana: consonant + vowel for consonant, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)
    }
    return found | _ODD


def hiragana(text: str) -> str:
    """Katakana as hiragana; the long mark and all else stay."""
    return "".join(chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヶ" else sign for sign in text)


@lru_cache(maxsize=8192)
def romaji(kana: str) -> str:
    """Kana by Hepburn's system, long vowels written as in kana (tarou), the long mark as a doubled vowel."""
    out: list[str] = []
    double = False
    for sign in hiragana(kana):
        if sign == "っ":
            double = True
            continue
        if sign in _SMALL and out and sign != "ゎ":
            out[-1] = _glide(out[-1], _SMALL[sign])
            continue
        if sign == "ー":
            out.append(out[-1][-1:] if out else "")
            continue
        letters = _morae().get(sign, _SMALL.get(sign, ""))
        if double and letters:
            letters = ("t" if letters.startswith("ch") else letters[0]) + letters
        double = False
        out.append(letters)
    return "".join(out)


def _glide(letters: str, small: str) -> str:
    """A mora with a small kana behind it: き + ゃ, し + ゅ, フ + ァ, テ + ィ, ウ + ェ."""
    stem = letters[:-1]
    if small[0] == "y":
        return stem + (small[1:] if letters in ("shi", "chi", "ji", "tchi", "sshi", "jji") else small)
    if letters == "u":
        return "w" + small
    if letters == "i":
        return "y" + small
    if letters in ("ku", "gu"):
        return stem + "w" + small
    return stem + small


def short(letters: str) -> str:
    """Long vowels as newspapers write them: ou, oo as o, uu as u."""
    return re.sub(r"o[ou]|oo", "o", letters).replace("uu", "u").replace("aa", "a").replace("ee", "e").replace("ii", "i")


def kunrei(letters: str) -> str:
    """Hepburn's letters in the Kunrei system: si, ti, tu, hu, zya."""
    for hepburn, other in _KUNREI:
        letters = letters.replace(hepburn, other)
    return letters.replace("yi", "i")


def native(kana: str) -> tuple[Reading, ...]:
    """How a Japanese name in kana is written."""
    full = romaji(kana)
    brief = re.sub(r"o[ou]|oo", "o", full).replace("uu", "u")
    return collect(
        [
            Reading(brief, 0, SYSTEM),
            Reading(full, 0, SYSTEM),
            Reading(re.sub("o[ou]", "oh", full), 5, SYSTEM),
            Reading(kunrei(brief), 5, SYSTEM),
            Reading(re.sub("n(?=[bmp])", "m", brief), 5, SYSTEM),
        ]
    )


def foreign(katakana: str) -> tuple[Reading, ...]:
    """How a foreign name in katakana is likely written: a known one by the table, else by its sounds."""
    known = _foreign().get(katakana, ())
    full = short(romaji(katakana))
    bare = _PROPPED.sub("", full)
    return collect(
        [
            *(Reading(letters) for letters in known),
            Reading(bare, 5 if known else 0),
            Reading(bare.replace("r", "l"), 5 if known else 0),
            Reading(full, 5),
            Reading(bare.replace("b", "v"), 10),
            Reading(romaji(katakana), 10),
        ]
    )


@cache
def _foreign() -> dict[str, tuple[str, ...]]:
    return {form: column(row, 1) for row in rows("kana_foreign") for form in row[0].split()}


@cache
def _forms() -> dict[int, str]:
    return {ord(form): row[1] for row in rows("japanese_forms") for form in row[0].split()}


def usual(name: str) -> str:
    """A name in the forms of characters that the tables use (澤 as 沢)."""
    return name.translate(_forms())


@cache
def families() -> dict[str, tuple[str, ...]]:
    """Family names in characters and how they are read."""
    return {usual(row[0]): column(row, 1) for row in rows("japanese_families")}


@cache
def given_names() -> dict[str, tuple[str, ...]]:
    """Given names in characters (some in kana) and how they are read."""
    return {usual(row[0]): column(row, 1) for row in rows("japanese_given")}


def family_readings(name: str) -> tuple[Reading, ...]:
    """How a family name is read: by the table, else by its characters' own readings, which is weaker."""
    return collect(_known(families(), name) or by_character(name), most=_MOST)


def given_readings(name: str) -> tuple[Reading, ...]:
    """How a given name is read: by the table, else by its characters' readings."""
    return collect(_known(given_names(), name) or [*_by_custom(name), *by_character(name)], most=_MOST)


def _known(table: dict[str, tuple[str, ...]], name: str) -> list[Reading]:
    found = table.get(usual(name), ())
    return [
        *(Reading(letters, _TABLE, SYSTEM) for letters in found),
        *(Reading(full, _BY_CUSTOM, SYSTEM) for full in (_in_full(name) if found else ()) if short(full) in found),
        *(Reading(letters + more, _BY_CUSTOM, SYSTEM) for letters in found if letters.endswith("o") for more in "uh"),
    ]


@cache
def _in_given_names() -> dict[str, tuple[str, ...]]:
    return {row[0]: column(row, 1) for row in rows("japanese_characters")}


def _by_custom(name: str) -> list[Reading]:
    """A given name put together from what its characters usually are in given names."""
    found = [_in_given_names().get(sign, ()) for sign in usual(name)]
    if len(name) < 2 or len(name) > 4 or not all(found):
        return []
    return [Reading("".join(way), _BY_CUSTOM, SYSTEM) for way in product(*found)][:4]


def in_given_names(sign: str) -> tuple[Reading, ...]:
    """What a character is in given names of several, as a syllable beside the others."""
    return tuple(Reading(letters, _BY_CHARACTER, SYSTEM) for letters in _in_given_names().get(usual(sign), ())[:2])


def by_character(name: str) -> list[Reading]:
    """Readings put together from the characters, long vowels as newspapers write them."""
    return [Reading(short(way), _BY_CHARACTER, SYSTEM) for way in _in_full(name)]


def _in_full(name: str) -> list[str]:
    """The characters' readings with long vowels as in kana: Japanese (kun), Chinese (on), and both ways mixed."""
    sounds = [_sounds(sign) for sign in name.replace("ヶ", "が").replace("ノ", "の")]
    ways: Iterable[Iterable[str]] = (
        (kun or on for on, kun in sounds),
        (on or kun for on, kun in sounds),
        (on or kun if at else kun or on for at, (on, kun) in enumerate(sounds)),
        (kun or on if at else on or kun for at, (on, kun) in enumerate(sounds)),
    )
    return ["".join(way) for way in ways]


def on(name: str) -> str:
    """The characters' Chinese-derived readings, as names of firms are read (東亜: toa)."""
    return short("".join(first or second for first, second in map(_sounds, name)))


def _sounds(sign: str) -> tuple[str, str]:
    """First on and first kun reading of a character; kana as they are."""
    if "ぁ" <= sign <= "ヿ":
        return romaji(sign), romaji(sign)
    found = cells(sign)
    return romaji(found[3].partition(" ")[0]), romaji(found[4].partition(" ")[0])
