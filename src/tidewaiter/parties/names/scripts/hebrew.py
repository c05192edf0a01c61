"""Names in Hebrew letters: consonants with signs for letters that may be vowels; points and frequent names give vowels.

Bet, kaf and pe are hard or soft; shin has two sounds; a mark after g, z, ts, v makes the foreign sounds j, zh, ch, w.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts.lexicon import KEPT, Meaning, distinct, load_meanings, load_readings
from tidewaiter.parties.names.scripts.skeleton import join_sounds
from tidewaiter.parties.names.scripts.table import rows
from tidewaiter.parties.names.word import Reading, Word, WordRole

RANGES = ((0x0590, 0x05FF), (0xFB1D, 0xFB4F))

_TOKEN = re.compile(
    "[0-9]+|[\u05d0-\u05f2\ufb1d-\ufb4f](?:[\u0591-\u05bd\u05bf-\u05f4\ufb1d-\ufb4f'’\"]*[\u0591-\u05bd\u05bf-\u05f3\ufb1d-\ufb4f'’])?"
)
_POINTS = re.compile("[\u0591-\u05bd\u05bf-\u05c7]")
_FOREIGN = {"ג": "j", "ז": "zh", "צ": "ch", "ץ": "ch", "ו": "w", "ת": "th", "ח": "kh", "ד": "dh", "ר": "gh", "ע": "gh"}
_HARD = {"ב": "b", "כ": "k", "פ": "p"}
_SOFT = {"ב": "v", "כ": "kh", "פ": "f", "ף": "f", "ך": "kh"}
_PREFIXES = ("ה", "ל", "ו", "ב", "מ")
_QUOTES = str.maketrans({"״": '"', "׳": "'", "’": "'"})


def words(text: str, kind: PartyKind = "unknown") -> tuple[Word, ...]:
    """The words of a run in Hebrew letters; offsets are those of ``text``."""
    pieces = list(_TOKEN.finditer(text))
    party = kind != "person" and (kind == "organisation" or _is_organisation([piece.group() for piece in pieces]))
    found: list[Word] = []
    for place, piece in enumerate(pieces):
        plain = _plain(piece.group())
        known = _meaning(plain, party=party, last=place + 1 == len(pieces))
        if plain.isdecimal():
            word = Word(piece.group(), piece.start(), piece.end(), (Reading(str(int(plain))),), "number")
        elif known:
            word = Word(piece.group(), piece.start(), piece.end(), known[1], known[0])
        else:
            word = Word(piece.group(), piece.start(), piece.end(), _readings(plain), bare=True)
        if word.readings:
            found.append(word)
    return tuple(found)


@cache
def _letters() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("hebrew-letters")}


@cache
def _names() -> dict[str, tuple[Reading, ...]]:
    return load_readings("hebrew-names")


@cache
def _meanings() -> dict[str, Meaning]:
    return {word.translate(_QUOTES): meaning for word, meaning in load_meanings("hebrew-organisations").items()}


def _plain(text: str) -> str:
    if any("\ufb1d" <= letter <= "\ufb4f" for letter in text):
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_QUOTES)


def _is_organisation(pieces: list[str]) -> bool:
    """Whether two words, a legal form, or the first word, which is the head, are words of organisations."""
    found = [_common(_POINTS.sub("", _plain(piece))) for piece in pieces]
    told = [meaning for meaning in found if meaning]
    return len(told) > 1 or bool(told and (found[0] or told[0][0] == "form") and pieces[0] not in _names())


def _common(plain: str) -> Meaning | None:
    """What a word of organisations means, also behind the article or a preposition."""
    table = _meanings()
    found = table.get(plain)
    if not found and plain.startswith(_PREFIXES) and len(plain) > 3:
        found = table.get(plain[1:]) or (table.get(plain[2:]) if plain[1] == "ה" else None)
    return found if found and found[0] in ("form", "common") else None


def _meaning(plain: str, *, party: bool, last: bool) -> tuple[WordRole, tuple[Reading, ...]] | None:
    bare = _POINTS.sub("", plain)
    found = _meanings().get(bare)
    if found and found[0] == "number":
        return found if party else None
    if found and found[0] not in ("form", "common"):
        return None if last else found
    return _common(bare) if party else None


def _readings(plain: str) -> tuple[Reading, ...]:
    """The usual Latin form, the form that points give, and the skeletons."""
    bare = _POINTS.sub("", plain)
    found = [*_pointed(plain), *_names().get(bare, ()), *_skeletons(bare)]
    if bare[:1] in ("ה", "ל") and len(bare) > 3:
        rest = _names().get(bare[1:], ()) or (_skeletons(bare[1:])[:1] if bare[0] == "ה" else ())
        found.extend(Reading(one.letters, one.cost + 5) for one in rest)
    return distinct(found)


@lru_cache(maxsize=KEPT)
def _skeletons(bare: str) -> tuple[Reading, ...]:
    """Consonants and signs: usual values first, then the other sound of bet, kaf and pe, and s for shin."""
    usual = join_sounds(_sounds(bare, {}))
    found = [Reading(usual)]
    soft = [{letter: sound} for letter, sound in _HARD.items() if letter in bare[1:]][:2]
    for choice in product(*[({}, turn) for turn in soft]):
        merged = {letter: sound for turn in choice for letter, sound in turn.items()}
        found.append(Reading(join_sounds(_sounds(bare, merged))))
    if "ח" in bare or "כ" in bare[1:] or "ך" in bare:
        found.append(Reading(join_sounds(_sounds(bare, {"ח": "ch", "כ": "ch", "ך": "ch"}))))
    if "ו" in bare[1:] and "וו" not in bare:
        found.append(Reading(join_sounds(_sounds(bare, {"ו": "v"})), 3))
    if "צ" in bare or "ץ" in bare:
        found.append(Reading(join_sounds(_sounds(bare, {"צ": "z", "ץ": "z"}))))
    if "נג" in bare:
        found.append(Reading(usual.replace("ng", "nEg")))
    if "ש" in bare:
        found.append(Reading(join_sounds(_sounds(bare, {"ש": "s"})), 3))
    if bare.startswith("פ"):
        found.append(Reading("f" + usual[1:], 3))
    return distinct((reading for reading in found if reading.letters), most=7)


def _sounds(bare: str, turned: dict[str, str]) -> Iterator[str]:
    """Letter by letter; ``turned`` gives letters within the word another sound than the usual one there."""
    at = 0
    letters = _letters()
    while at < len(bare):
        letter = bare[at]
        if bare[at + 1 : at + 2] == "'" and letter in _FOREIGN:
            yield _FOREIGN[letter]
            at += 2
            continue
        if letter == "ו" and bare[at + 1 : at + 2] == "ו":
            yield "v"
            at += 2
            continue
        if letter == "י" and bare[at + 1 : at + 2] == "י":
            at += 1
        if letter == "ה" and at + 1 == len(bare) and at > 1:
            yield "M"
        elif letter in turned and (at > 0 or letter not in _HARD):
            yield turned[letter]
        elif letter in _SOFT and at > 0:
            yield _SOFT[letter]
        elif letter == "ו" and at == 0:
            yield "v"
        else:
            yield letters.get(letter, letter if letter.isascii() and letter.isalnum() else "")
        at += 1


_VOWELS = {
    "\u05b0": "", "\u05b1": "e", "\u05b2": "a", "\u05b3": "o", "\u05b4": "i", "\u05b5": "e", "\u05b6": "e",
    "\u05b7": "a", "\u05b8": "a", "\u05b9": "o", "\u05ba": "o", "\u05bb": "u", "\u05c7": "o",
}  # fmt: skip


def _pointed(plain: str) -> tuple[Reading, ...]:
    """The reading that vowel points give, where a word is pointed."""
    if sum(plain.count(point) for point in _VOWELS) * 3 < len(_POINTS.sub("", plain)):
        return ()
    clusters = re.findall("[^\u0591-\u05c7][\u0591-\u05c7]*", unicodedata.normalize("NFD", plain))
    letters = "".join(_cluster(one, after) for one, after in zip(clusters, [*clusters[1:], ""], strict=True))
    return (Reading(letters),) if letters else ()


def _cluster(cluster: str, after: str) -> str:
    """A letter with its points; ``after`` is the next one, before whose o or u a yod is a consonant."""
    letter, marks = cluster[0], cluster[1:]
    vowel = "".join(_VOWELS.get(mark, "") for mark in marks)
    if letter == "ו" and vowel in ("", "o") and ("\u05bc" in marks or vowel):
        return vowel or "u"
    if letter in _HARD:
        return (_HARD[letter] if "\u05bc" in marks else _SOFT[letter]) + vowel
    if letter == "ש":
        return ("s" if "\u05c2" in marks else "sh") + vowel
    sound = _letters().get(letter, "")
    yod = "y" if vowel or (after[:1] == "ו" and after[1:2] in ("\u05b9", "\u05bc")) else ""
    return {"A": "", "E": "", "W": "v", "Y": yod}.get(sound, sound) + vowel
