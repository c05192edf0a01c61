"""What outlives the wording of a text: its names, numbers, places and days in the order of telling.

Two lists are made. The one is told as it is written, for a re-wording in the same language keeps names
and figures letter by letter; the other by what is meant (a place's code, a day, a figure), for nothing else
outlives a translation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tidewaiter import places
from tidewaiter.model import Document
from tidewaiter.reports.copies.named import names
from tidewaiter.reports.dates.mentions import find_dates
from tidewaiter.reports.text.pages import pages
from tidewaiter.reports.text.shingles import Word, words

Spans = tuple[tuple[int, int], ...]
_STEM = 5  # letters of a word that are compared: shipped, shipment and ships are one


@dataclass(frozen=True, slots=True)
class Fact:
    """A name, a number, a place or a day, and the number of the sentence it stands in."""

    form: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Told:
    """A text as it is compared with another wording: facts in order, and each sentence's words that carry meaning."""

    facts: tuple[Fact, ...]
    sentences: tuple[Counter[str], ...]


def told(text: str, spans: Spans, names: frozenset[str]) -> Told:
    """The names and numbers of the sentences as they are written, and their words."""
    facts: list[Fact] = []
    bags = []
    for number, (start, end) in enumerate(spans):
        read = words(text, start, end)
        facts += [Fact(word.form, number) for word in read if _is_told(word, names)]
        bags.append(Counter(_stems(read)))
    return Told(_in_turn(facts), tuple(bags))


def _is_told(word: Word, names: frozenset[str]) -> bool:
    return len(word.form) > 1 and (word.form in names or word.form[0].isdigit())


def _stems(read: list[Word]) -> Iterator[str]:
    numbers = pages().stories.numbers
    for word in read:
        for part in word.form.split("-"):
            if part and part not in _empty() and (len(part) > 2 or part[0].isdigit()):
                yield numbers.get(part, part)[:_STEM]


@cache
def _empty() -> frozenset[str]:
    lexicon = pages().stories
    return frozenset((*lexicon.function, *lexicon.honorifics, *lexicon.pronouns))


def _in_turn(facts: list[Fact]) -> tuple[Fact, ...]:
    """The facts, one that follows itself once."""
    return tuple(fact for n, fact in enumerate(facts) if not n or facts[n - 1].form != fact.form)


def figures_of(text: str, start: int, end: int) -> tuple[str, ...]:
    """The numbers in ``text[start:end]``, those in words as figures."""
    numbers = pages().stories.numbers
    values = (numbers.get(part, part) for word in words(text, start, end) for part in word.form.split("-"))
    return tuple(value for value in values if value[:1].isdigit())


# --- beyond the language --------------------------------------------------------------------


def meant(document: Document, spans: Spans) -> Told:
    """What outlives a translation, sentence by sentence; within one the order is the language's, so none is kept.

    Places by their codes, days by month and day, figures, known agencies, bodies and persons, and names in
    Latin capitals.
    """
    facts: list[Fact] = []
    for number, (start, end) in enumerate(spans):
        told = (_places(document.text, start, end), _days(document, start, end), names(document, start, end))
        known = sorted(fact for found in told for fact in found)
        apart = [*_apart(known), *_figures(document.text, start, end, known)]
        facts += [Fact(form, number) for form in sorted(form for _, form in apart)]
    return Told(_in_turn(facts), ())


_Meant = tuple[int, int, str]


def _places(text: str, start: int, end: int) -> Iterator[_Meant]:
    for mention in places.scan(text[start:end]):
        if mention.match.place:
            yield start + mention.start, start + mention.end, mention.match.place.code


def _days(document: Document, start: int, end: int) -> Iterator[_Meant]:
    for when in find_dates(document, start, end, published=document.published):
        span = when.evidence[0]
        if when.value and when.precision == "day" and any(letter.isdigit() for letter in when.value):
            yield span.start or 0, span.end or 0, when.value[5:]  # a copy without a day of publication knows no year


def _apart(known: list[_Meant]) -> Iterator[tuple[int, str]]:
    reached = 0
    for start, end, form in known:
        if start >= reached:
            reached = end
            yield start, form


def _figures(text: str, start: int, end: int, known: list[_Meant]) -> Iterator[tuple[int, str]]:
    numbers = pages().stories.numbers
    for word in words(text, start, end):
        if any(a <= word.start < b for a, b, _ in known):
            continue
        value = numbers.get(word.form, word.form)
        written = text[word.start : word.end]
        if value[0].isdigit():
            yield word.start, value
        elif len(written) > 1 and written.isascii() and written.isupper():
            yield word.start, written


# --- names ----------------------------------------------------------------------------------


def names_of(text: str, spans: Spans) -> frozenset[str]:
    """Words with a capital letter inside a sentence that never stand there in lower case."""
    capital, lower = set(), set()
    for start, end in spans:
        for number, word in enumerate(words(text, start, end)):
            if text[word.start].islower():
                lower.add(word.form)
            elif (number and text[word.start].isupper()) or _is_name_anywhere(text[word.start : word.end]):
                capital.add(word.form)
    return frozenset(capital - lower) - _no_names()


@cache
def _no_names() -> frozenset[str]:
    lexicon = pages().stories
    return frozenset((*lexicon.honorifics, *lexicon.roles, *lexicon.pronouns, *lexicon.function))


def _is_name_anywhere(word: str) -> bool:
    """Whether a word is a name even at the head of a sentence: capitals throughout, or an agency."""
    return (word.isupper() and len(word) > 2) or word in _agency_words()


@cache
def _agency_words() -> frozenset[str]:
    return frozenset(name for agency in pages().agencies for name in agency.names if " " not in name)
