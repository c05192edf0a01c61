"""Events and the law together: describes the goods of an event, then asks the regime.

This is where the wings meet: ``goods`` proposes kinds and HS headings for an item's words,
``law`` applies the measures. A row of a table is asked as it may be read: where its cells leave
open which Korea is meant, under each reading.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from tidewaiter import places
from tidewaiter.checks import beside, quality
from tidewaiter.checks.beside import Seen, bank_sign
from tidewaiter.checks.ends import ends, without_ends
from tidewaiter.checks.lookalike import Doubt, doubts, is_by_words, read_as, spoken
from tidewaiter.checks.missing import has_no_end, missing
from tidewaiter.checks.remarks import Cells, Remark
from tidewaiter.checks.repeats import REPEATED
from tidewaiter.checks.route import completed
from tidewaiter.checks.statistics import Judged, remarks_of
from tidewaiter.checks.words import NOWHERE
from tidewaiter.goods.classify import Goods, classify
from tidewaiter.goods.lexicon import UNSPECIFIED
from tidewaiter.law.apply import Assessment, apply, may_raise
from tidewaiter.law.direction import name_of
from tidewaiter.law.ledger import Count, count, may_count, with_totals
from tidewaiter.model import (
    GRAVITY,
    ConditionAnswer,
    Event,
    Finding,
    HsCode,
    Item,
    Meaning,
    MeasureRef,
    RunningTotal,
    Span,
    Verdict,
    When,
)
from tidewaiter.model.measure import Regime
from tidewaiter.trade.mirror import Flow, counted_once


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """All that is said of one row.

    ``event`` has the true ends of its route and its goods described; ``assessment`` is the law's, under every reading
    that the row leaves open; ``remarks`` are findings on the row itself; ``missing`` the fields for want of which a
    measure stays open (``checks.missing.FIELDS``).
    """

    event: Event
    assessment: Assessment
    remarks: tuple[Remark, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The gravest verdict of its findings; without one "not_covered", or "undetermined" if it has no end."""
        found = [finding.verdict for finding in self.assessment.findings]
        other: Verdict = "not_covered" if self.judged else "undetermined"
        return next((verdict for verdict in GRAVITY if verdict in found), other)

    @property
    def judged(self) -> bool:
        """Whether the row tells enough to be judged.

        A measure is touched, a country stands at one of its ends, or no measure speaks of its goods wherever they go.
        """
        return bool(self.assessment.findings) or not _waits(self.event, self.assessment)


def screen(event: Event, regime: Regime, *, tied: bool | None = None) -> tuple[Event, Assessment]:
    """The event with its goods described, and what the regime says of it; ``tied`` as in ``law.direction.ways``."""
    return judge(describe(event), regime, tied=tied)


def judge(described: Event, regime: Regime, *, tied: bool | None = None) -> tuple[Event, Assessment]:
    """As ``screen``, of an event whose goods are described already."""
    if described.type == "statement-of-law":
        described = replace(described, measures=_spoken_of(described, regime))
    return described, apply(described, regime, tied=tied)


def screen_row(event: Event, cells: Cells, regime: Regime) -> RowAnswer:
    """What is said of a row of a table: its event, its filled cells by field, the regime.

    ``cells`` may be empty: the answer then rests on the event alone.
    """
    told = describe(completed(event, cells))
    open_, conduct = doubts(told, cells), beside.seen(told, cells, regime)
    told, assessment = _assessed(told, open_, conduct, cells, regime)
    return _answered(told, open_, conduct, assessment, cells, regime)


def touched_row(event: Event, cells: Cells, regime: Regime) -> RowAnswer | None:
    """As ``screen_row``; None where no measure is touched, and then nothing else is asked of the row.

    A row that cannot be judged is given too.
    """
    told = describe(completed(event, cells))
    open_, conduct = doubts(told, cells), beside.seen(told, cells, regime)
    if not (has_no_end(told) or _may_raise(told, open_, regime) or conduct):
        return None
    told, assessment = _assessed(told, open_, conduct, cells, regime)
    if not assessment.findings and not _waits(told, assessment):
        return None
    return _answered(told, open_, conduct, assessment, cells, regime)


def _may_raise(event: Event, open_: tuple[Doubt, ...], regime: Regime) -> bool:
    return any(may_raise(_read(event, open_, way), regime) for way in _ways(open_) if NOWHERE not in way)


def _assessed(
    told: Event, open_: tuple[Doubt, ...], conduct: tuple[Seen, ...], cells: Cells, regime: Regime
) -> tuple[Event, Assessment]:
    assessment = _under_every_reading(told, open_, regime)
    further = beside.findings(conduct, regime)
    if not (assessment.findings or further) and has_no_end(told) and (cell := _tie(cells, regime.target)):
        note = f"no end is told, but {cell.column} {cell.quote.strip()!r} names {name_of(regime.target)}"
        told = replace(told, notes=(*told.notes, note))
        assessment = apply(told, regime, tied=True)
    named = {finding.measure for finding in assessment.findings}
    further = tuple(finding for finding in further if finding.measure not in named)
    return told, replace(assessment, findings=(*assessment.findings, *further)) if further else assessment


