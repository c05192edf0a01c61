"""Listed parties in running text, found in one pass over it.

The words of the text that may belong to names are looked up in the index of the listed words, each distinct one once.
A listed name is tried only where its rarest word stands, and taken only where all its words stand together; so the
cost grows with the text and not with the list. Beside such a name a party is known by its family name, its acronym or,
if it is a ship, its number. What a text may name by chance is left out: docs/concepts/parties-in-events.md.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter import datafile, places
from tidewaiter.errors import InputError
from tidewaiter.model.listed import Said
from tidewaiter.model.party import Identifier, Name, Party
from tidewaiter.parties.matching.index import LOW, SHIFT
from tidewaiter.parties.matching.roles import ROLES

if TYPE_CHECKING:
    from tidewaiter.parties.matching.answer import Match
    from tidewaiter.parties.matching.matcher import Matcher
    from tidewaiter.parties.matching.search import Asked

_PATH = Path(__file__).with_name("mentions.yaml")
_WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
_GAP = re.compile(r"[ \t\u00a0]{1,3}|[ \t]?\n[ \t]?|[ ]?[-\u2010\u2011\u2013&/][ ]?|['’]")
_STOP = re.compile(r"\.[ \t\u00a0]|\.-?")
_COMMA = re.compile(r",[ \t\u00a0]?")
_SHIP_NUMBER = re.compile(r"\bIMO(?:\s*(?:No\.?|number|#|:))*\s*(\d{7})\b", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[]\s*[\"“'‘]?([A-Z][A-Z&-]{1,9})[\"”'’]?\s*[)\]]")
_HYPHENS = "-\u2010\u2011"
_LIGHT = ("form", "particle", "title", "suffix", "initial")
_ORDINARY = ("common", "number", *_LIGHT)
_SPACE = 8  # characters of white space that may part two sentences
_SHORTEST = 3  # words of a name that may stand without its acronym
_ACRONYM = re.compile(r"\(([A-Z][A-Z-]{1,7})\)\s*$")
_LONGEST = 24  # words of a stretch that is spelled at once


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists and numbers of ``mentions.yaml``."""

    least: float
    alike: int
    lone: int
    ordinary: int
    ordinary_at_home: int
    near: int
    glue: tuple[str, ...]
    abbreviated: tuple[str, ...]
    behind_comma: tuple[str, ...]
    titles: tuple[str, ...]
    family_first: tuple[str, ...]
    ships: tuple[str, ...]


@functools.cache
def words() -> Words:
    """The word lists, loaded once."""
    return datafile.read(_PATH, Words)


@dataclass(frozen=True, slots=True)
class Mention:
    """A listed party that a text names between two code points.

    ``match`` compares the ``quote`` with the entry (of a family name or an acronym: the full name that stood before).
    ``ordinary``: all its words are such that others may be called so ("Ministry of Finance").
    """

    start: int
    end: int
    quote: str
    match: Match
    how: Said = "full name"
    note: str | None = None
    ordinary: bool = False

    @property
    def party(self) -> str:
        """The id of the listed party."""
        return self.match.party.id


def mentions(text: str, matcher: Matcher) -> tuple[Mention, ...]:
    """The listed parties that a text names, in the order of the text; several where entries share a name.

    Not for several threads over one matcher at once.
    """
    tokens = [(hit.start(), hit.end()) for hit in _WORD.finditer(text)]
    finder = _finder(matcher)
    whole: list[Mention] = []
    for start, end in _stretches(text, tokens):
        whole += finder.find(text, start, end)
    kept = _longest(whole)
    found = [one for one in kept if _stands(one, text)]
    found += _acronyms(found, text)
    found += _families(found, text, tokens)
    found += _numbers(text, matcher)
    unique = {(one.start, one.end, one.party): one for one in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda one: (one.start, -one.end, -one.match.score, one.party)))


# stretches of the text that may hold names


