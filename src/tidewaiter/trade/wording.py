"""The words of a header: taken apart, spelled one way, glued and parted words alike.

Headers are written in any language and any manner ("PaisDestino", "수출국가코드", "G.W. (KGS)", "B/L No."). Here
they become words in small letters without accents; which words mean what is ``columns.yaml``'s to say.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_CASES = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
_CLOSE = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"  # scripts that set no space between words
_SCRIPTS = re.compile(f"(?<=[{_CLOSE}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_CLOSE}])")
_GLUED = re.compile(f"[{_CLOSE}]+")
_TOKEN = re.compile(r"c&f|[^\W_]+|[^\w\s]")
_FEWEST = 6  # letters of a word that is tried as several; in scripts without spaces two are enough
_MOST_WAYS = 8
_LATER = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ı": "i"})  # letters that no accent can be taken from


@functools.lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """A word in small letters without accents, one way of spelling for each letter."""
    flat = unicodedata.normalize("NFKD", word).casefold()
    bare = "".join(sign for sign in flat if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare).translate(_LATER)


def is_sign(word: str) -> bool:
    """Whether a word is or has a sign of currency."""
    return any(unicodedata.category(sign) == "Sc" for sign in word)


def words_of(header: str) -> list[str]:
    """The words of a header in order; punctuation is left out, letters that stand alone one after the other are one."""
    flat = _SCRIPTS.sub(" ", _CASES.sub(" ", unicodedata.normalize("NFKC", header)))
    found = [plain(word) for word in _TOKEN.findall(flat.casefold())]
    return list(_numbers(_spelled([word for word in found if word == "c&f" or word.isalnum() or is_sign(word)])))


def _spelled(words: list[str]) -> list[str]:
    """H.S. and B/L as one word each."""
    out: list[str] = []
    alone = False
    for word in words:
        letter = len(word) == 1 and word.isalpha() and not _GLUED.match(word)
        if letter and alone:
            out[-1] += word
        else:
            out.append(word)
        alone = letter
    return out


def _numbers(words: list[str]) -> Iterator[str]:
    """1,000 and 1.000 as one word: 1000."""
    held = ""
    for word in words:
        if held and len(word) == 3 and word.isdecimal():
            held += word
            continue
        if held:
            yield held
        held = word if word.isdecimal() and len(word) <= 3 and not word.startswith("0") else ""
        if not held:
            yield word
    if held:
        yield held


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that glued ones may be parted into, and phrases by their first word, the longest first."""

    words: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]


def lexicon_of(words: Sequence[str]) -> Lexicon:
    """The lexicon of these words; those with a space in them are phrases."""
    spelled = [plain(word) for word in words]
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in dict.fromkeys(word for word in spelled if " " in word):
        parts = tuple(phrase.split())
        phrases.setdefault(parts[0], []).append(parts)
    ordered = {first: tuple(sorted(found, key=len, reverse=True)) for first, found in phrases.items()}
    single = (word for word in spelled if " " not in word and (len(word) > 2 or _GLUED.fullmatch(word)))
    return Lexicon(frozenset(single), ordered)


def joined(words: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The words with those that are a phrase together made one: ("nuoc", "xuat khau")."""
    out: list[str] = []
    at = 0
    while at < len(words):
        hit = next(
            (one for one in lexicon.phrases.get(words[at], ()) if tuple(words[at : at + len(one)]) == one), (words[at],)
        )
        out.append(" ".join(hit))
        at += len(hit)
    return tuple(out)


def ways(words: Sequence[str], lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """The words with each glued one parted, in every possible way, the one with the longest words first."""
    found: list[tuple[str, ...]] = [()]
    for word in words:
        found = [before + parts for before in found for parts in _parted(word, lexicon)][:_MOST_WAYS]
    return tuple(found)


def _parted(word: str, lexicon: Lexicon) -> list[tuple[str, ...]]:
    """A word as it is where it is known or cannot be parted, else its parts; several ways only without spaces."""
    close = _GLUED.fullmatch(word) is not None
    if " " in word or len(word) < (2 if close else _FEWEST) or not word.isalpha():
        return [(word,)]
    known = word in lexicon.words
    if known and not close:
        return [(word,)]
    parts = _splits(word, lexicon.words, most=_MOST_WAYS if close else 1)
    return parts or [(word,)]


def _splits(word: str, known: frozenset[str], *, most: int) -> list[tuple[str, ...]]:
    """The ways in which a word is glued from known ones; its longest beginnings come first."""
    ways_from: list[list[tuple[str, ...]]] = [[] for _ in word] + [[()]]
    for start in reversed(range(len(word))):
        cuts = (end for end in range(len(word), start, -1) if ways_from[end] and word[start:end] in known)
        ways_from[start] = [(word[start:end], *rest) for end in cuts for rest in ways_from[end]][:most]
    return ways_from[0]