def _waits(event: Event, assessment: Assessment) -> bool:
    """Whether neither end is told, and a measure waits for nothing but the ends and the goods."""
    return has_no_end(event) and any(one.lacks and set(one.lacks) <= _ENDS_AND_GOODS for one in assessment.dormant)


_ENDS_AND_GOODS = {"direction", "goods", "luxury"}


def _tie(cells: Cells, target: str) -> Span | None:
    """A cell that names the target, or a place, a telephone or a bank of it."""
    return next((cell for cell in cells.values() if _names(cell.quote, target)), None)


def _names(text: str, target: str) -> bool:
    mentions = (mention.match.place for mention in places.scan(text))
    return any(place is not None and place.code == target for place in mentions) or bool(bank_sign(text, target))


def _answered(
    told: Event,
    open_: tuple[Doubt, ...],
    conduct: tuple[Seen, ...],
    assessment: Assessment,
    cells: Cells,
    regime: Regime,
) -> RowAnswer:
    remarks = (*_doubted(open_, told, regime), *quality.remarks(told, cells, regime, conduct=conduct))
    settled = _settled(told, open_)
    return RowAnswer(settled, assessment, remarks, missing(settled, assessment, regime.target))


@dataclass(frozen=True, slots=True)
class Held:
    """An answer that hangs on other rows, with the row's cells by field."""

    answer: RowAnswer
    cells: tuple[tuple[str, Span], ...]


def waits_for_caps(answer: RowAnswer, regime: Regime) -> bool:
    """Whether what is said of a row hangs on the other rows, for ``with_caps``."""
    touched = [finding.measure for finding in answer.assessment.findings]
    return bool(touched) and not _is_open(answer) and may_count(answer.event, touched, regime)


def with_caps(
    answers: Iterable[RowAnswer], regime: Regime, *, ledger: Iterable[Event] | None = None
) -> tuple[tuple[RowAnswer, ...], tuple[Count, ...]]:
    """The answers with the caps counted over all of them and over a ledger, and the counts window by window.

    ``ledger`` are the supplies of all States outside these rows (``law.ledger.count``). A row whose end is open
    between two readings does not count: it may be no supply to the target at all. Nor does one that repeats another.
    """
    rows = tuple(answers)
    told = None if ledger is None else tuple(replace(describe(one), id=f"ledger {one.id}") for one in ledger)
    sure = [row.event for row in rows if waits_for_caps(row, regime) and not _is_repeated(row)]
    totals, counts = count(sure, regime, ledger=told)
    return tuple(_recounted(row, totals, regime) for row in rows), counts


def judge_flows(flows: Iterable[Flow], regime: Regime) -> tuple[tuple[Judged, ...], tuple[Count, ...]]:
    """What is said of lines of statistics, caps counted over those that are no part of another line."""
    listed = [replace(flow, event=replace(flow.event, id=name)) for flow, name in _by_own_names(list(flows))]
    answers = [screen_row(flow.event, flow.cells, regime) for flow in listed]
    once = {flow.event.id for flow in counted_once(listed)}
    counted, counts = with_caps((answer for answer in answers if answer.event.id in once), regime)
    told = {answer.event.id: answer for answer in (*answers, *counted)}
    found = ((flow, told[flow.event.id]) for flow in listed)
    return tuple(Judged(flow, row.assessment.findings, remarks_of(row.remarks)) for flow, row in found), counts


def _by_own_names(flows: list[Flow]) -> Iterable[tuple[Flow, str]]:
    """The lines with ids that differ, also where several files have the same row."""
    seen: Counter[str] = Counter()
    for flow in flows:
        seen[flow.event.id] += 1
        number = seen[flow.event.id]
        yield flow, flow.event.id if number == 1 else f"{flow.event.id} ({number})"


def _recounted(row: RowAnswer, totals: dict[str, tuple[RunningTotal, ...]], regime: Regime) -> RowAnswer:
    if row.event.id not in totals or _is_open(row):
        return row
    event = with_totals(row.event, totals[row.event.id])
    conduct = [one for one in row.assessment.findings if one.conditions and one.conditions[0].name == beside.CONDUCT]
    told = apply(event, regime)
    assessment = replace(told, findings=(*told.findings, *conduct))
    return replace(row, event=event, assessment=assessment, missing=missing(event, assessment, regime.target))


def _is_repeated(row: RowAnswer) -> bool:
    return any(remark.kind == REPEATED for remark in row.remarks)


