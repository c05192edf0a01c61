"""The words and forms of dates, a file of the lexicon for each language, and expressions made of the forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from tidewaiter.datafile import read
from tidewaiter.errors import DataError
from tidewaiter.reports.text.lexicons import folder

Part = Literal["early", "mid", "late", "early half", "late half", "before", "after"]
Take = Literal["portion", "half", "around", "ending", "offset"]
Needs = Literal["", "preposition", "doubt", "year", "part"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A form in which a date is told: how it is read, and what must stand before it."""

    read: str
    form: str
    needs: Needs = ""


@dataclass(frozen=True, slots=True)
class Relative:
    """Words that count from the date told last: so many units on."""

    words: tuple[str, ...]
    unit: int
    by: int
    compared: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """Words before a date that take a part of it or count from it, and which of these they do."""

    take: Take
    form: str


@dataclass(frozen=True, slots=True)
class Frames:
    """Words that make an interval of the date after them."""

    since: tuple[str, ...] = ()
    onward: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    up_to: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    bridges: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vague:
    now: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    future: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """One language's words for dates."""

    script: str
    rules: tuple[Rule, ...]
    capital: tuple[str, ...] = ()
    months: dict[str, int] = field(default_factory=dict)
    doubtful: tuple[str, ...] = ()
    weekdays: dict[str, int] = field(default_factory=dict)
    holidays: dict[str, str] = field(default_factory=dict)
    seasons: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    ordinals: dict[str, int] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)
    closing: tuple[str, ...] = ()
    halves: dict[str, int] = field(default_factory=dict)
    decades: dict[str, int] = field(default_factory=dict)
    tens: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    deictics: dict[str, int] = field(default_factory=dict)
    shifts: dict[str, int] = field(default_factory=dict)
    month_shifts: dict[str, int] = field(default_factory=dict)
    week_shifts: dict[str, int] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    parts_follow: bool = False
    prepositions: tuple[str, ...] = ()
    before: tuple[Before, ...] = ()
    sides: dict[str, int] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    given_names: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    comparisons: tuple[str, ...] = ()
    frames: Frames = Frames()
    relatives: tuple[Relative, ...] = ()
    vague: Vague = Vague()


@dataclass(frozen=True, slots=True)
class Form:
    """A rule with its expression; its groups are named after the words they caught. ``key`` is the
    list of words without one of which the form cannot match, None where it has none; ``opens`` where
    the form begins with such a word."""

    rule: Rule
    expression: re.Pattern[str]
    key: str | None = None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words before a date with their expression, which ends where the date begins."""

    take: Take
    expression: re.Pattern[str]
    language: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The words that the forms of one language turn on, and the lists each of them stands in."""

    expression: re.Pattern[str]
    lists: dict[str, tuple[str, ...]]


@cache
def calendars() -> dict[str, Calendar]:
    """The calendars by language, read once; ``lexicon/dates.en.yaml`` is the one of English."""
    files = sorted(folder().glob("dates.*.yaml"))
    return {path.name.split(".")[1]: read(path, Calendar) for path in files}


@cache
def forms(language: str) -> tuple[Form, ...]:
    """The forms of one language, ready to match."""
    made = calendars()[language]
    return tuple(_form(made, rule) for rule in made.rules)


def _form(made: Calendar, rule: Rule) -> Form:
    key = _key(rule.form)
    opens = key in _KEYS and rule.form.startswith(f"<{key}>") and not made.parts_follow
    return Form(rule, _expression(made, rule.form), key, opens)


@cache
def prefixes(language: str) -> tuple[Prefix, ...]:
    """The words before a date that the language takes parts and counts with, ready to match."""
    made = calendars()[language]
    return tuple(Prefix(one.take, _expression(made, one.form, before=True), language) for one in made.before)


# which list a form is looked for by: the one whose words are rarest in a text comes first
_KEYS = (
    "month", "weekday", "holiday", "season", "half", "decade", "tens", "deictic", "month shift", "week shift", "unit",
    "ordinal",
    "year shift",
)  # fmt: skip
_FIGURES = ("day", "number", "short decade", "count", "quarter")


