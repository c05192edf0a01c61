"""Who was put under sanctions by name, told by "imposed sanctions on", "came under sanctions", "is on the list"."""

from __future__ import annotations

import re
from dataclasses import replace

from tidewaiter.reports.patterned.joining import AND
from tidewaiter.reports.patterned.lexicon import Lexicon
from tidewaiter.reports.patterned.telling import Deed, Line, Phrase, party, together

_APART = 80  # letters between "sanctions" and the verb that imposes them
_NEXT = 4  # letters between "on whom" and "sanctions" in Korean
_AGAINST = frozenset({"against", "about", "to", "toward"})
_RULERS = ("monitor", "document")


def read(view: str, line: Line, number: int, words: Lexicon) -> Deed | None:
    """The designation that a sentence tells of; a State under sanctions is told by a rule, not by this."""
    lists = words.lists
    sanctions = lists["sanctions"].search(view, line.start, line.end)
    if sanctions is None:
        return None
    for name in ("imposing", "entering"):
        verb = lists[name].search(view, sanctions[1] if line.head_final else line.start, line.end)
        if verb is None or _gap(sanctions, verb) > _APART or _unreal(view, line, verb, words):
            continue
        active = name == "imposing"
        targets = _targets(view, line, sanctions, verb, words, active=active)
        if targets:
            deed = Deed("designation", number, verb[1:], _clause(line, sanctions, verb), "listing")
            deed.recipient = together(targets[0], targets[1:])
            giver = _giver(line, sanctions, verb, targets[0]) if active else None
            deed.supplier = party(giver) if giver is not None else None
            return deed
    return None


_Hit = tuple[str, int, int]


def _gap(one: _Hit, other: _Hit) -> int:
    return max(one[1] - other[2], other[1] - one[2])


def _unreal(view: str, line: Line, verb: _Hit, words: Lexicon) -> bool:
    """Whether sanctions are only asked for, planned, or denied."""
    stretch = (verb[1], line.end) if line.head_final else (max(verb[1] - _APART, line.start), verb[1])
    if words.lists["wishes"].search(view, *stretch) or words.lists["light_wishes"].search(view, *stretch):
        return True
    return bool(re.search(r"(?:지 않|지는 않|\bне )", view[max(verb[1] - 4, line.start) : verb[2] + 4]))


def _clause(line: Line, sanctions: _Hit, verb: _Hit) -> tuple[int, int]:
    """The stretch whose day is the day of listing: up to the verb, and in Russian what follows to the next verb."""
    start, end = min(sanctions[1], verb[1]), max(sanctions[2], verb[2])
    speech = [p for p in line.predicates if p.cue is not None]
    back = max((p.end for p in speech if p.end <= start), default=line.start)
    ahead = min((p.start for p in speech if p.start >= end), default=line.end)
    return (back, end) if line.head_final else (back, ahead)


def _targets(view: str, line: Line, sanctions: _Hit, verb: _Hit, words: Lexicon, *, active: bool) -> list[Phrase]:
    """Against whom: behind "against" and "on"; the object of a verb of listing; the subject of "came under"."""
    start, end = _clause(line, sanctions, verb)
    held = [p for p in line.phrases if start <= p.start and p.end <= end and _can_be_listed(p)]
    against = [p for p in held if _is_against(view, p, words, sanctions, head_final=line.head_final)]
    if active and against:
        return against
    objects = [p for p in held if "object" in p.functions and not p.functions & {"at", "from"}]
    if active and line.head_final:
        last = objects[-1:]
        before = [p for p in held if last and p.end <= last[0].start]
        while before and AND.fullmatch(view, before[-1].end, last[0].start):
            last.insert(0, before.pop())  # "개인 6명과 단체 2곳"
        return last
    if not line.head_final and active:  # "внес X в список"
        listed = words.lists["registers"].search(view, start, end) is not None
        behind = [p for p in objects if p.start >= verb[2]]
        return (behind or _below(line, start, end, verb)) if listed else []
    subjects = [p for p in held if p.functions & {"subject", "topic"}]
    behind = [p for p in subjects if p.start >= max(sanctions[2], verb[2])]
    before = [p for p in subjects if p.end <= verb[1]]
    return before[-2:] if line.head_final else behind or before[-1:]


def _below(line: Line, start: int, end: int, verb: _Hit) -> list[Phrase]:
    """Of "внес в список банкира Ли" the banker, whose form lets him hang on the list."""
    for phrase in line.phrases:
        if start <= phrase.start and phrase.end <= end and phrase.start >= verb[2] and "to" in phrase.functions:
            inner = next((q for q in phrase.inner if q.kind in ("role", "person", "name")), None)
            if inner is not None:
                whose = replace(phrase, start=inner.start, kind="person" if phrase.person else inner.kind)
                name = next((p for p in line.phrases if p.person and p.start == phrase.end + 1), None)
                return [replace(whose, end=name.end, kind="person", name=name.person) if name else whose]
    return []


def _is_against(view: str, phrase: Phrase, words: Lexicon, sanctions: _Hit, *, head_final: bool) -> bool:
    if head_final:
        return words.lists["regarding"].match(view, phrase.end) is not None or (
            phrase.functions <= {"to", "at"} and "to" in phrase.functions and 0 <= sanctions[1] - phrase.end < _NEXT
        )
    return bool(phrase.functions & _AGAINST) and "subject" not in phrase.functions and phrase.start >= sanctions[2]


def _can_be_listed(phrase: Phrase) -> bool:
    """Whether a person, a firm, a ship is named, or counted; no State, no ministry that lists, no list."""
    if phrase.kind in ("state", "medium", "deed", "pronoun") or phrase.role in _RULERS:
        return False
    return phrase.goods in (None, "vessels", "aircraft") or phrase.kind in ("name", "person")


def _giver(line: Line, sanctions: _Hit, verb: _Hit, target: Phrase) -> Phrase | None:
    """Who imposes: the nearest subject before the verb, else behind it, or the agent of a passive."""
    may = [p for p in line.phrases if p.party and p.kind != "medium" and p.country and not _same(p, target)]
    first = min(sanctions[1], verb[1])
    before = [p for p in may if p.end <= first and p.functions & {"subject", "topic"}]
    behind = [p for p in may if p.start >= verb[2] and p.functions & {"subject", "by"} and not line.head_final]
    if before:
        return before[0] if line.head_final else before[-1]
    return behind[0] if behind and behind[0].end < target.start else None


def _same(one: Phrase, other: Phrase) -> bool:
    return one.start < other.end and other.start < one.end