def _is_open(row: RowAnswer) -> bool:
    return any(finding.conditions and finding.conditions[0].name == "reading" for finding in row.assessment.findings)


# readings


def _settled(event: Event, open_: tuple[Doubt, ...]) -> Event:
    """The event with those doubts settled that one reading answers; the others leave it as declared."""
    for doubt in open_:
        if len(doubt.readings) == 1:
            event = read_as(event, doubt, doubt.readings[0])
    return event


def _under_every_reading(event: Event, open_: tuple[Doubt, ...], regime: Regime) -> Assessment:
    """What the regime says under each reading; what differs between them is undetermined, and says why."""
    ways = _ways(open_)
    # what is no country at all is not asked of the law: it would answer that the end is not told
    found = [Assessment(event.id) if NOWHERE in way else apply(_read(event, open_, way), regime) for way in ways]
    if len(found) == 1:
        return found[0]
    gravest = min(found, key=lambda one: [GRAVITY.index(finding.verdict) for finding in one.findings] or [9])
    every = {finding.measure: finding for one in reversed(found) for finding in one.findings}
    every |= {finding.measure: finding for finding in gravest.findings}
    told = dict(zip(ways, found, strict=True))
    findings = tuple(_open_between(finding, told, open_) for finding in every.values())
    return replace(gravest, findings=findings)


def _ways(open_: tuple[Doubt, ...]) -> list[tuple[str, ...]]:
    return list(product(*(doubt.readings for doubt in open_)))


def _read(event: Event, open_: tuple[Doubt, ...], way: tuple[str, ...]) -> Event:
    for doubt, code in zip(open_, way, strict=True):
        event = read_as(event, doubt, code)
    return event


def _open_between(finding: Finding, told: dict[tuple[str, ...], Assessment], open_: tuple[Doubt, ...]) -> Finding:
    verdicts: dict[tuple[str, ...], Verdict] = {
        way: next((one.verdict for one in each.findings if one.measure == finding.measure), "not_covered")
        for way, each in told.items()
    }
    if len(set(verdicts.values())) == 1:
        return finding
    remark = _deciding(verdicts, open_).remark
    why = f"{remark.what}: it holds for one reading and not for the other"
    reading = ConditionAnswer(
        "reading", "unknown", why, ask=remark.ask[0] if remark.ask else None, evidence=remark.evidence
    )
    # what the exceptions of a ban ask comes when it is known which State is meant
    ask = tuple(dict.fromkeys((*remark.ask, *(finding.ask if finding.verdict == "undetermined" else ()))))
    conditions = tuple(
        replace(one, why=f"if it is read so, {one.why}") if one.name == "direction" else one
        for one in finding.conditions
    )
    return replace(finding, verdict="undetermined", conditions=(reading, *conditions), ask=ask, outcome=None)


def _deciding(verdicts: dict[tuple[str, ...], Verdict], open_: tuple[Doubt, ...]) -> Doubt:
    """The doubt on which a measure hangs: the first that changes what is said while the others stay as declared."""
    first = tuple(doubt.readings[0] for doubt in open_)
    several = [(at, doubt) for at, doubt in enumerate(open_) if len(doubt.readings) > 1]
    for at, doubt in several:
        if any(verdicts[(*first[:at], code, *first[at + 1 :])] != verdicts[first] for code in doubt.readings):
            return doubt
    return several[0][1]


def _doubted(open_: tuple[Doubt, ...], event: Event, regime: Regime) -> Iterable[Remark]:
    """The remark of each doubt. Words that do not say which end they name are doubts of both ends: what changes nothing
    at one of them is not said beside what changes something at the other.
    """
    told = [(doubt, [_consequence(code, event, doubt, regime) for code in doubt.remark.readings]) for doubt in open_]
    decides = any(len(set(follows)) > 1 for _, follows in told)
    for doubt, follows in told:
        if len(set(follows)) > 1 or not (decides and is_by_words(doubt)):
            yield _with_law(doubt, follows)


def _with_law(doubt: Doubt, follows: list[str]) -> Remark:
    """The remark with what each reading would bring: "North Korea: prohibited by ...; South Korea: no measure"."""
    if len(set(follows)) == 1:
        return replace(doubt.remark, what=f"{doubt.remark.what}. Either way {follows[0]}")
    said = "; ".join(f"{spoken(code)}: {one}" for code, one in zip(doubt.remark.readings, follows, strict=True))
    return replace(doubt.remark, what=f"{doubt.remark.what}. If it is {said}")


_MANY = 4  # paragraphs that a remark names one by one


def _consequence(code: str, event: Event, doubt: Doubt, regime: Regime) -> str:
    found = apply(read_as(event, doubt, code), regime).findings if code != NOWHERE else ()
    if len(found) > _MANY and len({finding.verdict for finding in found}) == 1:
        return f"{found[0].verdict} under {len(found)} paragraphs"
    return ", ".join(f"{finding.verdict} under {finding.cite}" for finding in found) or "no measure is touched"


