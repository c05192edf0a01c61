"""What organisations call themselves: legal forms, and words for what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from tidewaiter.parties.names.draft import Draft, Phrases, known, merge, phrase, phrases
from tidewaiter.parties.names.tables import rows
from tidewaiter.parties.names.word import Reading

OWN_FORM = 10  # the letters of a form itself, for names that run it together with the word before
MOST_ENGLISH = 3  # English readings of one word

LONG_FORM = 8  # letters from which a form may be misspelt by one
OF_PLACE = 10  # "Uralskiy" for "Ural"
COUNTRY = "l"  # the sign of a word or phrase that names a country
_OF_STATES = frozenset({"republic", "federation", "emirates"})
_SMALL = frozenset({"of", "the", "s"})

_OF_PLACE = re.compile(
    r"(.{3,})sk(?:iy|ii|ii|ij|aya|aia|oye|oe|oi|oy|ogo|i|y)\Z"
)  # Slavic adjectives of places and names
# A form that stands beside another one of these is one form with it ("Co., Ltd."): the first of both counts.
_MERGED = ("plc", "llc", "jsc", "inc", "state", "sole", "branch", "partnership", "corporation", "company")


class Form(NamedTuple):
    """A legal form: its class and where it is one (see ``data/forms.tsv``)."""

    sort: str
    where: str


class Meaning(NamedTuple):
    """What a word says in English, at which cost; the sign is explained in ``data/common.tsv``."""

    english: str
    cost: int
    sign: str


@cache
def _forms() -> Phrases[Form]:
    return phrases((row[1], Form(row[0], row[2] if len(row) > 2 else "")) for row in rows("forms"))


@cache
def _meanings() -> dict[str, list[Meaning]]:
    found: dict[str, list[Meaning]] = {}
    for text, english, cost, *sign in rows("common"):
        found.setdefault(text, []).append(Meaning(english, int(cost), sign[0] if sign else ""))
    return found


@cache
def _several() -> Phrases[list[Meaning]]:
    """The words for what organisations do that are several words."""
    return phrases((text, told) for text, told in _meanings().items() if " " in text)


@cache
def _endings() -> dict[str, list[tuple[int, str]]]:
    """The sorts of words that have an ending, and the place of its row: earlier rows go first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for place, (sort, ending) in enumerate(rows("endings")):
        found.setdefault(ending, []).append((place, sort))
    return found


@cache
def _longest_ending() -> int:
    return max(map(len, _endings()))


@lru_cache(maxsize=65536)
def meanings(word: str) -> tuple[Meaning, ...]:
    """What a single word says in English, the surest first."""
    table = _meanings()
    found = list(table.get(word, ()))
    inflected = []
    for size in range(min(_longest_ending(), len(word) - 1) + 1):
        if endings := _endings().get(word[len(word) - size :]):
            inflected += [(place, f"{word[: len(word) - size]}+{sort}") for place, sort in endings]
    for _, stem in sorted(inflected):
        found.extend(one for one in table.get(stem, ()) if one not in found)
    if not found and (place := _OF_PLACE.match(word)):
        return (Meaning(place[1], OF_PLACE, "n"),)
    return tuple(sorted(found, key=lambda one: one.cost)[:MOST_ENGLISH])


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(first for first, several in _forms().items() if several[-1][0] == (first,))


def is_form(letters: str) -> bool:
    """Whether an acronym is a legal form."""
    return letters in _short_forms()


def begins_form(letters: str) -> bool:
    """Whether a word is a legal form or the first one of it."""
    return letters in _forms()


def mark_forms(drafts: list[Draft], *, certain: bool, person: bool = False) -> bool:
    """Makes one word of each legal form; ``certain`` that this is an organisation. Whether any was found."""
    if not known(drafts, _forms()) and (person or not any(_misspelt(draft.letters[0]) for draft in drafts)):
        return False
    written = list(drafts)
    _mark_whole(drafts, person=person)
    _mark_ends(drafts, certain=certain, person=person)
    if not any(draft.role == "form" for draft in drafts):
        return False
    if all(draft.role in ("form", "particle") for draft in drafts):
        rest = written[1:]
        found = mark_forms(rest, certain=certain) if rest else False
        drafts[:] = written[:1] + rest
        return found
    _unite(drafts)
    return True


def _mark_whole(drafts: list[Draft], *, person: bool) -> None:
    """Forms that are ones wherever they stand."""
    forms, at = _forms(), 0
    while at < len(drafts):
        hit = phrase(drafts, at, forms) if drafts[at].open else None
        if hit and (_behind(drafts, at, *hit) if person else hit[1].where in ("", "p")):
            _take(drafts, at, *hit)
        elif at and hit is None and not person and drafts[at].open and (form := _misspelt(drafts[at].letters[0])):
            _take(drafts, at, 1, form)
        at += 1


def _behind(drafts: list[Draft], at: int, count: int, form: Form) -> bool:
    """Whether a form stands behind a person's name: "Ion Popescu SRL"."""
    return form.where == "p" and at > 1 and at + count == len(drafts)


def _mark_ends(drafts: list[Draft], *, certain: bool, person: bool) -> None:
    """Short forms, that are ones only first or last, from the end on: "Nordlys ApS (publ)"."""
    if person:
        return
    forms = _forms()
    for at in range(len(drafts) - 1, -1, -1):
        hit = phrase(drafts, at, forms) if at < len(drafts) and drafts[at].open else None
        if hit and _stands(drafts, at, *hit, certain=certain):
            _take(drafts, at, *hit)