def _stretches(text: str, tokens: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Words with capitals, or of scripts that have none, with what stands between the words of one name."""
    held: list[tuple[int, int]] = []
    for start, end in tokens:
        word = text[start:end]
        goes_on = bool(held) and len(held) < _LONGEST and _joins(text, held[-1], start, word)
        if held and not goes_on:
            yield from _trimmed(text, held)
            held = []
        if _named(word) or (held and (word.lower() in words().glue or word.isdigit() or text[start - 1] in _HYPHENS)):
            held.append((start, end))
        elif held:
            yield from _trimmed(text, held)
            held = []
    if held:
        yield from _trimmed(text, held)


def _named(word: str) -> bool:
    return word[0].isupper() or (word[0].isalpha() and not word[0].islower())


def _joins(text: str, before: tuple[int, int], start: int, word: str) -> bool:
    gap = text[before[1] : start]
    if _GAP.fullmatch(gap):
        return True
    if _STOP.fullmatch(gap):
        last = text[before[0] : before[1]]
        return len(last) == 1 or last.lower() in words().abbreviated
    return bool(_COMMA.fullmatch(gap)) and word.lower() in words().behind_comma


def _trimmed(text: str, held: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    while held and text[held[-1][0] : held[-1][1]].lower() in words().glue:
        held = held[:-1]
    if held:
        yield held[0][0], held[-1][1]


# listed names in a stretch


@dataclass(slots=True)
class _Finder:
    """What is remembered over the texts that are looked through with one matcher.

    ``anchored`` are, by listed word, the names whose rarest word it is; ``matches`` what words gave beside an entry;
    ``brackets`` the acronyms that listed names end with.
    """

    matcher: Matcher
    anchored: dict[int, tuple[int, ...]] = field(default_factory=dict)
    matches: dict[tuple[str, int], Match | None] = field(default_factory=dict)
    brackets: dict[int, str] = field(default_factory=dict)

    def find(self, text: str, start: int, end: int) -> Iterator[Mention]:
        """The listed names that stand in a stretch of a text."""
        stretch = text[start:end]
        for asked in self.matcher.search.ask(stretch, "unknown"):
            hits = _hits(asked)
            for name in self._candidates(hits):
                for first, last in self._places(name, asked, hits):
                    last = _with_forms(asked, last)
                    at, to = start + asked.words[first].start, start + asked.words[last].end
                    match = self._matched(text[at:to], name)
                    if match and _telling(match, asked, first, last, text):
                        told = asked.words[first : last + 1]
                        ordinary = all(word.role in _ORDINARY for word in told)
                        yield Mention(at, to, text[at:to], match, ordinary=ordinary)

    def _candidates(self, hits: dict[int, list[int]]) -> list[int]:
        found = {name: None for word in hits for name in self._anchored(word) if self._covers(name, hits)}
        return sorted(found)

    def _anchored(self, word: int) -> tuple[int, ...]:
        """The names that are looked for where this listed word stands: each by its rarest word alone."""
        if word not in self.anchored:
            arrays = self.matcher.search.arrays
            names = arrays["posting_name"][arrays["posting_at"][word] : arrays["posting_at"][word + 1]]
            together = self._role(word) == "joined"
            self.anchored[word] = tuple(name for name in names if together or self._rarest(name) == word)
        return self.anchored[word]

    def _rarest(self, name: int) -> int:
        weights = self.matcher.search.arrays["word_weight"]
        row = self._row(name)
        content = [word for _, word in row]
        found = max(content, key=lambda word: (weights[word], -word), default=-1)
        if len(row) < _SHORTEST or found != content[-1] or not self._bracket(name):
            return found
        content = content[:-1]  # an acronym behind the name may not be told
        return max(content, key=lambda word: (weights[word], -word), default=-1)

    def _row(self, name: int) -> list[tuple[int, int]]:
        """The words of a listed name that have to stand in the text, each with its place in the index."""
        arrays = self.matcher.search.arrays
        start, end = arrays["name_at"][name], arrays["name_at"][name + 1]
        row = [(at, arrays["name_words"][at]) for at in range(start, end)]
        return [(at, word) for at, word in row if self._role(word) not in _LIGHT]

    def _needed(self, name: int, hits: dict[int, list[int]]) -> list[tuple[int, int]]:
        """As ``_row``, without the acronym that a list sets behind a name, where the text does not have it."""
        row = self._row(name)
        if len(row) < _SHORTEST or any(way in hits for way in self._ways(*row[-1])):
            return row
        return row[:-1] if self._bracket(name) else row

    def _bracket(self, name: int) -> str:
        """The acronym in brackets that a listed name ends with; empty where there is none."""
        if name not in self.brackets:
            number = self.matcher.search.arrays["name_of"][name]
            party = self.matcher.listed(number)
            entry = self.matcher.party(party) if party else None
            told = _ACRONYM.search(entry.names[number & LOW].text) if entry else None
            self.brackets[name] = told[1] if told else ""
        return self.brackets[name]

    def _role(self, word: int) -> str:
        return ROLES[self.matcher.search.arrays["word_role"][word]]

    def _covers(self, name: int, hits: dict[int, list[int]]) -> bool:
        row = self._needed(name, hits)
        return bool(row) and all(any(word in hits for word in self._ways(at, word)) for at, word in row)

    def _ways(self, at: int, word: int) -> tuple[int, ...]:
        """A word of a name, and the words that it makes together with its neighbours."""
        arrays = self.matcher.search.arrays
        before = (arrays["name_pairs"][at - 1], arrays["name_triples"][at - 1]) if at else ()
        return (word, arrays["name_pairs"][at], *before, arrays["name_triples"][at])

    def _places(self, name: int, asked: Asked, hits: dict[int, list[int]]) -> Iterator[tuple[int, int]]:
        """First and last word of each place of a stretch where all words of a listed name stand side by side."""
        ways = [
            [mask for way in self._ways(at, word) for mask in hits.get(way, ())]
            for at, word in self._needed(name, hits)
        ]
        every = 0
        for masks in ways:
            for mask in masks:
                every |= mask
        for first, last in _together(asked, every):
            inside = ((1 << (last - first + 1)) - 1) << first
            if all(any(mask & ~inside == 0 for mask in masks) for masks in ways):
                yield first, last

    def _matched(self, quote: str, name: int) -> Match | None:
        known = (quote, self.matcher.search.arrays["name_of"][name] >> SHIFT)
        if known not in self.matches:
            if len(self.matches) > _REMEMBERED:
                self.matches.clear()
            self.matches[known] = self._asked(quote, name)
        return self.matches[known]

    def _asked(self, quote: str, name: int) -> Match | None:
        party = self.matcher.listed(self.matcher.search.arrays["name_of"][name])
        entry = self.matcher.party(party) if party else None
        if entry is None:
            return None
        # the acronym that the list adds tells nothing of whether the name is the same
        added = self.brackets.get(name)
        told = f"{quote} ({added})" if added and added not in quote else quote
        try:
            match = self.matcher.why(Party("query", (Name(told),), entry.kind), entry.id)
        except InputError:
            return None
        return match if match.score >= words().least else None


_REMEMBERED = 50_000


@functools.lru_cache(maxsize=2)
def _finder(matcher: Matcher) -> _Finder:
    return _Finder(matcher)


def _hits(asked: Asked) -> dict[int, list[int]]:
    """The listed words that words of the stretch stand for, each with the words of the stretch as bits."""
    hits: dict[int, list[int]] = {}
    least = words().alike
    for unit in asked.units:
        for word, like in zip(unit.near.words, unit.near.likes, strict=True):
            if like >= least:
                hits.setdefault(word, []).append(unit.mask)
    return hits


def _together(asked: Asked, every: int) -> Iterator[tuple[int, int]]:
    """The places where words of ``every`` stand side by side, but for particles and forms between them."""
    first = last = -1
    for at, word in enumerate(asked.words):
        if every >> at & 1:
            first, last = (at if first < 0 else first), at
        elif word.role not in _LIGHT and first >= 0:
            yield first, last
            first = -1
    if first >= 0:
        yield first, last


def _with_forms(asked: Asked, last: int) -> int:
    """The last of the legal forms behind a name."""
    while last + 1 < len(asked.words) and asked.words[last + 1].role == "form":
        last += 1
    return last


def _telling(match: Match, asked: Asked, first: int, last: int, text: str) -> bool:
    """Whether the words name this kind of party by themselves: one word alone hardly ever does.

    A person is named by two words, an organisation by two of which one is its own, or by several ordinary ones (fewer
    where the text names its country); a word that stands alone is kept for ships and for names in capitals, of which
    ``_stands`` decides.
    """
    told = [word for word in asked.words[first : last + 1] if word.role not in _LIGHT]
    if match.party.kind in ("aircraft", "state"):
        return False
    if len(told) == 1:
        return match.party.kind == "vessel" or (match.party.kind != "person" and told[0].role not in _ORDINARY)
    if match.party.kind == "vessel" or not all(word.role in _ORDINARY for word in told):
        return True
    if len(told) >= words().ordinary:
        return True
    return len(told) >= words().ordinary_at_home and not _home(match).isdisjoint(_countries(text))


def _home(match: Match) -> set[str]:
    addresses = {address.country for address in match.party.addresses if address.country}
    return addresses | {code for _, code in match.party.countries}


@functools.lru_cache(maxsize=8)
def _countries(text: str) -> frozenset[str]:
    """The countries that a text names."""
    return frozenset(one.match.place.code for one in places.scan(text) if one.match.place)


def _longest(found: list[Mention]) -> list[Mention]:
    """The mentions that lie in no longer one."""
    found = sorted(found, key=lambda one: (one.start, -one.end))
    kept: list[Mention] = []
    reach: tuple[int, int] = (-1, -1)
    for one in found:
        if one.end > reach[1]:
            reach = (one.start, one.end)
        if (one.start, one.end) == reach:
            kept.append(one)
    return kept


# what a text may name by chance


def _stands(one: Mention, text: str) -> bool:
    if one.match.party.kind == "vessel":
        return _is_ship(one, text)
    if len(_WORD.findall(one.quote)) > 1:
        return True
    return _is_lone_name(one, text)


def _is_ship(one: Mention, text: str) -> bool:
    """Whether words or a number beside a ship's name tell that it is one: most names of ships are ordinary words."""
    near = words().near
    before, behind = text[max(0, one.start - near) : one.start], text[one.end : one.end + near]
    told = re.findall(r"[\w/]+", f"{before} {behind}".lower())
    numbers = {item.value for item in one.match.party.identifiers if item.kind == "imo"}
    if any(number in f"{before} {behind}" for number in numbers):
        return True
    proper = one.quote.isupper() or len(_WORD.findall(one.quote)) > 1
    return proper and any(word in words().ships for word in told)


def _is_lone_name(one: Mention, text: str) -> bool:
    """Whether one word in capitals is a name and no word of the text: "KOMID" among words in small letters."""
    word = one.quote
    if not word.isupper() or len(word) < words().lone or not word.isascii():
        return False
    beside = text[max(0, one.start - 30) : one.start] + " " + text[one.end : one.end + 30]
    others = [other for other in _WORD.findall(beside) if len(other) > 1]
    if any(other.isupper() for other in others) or not others:
        return False
    listed = one.match.name.text.strip("\"'“”. ")
    return listed.casefold() == word.casefold() and not re.search(rf"\b{word.lower()}\b", text)


# parties by what stands for their names


def _acronyms(found: list[Mention], text: str) -> list[Mention]:
    """Acronyms that the text sets in brackets behind a full name, wherever they stand after it."""
    out = []
    seen: set[tuple[str, str]] = set()
    for one in found:
        told = _BRACKET.match(text, one.end)
        if told is None or one.match.party.kind in ("person", "vessel") or (told[1], one.party) in seen:
            continue
        seen.add((told[1], one.party))
        for hit in re.finditer(rf"\b{re.escape(told[1])}\b", text[one.end :]):
            at = one.end + hit.start()
            note = f"the text sets {told[1]} behind “{one.quote}”"
            out.append(Mention(at, at + len(told[1]), told[1], one.match, "acronym", note))
    return out


def _families(found: list[Mention], text: str, tokens: list[tuple[int, int]]) -> list[Mention]:
    """Family names that stand alone behind the full name of the one person of that family in the text."""
    out: list[Mention] = []
    persons: dict[str, list[Mention]] = {}
    for one in found:
        if one.match.party.kind == "person" and (family := _family(one)):
            persons.setdefault(family, []).append(one)
    single = {family for family, known in persons.items() if not _several(family, known, text, tokens)}
    for place, (start, end) in enumerate(tokens):
        family = text[start:end].casefold()
        if family not in single or not text[start].isupper() or not _alone(text, tokens, place):
            continue
        known = persons[family]
        for one in {one.party: one for one in known if one.end <= start}.values():
            note = f"by the family name; the full name “{one.quote}” stood before"
            out.append(replace(one, start=start, end=end, quote=text[start:end], how="family name", note=note))
    return out


def _family(one: Mention) -> str | None:
    """The family name as the text writes it: where the list tells it, else by where the name is at home."""
    from tidewaiter.parties.names.scripts import latin_korean
    from tidewaiter.parties.names.spell import spell

    told = [word for word in spell(one.quote, "person").words if word.role not in _LIGHT]
    listed = {text.casefold() for part, text in one.match.name.parts if part in ("family", "last", "surname")}
    by_list = next((word.text.casefold() for word in told if word.text.casefold() in listed), None)
    if by_list or len(told) < 2:
        return by_list
    east = any(code in words().family_first for _, code in one.match.party.countries)
    korean = latin_korean.readings(tuple(word.readings[0].letters for word in told)) is not None
    return (told[0] if east or korean else told[-1]).text.casefold()


def _alone(text: str, tokens: list[tuple[int, int]], place: int) -> bool:
    """Whether no other name stands beside a word, but for a title before it."""
    start, end = tokens[place]
    if place:
        before = text[tokens[place - 1][0] : tokens[place - 1][1]]
        beside = _GAP.fullmatch(text[tokens[place - 1][1] : start])
        if (
            beside
            and _named(before)
            and before.lower() not in words().titles
            and not _begins(text, tokens[place - 1][0])
        ):
            return False
    if place + 1 < len(tokens):
        behind = text[tokens[place + 1][0] : tokens[place + 1][1]]
        if _GAP.fullmatch(text[end : tokens[place + 1][0]]) and _named(behind):
            return False
    return True


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins there, whose first word has a capital whatever it is."""
    before = text[max(0, at - _SPACE) : at].rstrip()
    return not before or before[-1] in '.!?:;“"'


def _several(family: str, known: list[Mention], text: str, tokens: list[tuple[int, int]]) -> bool:
    """Whether the text names several persons of that family in full, listed or not."""
    if len({frozenset(_WORD.findall(one.quote.casefold())) for one in known}) > 1:
        return True
    inside = {start for one in known for start in range(one.start, one.end)}
    apart = (at for at, (start, end) in enumerate(tokens) if text[start:end].casefold() == family)
    return any(tokens[at][0] not in inside and not _alone(text, tokens, at) for at in apart)


def _numbers(text: str, matcher: Matcher) -> list[Mention]:
    """Listed ships by their number."""
    out = []
    for hit in _SHIP_NUMBER.finditer(text):
        query = Party("query", (), "vessel", identifiers=(Identifier("imo", hit[1]),))
        for match in matcher.match(query):
            out.append(Mention(hit.start(), hit.end(), hit[0], match, "number", "by the ship's number"))
    return out