def _key(form: str) -> str | None:
    """The rarest list whose word the form must have; what may be missing or has an "or" does not count."""
    kept, before = form.replace(r"\(", "").replace(r"\)", ""), ""
    while kept != before:
        before = kept
        kept = re.sub(r"\((?:\?[:!=])?[^()]*\)[?*]|\(\?!?[^()]*\)|\([^()]*\|[^()]*\)", " ", kept)
    held = re.findall(r"<([a-z ]+)>(?!\?)", kept)
    rarest = next((key for key in (*_KEYS, "year") if key in held), None)
    return rarest or ("figure" if any(key in held for key in _FIGURES) else None)


@cache
def keys(language: str) -> Keys:
    """What is looked for in one pass, before any form of the language is tried."""
    made = calendars()[language]
    words: dict[str, Iterable[str]] = {
        "month": made.months, "weekday": made.weekdays, "holiday": made.holidays, "season": made.seasons,
        "half": made.halves, "decade": made.decades, "tens": made.tens, "deictic": made.deictics,
        "month shift": made.month_shifts, "week shift": made.week_shifts, "unit": made.units,
        "ordinal": made.ordinals, "year shift": made.shifts,
    }  # fmt: skip
    wanted = {form.key for form in forms(language)}
    lists: dict[str, tuple[str, ...]] = {}
    for name in _KEYS:
        for word in words[name] if name in wanted else ():
            lists[word] = (*lists.get(word, ()), name)
    begin, end = ("", "") if made.parts_follow else (r"(?<!\w)", r"(?!\w)")
    return Keys(re.compile(rf"{begin}(?:{alternatives(lists)}){end}"), lists)


def alternatives(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first; a blank is any white space."""
    found = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))
    return found or r"(?!)"


def _expression(made: Calendar, form: str, *, before: bool = False) -> re.Pattern[str]:
    written = form if before else form.lower()  # forms are tried on a text in small letters
    body = re.sub(r" (?![?*+])", r"\\s+", re.sub(r"<([a-z ]+)>", lambda hit: _group(made, hit[1]), written))
    end = "" if made.parts_follow else r"(?!\w)"  # in Korean a particle follows without a space
    if before:
        end = r"\s*$"
    return re.compile(rf"(?<!\w)(?:{body}){end}", re.IGNORECASE if before else 0)


def _group(made: Calendar, name: str) -> str:
    if name == "any weekday":
        return f"(?:{alternatives(made.weekdays)})\\.?"
    inner = _words(made).get(name)
    if inner is None:
        raise DataError(f"unknown word <{name}> in a form", hint=f"known: {', '.join(sorted(_words(made)))}")
    return f"(?P<{name.replace(' ', '_')}>{inner})"


def _words(made: Calendar) -> dict[str, str]:
    day = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
    return {
        "year": r"(?:19|20)\d\d(?!\d)",
        "day": day,
        "last day": day,
        "day word": alternatives(made.days),
        "number": r"(?:1[0-2]|0?[1-9])(?!\d)",
        "quarter": "[1-4]",
        "short decade": r"[2-9]0",
        "count": r"\d{1,3}|" + alternatives(made.counts),
        "last year": r"(?:19|20)\d\d(?!\d)",
        "short year": r"\d\d(?!\d)",
        "tens": alternatives(made.tens),
        "holiday": alternatives(made.holidays),
        "half": alternatives(made.halves),
        "side": alternatives(made.sides),
        "month": alternatives(made.months),
        "weekday": alternatives(made.weekdays),
        "season": alternatives(made.seasons),
        "ordinal": alternatives(made.ordinals),
        "decade": alternatives(made.decades),
        "unit": alternatives(made.units),
        "deictic": alternatives(made.deictics),
        "shift": alternatives(made.shifts),
        "year shift": alternatives(made.shifts),
        "month shift": alternatives(made.month_shifts),
        "week shift": alternatives(made.week_shifts),
    }
