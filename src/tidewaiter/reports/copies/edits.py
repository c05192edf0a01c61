"""What an editor did to a sentence: the two wordings side by side, each difference in its class.

Any difference that touches a cue of stance, a negation, a number, a date or a name is named, always; a
weekday that became the very date it resolves to is none. What is left over is style where only
function words, honorifics, name forms and punctuation differ, and a re-wording else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from tidewaiter.model import Document, Edit, When, read_when
from tidewaiter.reports.dates.mentions import find_dates
from tidewaiter.reports.text.even import even
from tidewaiter.reports.text.pages import pages
from tidewaiter.reports.text.shingles import Word, words

_ABSOLUTE = ("date", "ISO date", "date in figures", "month", "year", "days", "range", "juche")
_ORDER: tuple[Edit, ...] = (
    "verbatim", "style", "date-made-absolute", "anaphora-resolved", "re-worded", "merged", "split", "moved",
    "stance-changed", "negation-changed", "number-changed", "date-changed", "name-changed",
)  # fmt: skip
_CLAUSE = 5  # that many words missing at one place are a clause cut off or put in


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair: the sentences of one document, and the words that are names there."""

    document: Document
    spans: tuple[tuple[int, int], ...]
    names: frozenset[str]
    published: When | None

    def text(self) -> str:
        return " ".join(" ".join(even(self.document.text[a:b]).split()) for a, b in self.spans)


