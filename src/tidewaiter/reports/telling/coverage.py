"""The time a report covers, as a weak date of acts that it tells without one.

"Customs figures for January show", "the report, which covers 2022": what such a report tells of was in that
time. So was, less surely, what experts tell in the report in which they say what there was "last year". Weak
dates say so in their ``rule``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tidewaiter.model import When, read_when
from tidewaiter.reports.grammar.language import Group, Text, Unit
from tidewaiter.reports.saying.attribution import Said
from tidewaiter.reports.telling.acts import Act
from tidewaiter.reports.telling.ownership import Dates, is_of_other, lexicon

_WEAK = "period of the report"
_STORY = "time in which the story began"
_PART = "period of the whole that it is part of"
_REACH = 3
"""So many sentences on a story goes on in the time with which it began."""
_PERIODS = ("month", "quarter", "season", "year", "interval")


@dataclass(frozen=True, slots=True)
class _Covered:
    when: When
    sentence: int


class Coverage:
    """The periods that a report or its figures cover, found once for a text when first asked for."""

    __slots__ = ("_implied", "_told", "dates", "said", "text")

    def __init__(self, text: Text, said: list[Said], dates: Dates) -> None:
        self.text = text
        self.said = said
        self.dates = dates
        self._told: list[_Covered] | None = None
        self._implied: When | None = None

    def of(self, act: Act) -> When | None:
        """The weak date of an act without one; None where the report covers no single time."""
        if act.negated or act.ongoing or "plan" in act.manner:
            return None
        told = self._explicit()
        here = [one for one in told if one.sentence == act.unit.sentence]
        chosen = here or (told if self._is_reports(act) else [])
        values = {one.when.value for one in chosen}
        if len(values) == 1:
            return replace(chosen[0].when, rule=_WEAK, approximate=True)
        if not told and self._implied is not None and (not act.said or self._is_reports(act)):
            return replace(self._implied, rule=_WEAK, approximate=True)
        return None

    def of_whole(self, act: Act) -> When | None:
        """Of "almost half of it came from Korea": the time told of the whole in the sentence before."""
        whole = self._whole(act)
        return replace(whole, rule=_PART, approximate=True) if whole is not None else None

    def of_frame(self, act: Act) -> When | None:
        """Of "In May 2018 a trader sent out a tanker. It passed its oil to a ship": May, in which the story goes on.

        The time stands first in a sentence just before, in the past, and no other date is told since.
        """
        text, own = self.text, self.text.group_at[act.word]
        if own is None or not own.finite or own.perfect or own.modal or not _is_past(text, own):
            return None
        for number in range(act.unit.sentence - 1, max(-1, act.unit.sentence - 1 - _REACH), -1):
            sentence = text.sentences[number]
            told = self.dates(sentence.start, sentence.end)
            if told:
                framed = len(told) == 1 and self._frames(number, told[0])
                return replace(told[0], rule=_STORY, approximate=True) if framed else None
        return None

    def _frames(self, number: int, when: When) -> bool:
        """Whether the date opens its sentence, which tells of what was done and not of what was said."""
        text = self.text
        unit = next((unit for unit in text.units if unit.sentence == number and unit.inside is None), None)
        at = self._word(unit, when) if unit is not None else None
        if unit is None or at is None or at > unit.first + 3 or when.ongoing or "/.." in (when.value or ""):
            return False
        groups = [group for group in text.groups[text.unit_of[unit.first]] if group.finite]
        if not groups or not _is_past(text, groups[0]) or groups[0].perfect or groups[0].modal:
            return False
        cue = text.vocabulary.cues.get(groups[0].lemma)
        said = any(one.unit is unit and one.cue[0] <= groups[0].main < one.cue[1] for one in self.said)
        thought = cue is not None and cue.stance == "believes"
        return (thought or not said) and groups[0].lemma not in lexicon().penal_verbs

    def with_year(self, when: When) -> When:
        """A day told without its year in a report without a day of its own: the one nearest to the time covered."""
        told = self._explicit() if when.value is not None and when.value.startswith("XXXX") else []
        ends = {one.when.latest for one in told if one.when.latest is not None}
        if len(ends) != 1:
            return when
        end = ends.pop()
        near = [_in_year(when, end.year + by) for by in (-1, 0, 1)]
        fitting = [(abs((one.latest - end).days), one) for one in near if one is not None and one.latest is not None]
        if not fitting:
            return when
        best = min(fitting, key=lambda pair: pair[0])[1]
        return replace(best, rule=f"{when.rule}, the year from the {_WEAK}", anchor="text")

    def _explicit(self) -> list[_Covered]:
        if self._told is None:
            self._told = []
            implied: list[When] = []
            for unit in self.text.units:
                sentence = self.text.sentences[unit.sentence]
                for when in self.dates(sentence.start, sentence.end):
                    at = self._word(unit, when)
                    if at is None or when.precision not in _PERIODS:
                        continue
                    if self._is_covered(unit, at):
                        self._told.append(_Covered(when, unit.sentence))
                    elif self._is_told_of(unit, at, when):
                        implied.append(when)
            if len({when.value for when in implied}) == 1:
                self._implied = implied[0]
        return self._told

    def _word(self, unit: Unit, when: When) -> int | None:
        offset = when.evidence[0].start or 0
        at = self.text.word_at(unit, offset)
        return at if when.value is not None and at < unit.last and self.text.starts[at] <= offset + 3 else None

    def _is_covered(self, unit: Unit, at: int) -> bool:
        """Whether the date stands behind "figures for", "a report on", "covering the period from"."""
        lower, known = self.text.lower, lexicon()
        passed = known.spans | {"the", "from", "between", "of", "all"}
        while at > unit.first and lower[at - 1] in passed:
            at -= 1
        if at <= unit.first + 1:
            return False
        if lower[at - 1] in known.covering:
            return True
        link = at if lower[at] in known.about else at - 1
        if lower[link] in known.about and lower[link - 1] in known.reports:
            return True
        return self._stands_behind(unit, at)

    def _stands_behind(self, unit: Unit, at: int) -> bool:
        """Of "customs data on trade with Iran from 2012 to 2014": whether nouns and links alone stand between."""
        text = self.text
        for before in range(at - 1, max(unit.first, at - 9) - 1, -1):
            if text.lower[before] in lexicon().figures:
                return before + 3 < at and text.lower[before - 1] in (*lexicon().counted_by, "the", "these")
            if text.group_at[before] is not None:
                return False
            if text.phrase_at[before] is None and not text.is_preposition(before):
                return False
        return False

    def _is_told_of(self, unit: Unit, at: int, when: When) -> bool:
        """Whether a body that reports tells by it of what there was: "experts say it tested none last year"."""
        relative = when.anchor is not None and when.anchor.startswith("published")
        if when.precision != "year" or when.ongoing or not relative:
            return False
        if not any(word in lexicon().reports for word in self.text.lower[unit.first : unit.last]):
            return False
        told = Act("other", unit.first, unit, "verb:")
        return not is_of_other(self.text, told, at) and any(
            self._reports(one) for one in self.said if one.unit is unit and one.contains(at)
        )

    def _is_reports(self, act: Act) -> bool:
        """Whether who tells the act is one that reports, or the act's sentence names trade figures."""
        if any(self._reports(self.said[number]) for number in act.said):
            return True
        lower, known = self.text.lower, lexicon()
        return bool(act.said) and any(
            lower[at] in known.figures and lower[at - 1] in known.counted_by
            for at in range(act.unit.first + 1, act.unit.last)
        )

    def _reports(self, one: Said) -> bool:
        known = lexicon()
        return any(word in known.reports or word in known.reporters for word in one.speaker.name.lower().split())

    def _whole(self, act: Act) -> When | None:
        text, unit = self.text, act.unit
        part = any(
            text.lower[at] == "of" and text.lower[at + 1] in ("it", "them", "these", "those", "this")
            for at in range(unit.first, min(unit.last - 1, act.word + 12))
        )
        if not part or unit.sentence == 0:
            return None
        before = text.sentences[unit.sentence - 1]
        told = self.dates(before.start, before.end)
        return told[0] if len(told) == 1 and told[0].value is not None and told[0].precision in _PERIODS else None


def _is_past(text: Text, group: Group) -> bool:
    """Whether a finite verb is in the past: "passed", "was passed", and not "is passed"."""
    return any(text.tags[at] == "VBD" for at in range(group.first, group.last))


def _in_year(when: When, year: int) -> When | None:
    """The date in that year; None where that year has no such day."""
    value = (when.value or "").replace("XXXX", f"{year:04}")
    try:
        told = read_when(value)
    except ValueError:
        return None
    return replace(when, value=value, precision=told.precision, earliest=told.earliest, latest=told.latest)
