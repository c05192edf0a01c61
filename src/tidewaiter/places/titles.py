"""Names with titles, turned round and cut short: ``COREA (NORTE), REPUBLICA POPULAR DEMOCRATICA DE``.

A title never decides between the two Koreas by guess: the North is told by "north", "people" or
"democratic", the South by "south" or by a republic that is neither; what contradicts itself tells nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from tidewaiter.places.gazetteer import Sense, cells, lines
from tidewaiter.places.world import Senses, by_hand, cell_key, is_short, key, known

NORTH, SOUTH = "KP", "KR"
_OF_THE_NORTH = {"north", "people", "democratic", "both", "people's republic"}
_UNFIT = {"unclear", "title", "federal", "state", "commonwealth", "islands", "saint"}
_JOIN, _NO_TITLES = ("join",), ("join", "saint")
_LONGEST, _MOST = 90, 10  # characters and words of a cell that may be a name
_MOST_BARE = 5  # words of a name without its titles
_TURNED = re.compile("[(),;/|]")
_FIGURE = re.compile("[0-9]")  # no name of a State has a figure in it
_CUT = 4  # letters that the last word of a cell needs, where it may have been cut off
_OF_ITSELF = re.compile(r"\bpeoples? s\b")

Look = Callable[[str], Senses]
# the words of a name in the order of the alphabet, with one sign for all titles of a kind
Bag = tuple[str, ...]


@cache
def _kinds(section: str) -> dict[str, tuple[str, ...]]:
    """The kinds that each word of one section may be of."""
    out: dict[str, tuple[str, ...]] = {}
    for kind, written in by_hand().value[section].items():
        for word in key(written.replace(" ", "\n")).split("\n"):
            out[word] = tuple(dict.fromkeys((*out.get(word, ()), kind)))
    return out


def titled(text: str, look: Look) -> Senses:
    """What a name with titles means, where ``look`` knows the name without them; empty where it cannot be told."""
    if len(text) > _LONGEST or _FIGURE.search(text):
        return ()
    every = _words(text)
    words = _present(every)
    if len(words) > _MOST:
        return ()
    if any("korea" in _kinds("korea").get(word, ()) for word in words):
        return _korea(words)
    if len(words) == 1:
        return look(words[0]) if len(every) > 1 else _without_suffix(text, look)
    if not _TURNED.search(text) and not any(_kinds("words").get(word, _JOIN) != _JOIN for word in words):
        return ()
    return _bags().get(_bag(words), ()) or _stripped(words, text, look)


def _words(text: str) -> list[str]:
    """The words of a cell; "PEOPLE S" without its apostrophe is one word."""
    return _OF_ITSELF.sub("peoples", cell_key(text)).split()


def _present(words: list[str]) -> list[str]:
    """The words before a former name: ``Myanmar (ex Birmania)``."""
    return words[: next((place for place, word in enumerate(words) if place and word in _formerly()), len(words))]


@cache
def _formerly() -> frozenset[str]:
    return frozenset(by_hand().value["formerly"].split())


def _korea(words: Sequence[str]) -> Senses:
    """Which Korea the words tell; both where they tell neither or contradict each other; none with an unknown word."""
    kinds: set[str] = set()
    for place, word in enumerate(words):
        told = _kinds("korea").get(word, ()) + _kinds("words").get(word, ()) or _cut(word, last=place == len(words) - 1)
        if not told:
            return ()
        kinds.update(told)
    north = kinds & _OF_THE_NORTH
    if kinds & _UNFIT or ("initials" in kinds and not north):
        return _either()
    if "south" in kinds or ("republic" in kinds and not north):
        return _either() if north or not _is_sure(words, kinds) else (Sense(SOUTH, "name"),)
    return (Sense(NORTH, "name"),) if north else _either()


def _is_sure(words: Sequence[str], kinds: Iterable[str]) -> bool:
    """Whether no small word stands before a lone republic that may be a torn "dem.": "De. Rep. Korea"."""
    if "south" in kinds:
        return True
    told = [(*_kinds("words").get(word, ()), *_kinds("korea").get(word, ())) for word in words]
    return not any(
        "join" in one and "articles" not in one and "republic" in other for one, other in itertools.pairwise(told)
    )


def _either() -> Senses:
    return (Sense(NORTH, "name"), Sense(SOUTH, "name"))


def _cut(word: str, *, last: bool) -> tuple[str, ...]:
    """The kind of a word that was cut off at the end of its cell, where all words that begin so are of one kind."""
    if not last or len(word) < _CUT:
        return ()
    found = {kinds for other, kinds in {**_kinds("words"), **_kinds("korea")}.items() if other.startswith(word)}
    return found.pop() if len(found) == 1 else ()


def _bag(words: Iterable[str]) -> Bag:
    """Empty where all words are titles: a "Reino Unido" is not every united kingdom."""
    kinds = [_kinds("words").get(word, ("",))[0] for word in words]
    signs = sorted(f"<{kind}>" if kind else word for word, kind in zip(words, kinds, strict=True) if kind != "join")
    return tuple(signs) if "" in kinds else ()


@cache
def _bags() -> dict[Bag, Senses]:
    """What each name of several words means, in whatever order they stand: ``Caimán, Islas``, ``Checa, Rep.``."""
    out: dict[Bag, Senses] = {}
    for table in (cells(latin=True), known(latin=True), known(latin=False)):
        for name, senses in table.items():
            if " " in name and all(sense.how == "name" for sense in senses):
                bag = _bag(name.split())
                if len(bag) > 1 and all(sense.code not in (NORTH, SOUTH) for sense in senses):
                    out[bag] = tuple(dict.fromkeys((*out.get(bag, ()), *senses)))
    return {bag: senses for bag, senses in out.items() if len({sense.code for sense in senses}) == 1}


def _stripped(words: Sequence[str], text: str, look: Look) -> Senses:
    """The name without its titles, where the title leaves it what it is."""
    kinds = [_kinds("words").get(word, ("",)) for word in words]
    if kinds[-1] == ("",):
        kinds[-1] = _cut(words[-1], last=True) or ("",)
    titles = [kind for of_word in kinds for kind in of_word if kind and kind not in _NO_TITLES]
    kept = [place for place, of_word in enumerate(kinds) if of_word[0] in ("", "saint")]
    if not titles or not 0 < len(kept) <= _MOST_BARE:
        return ()
    first, last = kept[0], kept[-1] + 1
    bare = [place for place in range(first, last) if kinds[place][0] in ("", "saint", "join")]
    name = " ".join(words[place] for place in bare)
    senses = look(" ".join(_as_written(words, text)[place] for place in bare) if is_short(name) else name)
    return _apart(senses, titles) if senses and all(sense.how in ("name", "demonym") for sense in senses) else ()


def _without_suffix(text: str, look: Look) -> Senses:
    """The name without a title that stands behind it without a space: ``ロシア連邦``."""
    for ending, kind in _suffixes():
        if text.endswith(ending) and (senses := look(text.removesuffix(ending))):
            return _apart(senses, [kind])
    return ()


@cache
def _suffixes() -> tuple[tuple[str, str], ...]:
    return tuple((ending, kind) for _, kind, written in lines(by_hand(), "behind") for ending in written.split("; "))


def _as_written(words: Sequence[str], text: str) -> Sequence[str]:
    """The words with their marks, which tell short names apart, where they can be matched one by one."""
    written = [word for word in re.split(r"[^\w'’]+", text) if word]
    fits = len(written) >= len(words) and all(key(a) == b for a, b in zip(written, words, strict=False))
    return written if fits else words


def _apart(senses: Senses, titles: Iterable[str]) -> Senses:
    """The sense of a name with these titles: some make it another State, or leave two."""
    codes = tuple(dict.fromkeys(code for sense in senses for code in ((sense.code,) if sense.code else sense.may_be)))
    if NORTH in codes or SOUTH in codes:
        return ()  # no title is left out of theirs
    told = {"people" if title in ("both", "people's republic") else title for title in titles}
    for title, found in _rules().get(frozenset(codes), ()):
        if title in told or title == "*":
            return tuple(Sense(code, "name") for code in found)
    return senses if len(codes) == 1 and senses[0].code else ()


@cache
def _rules() -> dict[frozenset[str], tuple[tuple[str, tuple[str, ...]], ...]]:
    """By the places that a name may be: each title with the places it then is."""
    out = {}
    for _, codes, value in lines(by_hand(), "apart"):
        rules = (rule.split(" ") for rule in value.split("; "))
        out[frozenset(codes.split(" "))] = tuple((title, tuple(found)) for title, *found in rules)
    return out