def _stands(drafts: list[Draft], at: int, count: int, form: Form, *, certain: bool) -> bool:
    after = at + count
    last = after == len(drafts) or drafts[after].role == "form" or drafts[after].joint in ",()"
    return (certain or "o" not in form.where) and (
        (at > 0 and last and "e" in form.where) or (at == 0 and after < len(drafts) and "s" in form.where)
    )


@cache
def _long_forms() -> dict[str, Form | None]:
    """Long forms of one word, also with one letter left out; None where that could be two forms."""
    found: dict[str, Form | None] = {}
    for word, several in _forms().items():
        if len(word) > LONG_FORM and several[-1][0] == (word,) and several[-1][1].where in ("", "p"):
            for left in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
                known = found.setdefault(left, several[-1][1])
                found[left] = several[-1][1] if known and known.sort == several[-1][1].sort else None
    return found


@lru_cache(maxsize=16384)
def _misspelt(word: str) -> Form | None:
    """The form that a long word is but for one letter: "Aktiengeselschaft", "Incorparated"."""
    if len(word) <= LONG_FORM or meanings(word):
        return None
    lefts = (word, *(word[:at] + word[at + 1 :] for at in range(len(word))))
    return next((form for left in lefts if (form := _long_forms().get(left))), None)


def _take(drafts: list[Draft], at: int, count: int, form: Form) -> None:
    own = "".join(draft.letters[0] for draft in drafts[at : at + count])
    merge(drafts, at, count, _form(form.sort, own), "form")


def _form(sort: str, own: str) -> tuple[Reading, ...]:
    return (Reading(sort),) if own == sort else (Reading(sort), Reading(own, OWN_FORM))


def _unite(drafts: list[Draft]) -> None:
    """Makes one of two forms side by side: "Trading Co., Ltd."."""
    at = 0
    while at + 1 < len(drafts):
        sorts = [one.readings[0].letters for one in drafts[at : at + 2] if one.role == "form"]
        if len(sorts) == 2 and drafts[at + 1].joint not in "()" and all(sort in _MERGED for sort in sorts):
            own = "".join(one.readings[-1].letters for one in drafts[at : at + 2])
            merge(drafts, at, 2, _form(min(sorts, key=_MERGED.index), own), "form")
        else:
            at += 1


def speaks(drafts: list[Draft]) -> bool:
    """Whether a word of the name tells by itself that this is an organisation."""
    for draft in drafts:
        if draft.open and any(one.cost <= 2 and not one.sign for one in meanings(draft.letters[0])):
            return True
    several = _several()
    return known(drafts, several) and any(phrase(drafts, at, several) for at in range(len(drafts)))


def mark_common(drafts: list[Draft], *, certain: bool) -> None:
    """Gives the words for what organisations do their English readings, and where it is certain their role."""
    if certain:
        join_states(drafts)
    at, several = 0, _several()
    while at < len(drafts):
        if drafts[at].open and not drafts[at].bare:
            hit = phrase(drafts, at, several)
            if (hit and hit[1][0].sign != COUNTRY) or (hit and certain):
                merge(drafts, at, hit[0], tuple(Reading(one.english, one.cost) for one in hit[1]), "common")
            elif told := meanings(drafts[at].letters[0]):
                _say(drafts[at], told, certain=certain)
        at += 1


@cache
def _states() -> tuple[tuple[tuple[frozenset[str], ...], tuple[Reading, ...]], ...]:
    """The long names of States: for each of their words what it may be read as, and the English of the whole."""
    found = []
    for text, told in _several().items():
        found += [(words, readings) for words, readings in _long_names(text, told) if readings]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


def _long_names(
    first: str, several: list[tuple[tuple[str, ...], list[Meaning]]]
) -> Iterator[tuple[tuple[frozenset[str], ...], tuple[Reading, ...]]]:
    for words, told in several:
        telling = tuple(word for word in words if word not in _SMALL)
        if _OF_STATES.intersection(telling) and told[0].sign == COUNTRY:
            read = (frozenset((word, *(one.english for one in meanings(word)))) for word in telling)
            yield tuple(read), tuple(Reading(one.english, one.cost) for one in told)


def join_states(drafts: list[Draft]) -> None:
    """Makes one word of the long name of a State in another script, in whichever order the language has its words."""
    if not any(draft.script != "latin" and not _OF_STATES.isdisjoint(_read_as(draft)) for draft in drafts):
        return
    at = 0
    while at < len(drafts):
        for words, readings in _states():
            if (end := _state_until(drafts, at, list(words))) and all(one.script != "latin" for one in drafts[at:end]):
                merge(drafts, at, end - at, readings, "common")
                break
        at += 1


def _state_until(drafts: list[Draft], at: int, words: list[frozenset[str]]) -> int:
    """Where the words of a State's name end that begin at ``at``, articles between them passed over; 0 where none."""
    for end in range(at, len(drafts)):
        if drafts[end].role == "particle" and end > at:
            continue
        read = _read_as(drafts[end])
        hit = next((word for word in words if not word.isdisjoint(read)), None)
        if hit is None or (drafts[end].joint in ",()" and end > at):
            return 0
        words.remove(hit)
        if not words:
            return end + 1
    return 0


def _read_as(draft: Draft) -> set[str]:
    return {reading.letters for reading in draft.readings}


def _say(draft: Draft, told: tuple[Meaning, ...], *, certain: bool) -> None:
    english = tuple(Reading(one.english, one.cost) for one in told)
    draft.readings = once(draft.own() + english)
    if certain and told[0].sign != "n":
        draft.role = "common"


def once(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings without those whose letters came before."""
    kept: dict[str, Reading] = {}
    for reading in readings:
        kept.setdefault(reading.letters, reading)
    return tuple(kept.values())