@dataclass(frozen=True, slots=True)
class _Hunk:
    """The words of one difference, on either side, and whether a shared name stands beside it."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    beside_name: bool


def edits(left: Side, right: Side) -> tuple[tuple[Edit, ...], str | None]:
    """The classes of the edits between two wordings of one sentence, and a phrase that says which."""
    if left.text() == right.text():
        same_words = _dates_differ(left, right)
        return (("date-changed",), same_words) if same_words else (("verbatim",), None)
    pairs, changed, notes = _pair_dates(left, right)
    found: set[Edit] = set(changed)
    one, two = _forms(left, pairs, 0), _forms(right, pairs, 1)
    names = left.names | right.names
    counted = _numbers(tuple(w.form for w in one)) != _numbers(tuple(w.form for w in two))
    for hunk in _hunks(one, two, names):
        kinds, note = _classify(hunk, names, counted=counted)
        found |= kinds
        if note:
            notes.append(note)
    if not found:
        found.add("style")
    if len(found) > 1:
        found.discard("style")
    return tuple(kind for kind in _ORDER if kind in found), _note(notes)


def _note(notes: list[str]) -> str | None:
    text = "; ".join(dict.fromkeys(notes))
    return (text if len(text) <= 240 else text[:237] + "...") or None


# --- dates --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Dated:
    when: When
    start: int
    end: int
    absolute: bool


def _dated(side: Side) -> list[_Dated]:
    found = []
    for start, end in side.spans:
        for when in find_dates(side.document, start, end, published=side.published):
            span = when.evidence[0]
            absolute = (when.rule or "") in _ABSOLUTE
            found.append(_Dated(when, span.start or 0, span.end or 0, absolute))
    return found


def _dates_differ(left: Side, right: Side) -> str | None:
    """The same words that mean another day, for the pages are of different days."""
    for one, two in zip(_dated(left), _dated(right), strict=False):
        if one.when.earliest and two.when.earliest and one.when.value != two.when.value:
            return f"{one.when.text}: {one.when.value} -> {two.when.value}, counted from another day of publication"
    return None


def _pair_dates(left: Side, right: Side) -> tuple[dict[tuple[int, int], str], set[Edit], list[str]]:
    """Dates that mean the same, by (side, start), under a name of their own; the changes; notes."""
    ours, theirs = _dated(left), _dated(right)
    named: dict[tuple[int, int], str] = {}
    kinds: set[Edit] = set()
    notes: list[str] = []
    for number, one in enumerate(ours):
        two = _partner(one, [d for d in theirs if (1, d.start) not in named])
        if two is None:
            continue
        named[0, one.start] = named[1, two.start] = f"\0date{number}"
        if one.absolute != two.absolute and one.when.text != two.when.text:
            kinds.add("date-made-absolute")
            notes.append(f"{one.when.text} -> {two.when.text}, the same day")
    gone = [d for d in ours if (0, d.start) not in named]
    come = [d for d in theirs if (1, d.start) not in named]
    for side, told in ((gone, ours), (come, theirs)):
        for again in [d for d in side if _told_beside(d, told)]:
            # "on Tuesday (Feb. 20)" beside "on Tuesday": the same day told twice
            kinds.add("date-made-absolute")
            notes.append(f"{again.when.text} told beside the same day")
    changes = [[d for d in side if not _told_beside(d, told)] for side, told in ((gone, ours), (come, theirs))]
    for k in range(max(map(len, changes))):
        kinds.add("date-changed")
        before, after = (d[k].when.text if k < len(d) else "nothing" for d in changes)
        notes.append(f"date: {before} -> {after}")
    named |= {(0, d.start): f"\0gone{d.start}" for d in gone} | {(1, d.start): f"\0come{d.start}" for d in come}
    return named, kinds, notes


def _told_beside(one: _Dated, told: list[_Dated]) -> bool:
    """Whether another word of the sentence tells the same day, the one of the two as a date in full."""
    same = [d for d in told if d.start != one.start and d.when.earliest and d.when.value == one.when.value]
    return any(d.absolute != one.absolute for d in same)


def _partner(one: _Dated, others: list[_Dated]) -> _Dated | None:
    """The date that means the same; the same words where neither can be resolved."""
    for two in others:
        if one.when.earliest and two.when.earliest:
            if (one.when.earliest, one.when.latest) == (two.when.earliest, two.when.latest):
                return two
            continue
        same_words = (one.when.text or "").casefold() == (two.when.text or "").casefold()
        if same_words or _open_match(one.when, two.when) or _open_match(two.when, one.when):
            return two
    return None


def _open_match(whole: When, yearless: When) -> bool:
    """``Feb. 18`` of a page without a day of publication beside a whole date."""
    if not whole.earliest or not yearless.value or not yearless.value.startswith("XXXX"):
        return False
    return read_when(yearless.value).precision == whole.precision and (whole.value or "")[4:] == yearless.value[4:]


# --- words --------------------------------------------------------------------------------


def _forms(side: Side, dates: dict[tuple[int, int], str], which: int) -> list[Word]:
    """The words of the sentences, every date as one word."""
    spans = [(d.start, d.end) for d in _dated(side)]
    found: list[Word] = []
    for start, end in side.spans:
        for word in words(side.document.text, start, end):
            date = next(((a, b) for a, b in spans if a <= word.start < b), None)
            if date is None:
                found.append(word)
            elif word.start == date[0] or not found or found[-1].start != date[0]:
                found.append(Word(dates[which, date[0]], date[0], date[1]))
    return found


def _hunks(one: list[Word], two: list[Word], names: frozenset[str]) -> list[_Hunk]:
    left, right = [w.form for w in one], [w.form for w in two]
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        beside = any(0 <= k < len(left) and left[k] in names for k in (a - 1, b))
        found.append(_Hunk(tuple(left[a:b]), tuple(right[c:d]), beside))
    return found


def _classify(hunk: _Hunk, names: frozenset[str], *, counted: bool) -> tuple[set[Edit], str | None]:
    """The classes of one difference; ``counted`` says that the whole sentences differ in their numbers."""
    lexicon = pages().stories
    kinds: set[Edit] = set()
    if _bag(hunk.left, _stance()) != _bag(hunk.right, _stance()):
        kinds.add("stance-changed")
    if _bag(hunk.left, _plain(lexicon.negation)) != _bag(hunk.right, _plain(lexicon.negation)):
        kinds.add("negation-changed")
    clause = max(len(hunk.left), len(hunk.right)) >= _CLAUSE and min(len(hunk.left), len(hunk.right)) <= 1
    numbers = _told_numbers if clause else _numbers
    if counted and numbers(hunk.left) != numbers(hunk.right):
        kinds.add("number-changed")
    kinds |= _name_edit(hunk, names)
    titles = frozenset(lexicon.roles if hunk.beside_name else ())  # a title put before a name is style
    if not kinds and _content(hunk.left, names | titles) != _content(hunk.right, names | titles):
        kinds.add("re-worded")
    if clause:
        kinds.add("split" if len(hunk.left) > len(hunk.right) else "merged")
        kinds.discard("re-worded")
    return kinds, _hunk_note(hunk) if kinds else None


def _hunk_note(hunk: _Hunk) -> str:
    left, right = (" ".join(word for word in side if not word.startswith("\0")) for side in (hunk.left, hunk.right))
    if not right:
        return f"cut: {left}"
    return f"put in: {right}" if not left else f"{left} -> {right}"


@cache
def _stance() -> dict[str, str]:
    """Every cue with the class of cues that say the same."""
    lexicon = pages().stories
    classes = {word: group[0] for group in lexicon.same for word in group}
    return {word: classes.get(word, word) for word in lexicon.stance}


def _plain(values: tuple[str, ...]) -> dict[str, str]:
    return {value: value for value in values}


def _bag(forms: tuple[str, ...], classes: dict[str, str]) -> Counter[str]:
    return Counter(classes[form] for form in forms if form in classes)


def _numbers(forms: tuple[str, ...]) -> Counter[str]:
    values = pages().stories.numbers
    return Counter(values.get(form, form) for form in forms if form in values or form[0].isdigit())


def _told_numbers(forms: tuple[str, ...]) -> Counter[str]:
    """The numbers of a clause but those known before: "the two countries" counts nothing anew."""
    new = (form for before, form in pairwise(("", *forms)) if before != "the" or form[0].isdigit())
    return _numbers(tuple(new))


def _name_edit(hunk: _Hunk, names: frozenset[str]) -> set[Edit]:
    """A pronoun made a name, a name another; a longer or shorter form of one name is style."""
    lexicon = pages().stories
    left, right = ({form for form in side if form in names} for side in (hunk.left, hunk.right))
    only_left = {n for n in left if not any(_same_name(n, m) for m in right)}
    only_right = {n for n in right if not any(_same_name(n, m) for m in left)}
    if not only_left and not only_right:
        return set()
    anaphors = (*lexicon.pronouns, *lexicon.roles)
    pronoun_left = any(form in anaphors for form in hunk.left)
    pronoun_right = any(form in anaphors for form in hunk.right)
    if only_right and not left and pronoun_left:
        return {"anaphora-resolved"}
    if only_left and not right and pronoun_right:
        return {"anaphora-resolved", "name-changed"}
    light = (*_light(), *lexicon.roles)
    bare = [form for form in (*hunk.left, *hunk.right) if form not in names and form not in light]
    if hunk.beside_name and not bare and not (only_left and only_right):
        return set()
    return {"name-changed"}


def _same_name(one: str, two: str) -> bool:
    """Korea and Korean, Russia and Russian; not Iran and Iraq."""
    short, long = sorted((one, two), key=len)
    return one == two or (len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= 2)


@cache
def _light() -> frozenset[str]:
    lexicon = pages().stories
    return frozenset((*lexicon.function, *lexicon.honorifics))


def _content(forms: tuple[str, ...], names: frozenset[str]) -> Counter[str]:
    """The words that carry meaning: no function word, honorific, name or date."""
    return Counter(form for form in forms if form not in _light() and form not in names and not form.startswith("\0"))