def _spoken_of(event: Event, regime: Regime) -> tuple[MeasureRef, ...]:
    """The measures whose goods and direction a statement of law names.

    It is asked as if such a supply took place on the last day the regime's data speak of: whoever
    reads out the law speaks of the law in force.
    """
    today = When(None, latest=regime.as_of, ongoing=True)
    told = replace(event, type="transfer", manner=(), negated=False, date=event.date or today)
    findings = apply(told, regime).findings
    return tuple(
        MeasureRef(finding.measure, finding.cite, finding.title)
        for finding in findings
        if finding.verdict in ("prohibited", "exempt")
    )


def describe(event: Event) -> Event:
    """The event with kinds of goods and proposed headings added from the item's words.

    What is already told (kinds, declared codes, make) stays as it is; nothing is replaced. A row of a table that tells
    nothing of its goods has goods of no told kind.
    """
    item = event.item
    text = item.text or item.name if item else None
    if item is None or not text:
        return _of_no_told_kind(event)
    own = without_ends(text) if event.rule == "row" else text
    words = " ".join(word for word in (own, item.make, item.model) if word)
    goods = _classified(words, record=event.rule == "row")
    return replace(event, item=_described(item, goods, event), hs=(*event.hs, *_codes(event, goods)))


_classified = functools.lru_cache(maxsize=2048)(classify)


def _of_no_told_kind(event: Event) -> Event:
    told = event.item is not None or any(code.declared for code in event.hs)
    if told or event.rule != "row" or event.type != "transfer":
        return event
    return replace(event, item=Item(text=None, kinds=(UNSPECIFIED,)))


def _described(item: Item, goods: Goods, event: Event) -> Item:
    kinds = item.kinds or _kinds(goods, event) or ((UNSPECIFIED,) if goods.generic else ())
    return replace(
        item,
        kinds=kinds,
        country=item.country or _country(item.text),
        make=item.make or goods.make,
        model=item.model or goods.model,
        new=goods.new if item.new is None else item.new,
        either=item.either or _either(goods, event),
    )


def _kinds(goods: Goods, event: Event) -> tuple[str, ...]:
    """The kinds that the words name; beside a declared code a word of several meanings is not one of another chapter.

    "Tanks" under 7309 hold water; under 8710, or without a code, they may be armoured.
    """
    chapters = {code.code[:2] for code in event.hs if code.declared}
    meant = (s for s in goods.senses if s.certain or not chapters or any(code[:2] in chapters for code in s.hs))
    return tuple(dict.fromkeys(sense.kind for sense in meant if sense.kind))


def _either(goods: Goods, event: Event) -> tuple[tuple[Meaning, ...], ...]:
    """The meanings of words that may be one thing or another; beside a declared code that tells which it is."""
    if any(code.declared for code in event.hs):
        return ()
    words: dict[tuple[int, int], list[Meaning]] = {}
    for sense in goods.senses:
        if not sense.certain:
            words.setdefault((sense.start, sense.end), []).append(Meaning(sense.kind, sense.hs))
    return tuple(tuple(meanings) for meanings in words.values() if len(meanings) > 1)


def _country(text: str | None) -> str | None:
    """The one country that the item's words call its own: "a Russian-made car", "North Korean workers"."""
    found = {end.code for end in ends(text or "") if end.part in ("from", "hands")}
    return found.pop() if len(found) == 1 else None


def _codes(event: Event, goods: Goods) -> tuple[HsCode, ...]:
    """The codes that the words of a row write out, and those that are proposed from them."""
    if event.item and event.item.kinds:
        return ()
    known = {code.code for code in event.hs}
    stated = tuple(_stated(event, goods)) if event.rule == "row" else ()
    known.update(code.code for code in stated)
    return (*stated, *(code for code in goods.codes if code.code not in known))


def _stated(event: Event, goods: Goods) -> Iterator[HsCode]:
    """Where no cell declares a code, one in the words is declared there; beside one it is a second voice."""
    declared = [code.code for code in event.hs if code.declared]
    for code in goods.codes_in_text:
        if len(code) >= _HEADING and not any(one.startswith(code) or code.startswith(one) for one in declared):
            why = "written in the words of the goods"
            yield HsCode(code, declared=not declared, why=why, evidence=_holding(event.item, code), stated=True)


_HEADING = 4


def _holding(item: Item | None, code: str) -> tuple[Span, ...]:
    """The cells of the goods that hold the digits of a code."""
    spans = item.evidence if item else ()
    held = tuple(span for span in spans if code in "".join(filter(str.isdigit, span.quote)))
    return held or spans
