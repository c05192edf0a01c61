"""Names of places in the world's languages, for cells alone: read when the other tables do not know a cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from tidewaiter.datafile import Tree, read_tree
from tidewaiter.errors import DataError
from tidewaiter.places.gazetteer import DATA, Sense, ambiguous, lines, places

Senses = tuple[Sense, ...]

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]+")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bb\u02bc\u2032\u00b4`]")
# the signs of the scripts of India and the south-east of Asia are parts of their letters
_NOT_WORDS = re.compile(r"[^\w\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\n]+|_+")
_SPELLED = re.compile(r"\b(\w) (?=\w\b)")
_EDGES = re.compile(r"^ | $", re.MULTILINE)
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "e"}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه"}
)
_SHORT = 3  # Latin names of so many letters are also words and codes: they are read in columns of countries alone


def key(text: str) -> str:
    """The text without case, marks and punctuation, line by line, in any script: ``Türkiye`` is ``turkiye``.

    As ``fold``, and also letters with a stroke are plain ones, and the letters that Arabic and
    Persian tables write in several ways are one.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
        text = unicodedata.normalize("NFC", _MARKS.sub("", text)).translate(_LETTERS)
    text = _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", text.casefold()))
    return _SPELLED.sub(r"\1", _EDGES.sub("", text))


@lru_cache(maxsize=1024)
def cell_key(text: str) -> str:
    """The key of one cell, which is asked for several times."""
    return key(text)


def named(text: str, *, column: bool = False) -> Senses:
    """What a cell means by the world's languages; short names, and towns', count in a ``column`` of countries alone."""
    plain = cell_key(text)
    if not plain:
        return ()
    found = known(latin=_is_latin(plain)).get(plain, ())
    if found and is_short(plain):
        # "Áo" is Austria, but "AO" the code of Angola
        return found if column and _marked(text) in _short() else ()
    return found if column or not is_town(plain) else ()


def is_town(text: str) -> bool:
    """Whether a name of a country is also a town or port of another."""
    return cell_key(text) in _towns()


@cache
def _towns() -> frozenset[str]:
    """The names that are also towns or ports of other places, by their keys."""
    return frozenset(key(by_hand().value["towns"].replace("; ", "\n")).split("\n"))


def is_short(text: str) -> bool:
    """Whether a text is no longer than a code."""
    plain = cell_key(text)
    return len(plain) <= _SHORT and plain.isascii()


def _is_latin(plain: str) -> bool:
    return plain[0].isascii()


@cache
def by_hand() -> Tree:
    """The file of names, words and rules that are written by hand."""
    return read_tree(DATA / "customs.yaml")


def _entries(*, latin: bool) -> Iterator[tuple[tuple[str, ...], str]]:
    """The places that each name of a script may be, and the name."""
    world = DATA / "world.yaml"
    if world.exists():
        yield from _names(read_tree(world), "latin" if latin else "other")
    yield from _names(by_hand(), "names")


def _names(tree: Tree, section: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for number, codes, value in lines(tree, section):
        told = tuple(codes.split(" "))
        if not all(code in places() for code in told):
            raise DataError("no place has this code", path=tree.path, line=number, value=codes)
        for name in value.split("; "):
            yield told, name


@cache
def known(*, latin: bool) -> dict[str, Senses]:
    """What each name means by its key: the place, or each that it may be."""
    written = list(_entries(latin=latin))
    keys = key("\n".join(name for _, name in written)).split("\n")
    out: dict[str, Senses] = {}
    for plain, (told, _) in zip(keys, written, strict=True):
        if plain and _is_latin(plain) == latin:
            out[plain] = _joined(out.get(plain, ()), told, one_word=" " not in plain)
    return out


def _joined(known: Senses, told: Iterable[str], *, one_word: bool) -> Senses:
    """The senses with those of further places."""
    fresh = [code for code in told if all(sense.code != code for sense in known)]
    return (*known, *((_warned().get(code) if one_word else None) or Sense(code, "name") for code in fresh))


@cache
def _warned() -> dict[str, Sense]:
    """The declared warning of a place's English name, for its names in other languages."""
    declared = {name.text: name.sense for name in ambiguous()}
    return {code: declared[name] for _, code, name in lines(by_hand(), "warned")}


@cache
def _short() -> frozenset[str]:
    """The short names without case and punctuation, but with their marks."""
    entries = (name for _, name in _entries(latin=True) if len(name) <= 2 * _SHORT)
    return frozenset(_marked(name) for name in entries if is_short(name))


def _marked(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFC", text.casefold()) if sign.isalnum())
