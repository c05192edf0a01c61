"""Trade statistics held against the bans month by month: who reports what, in which direction, under which paragraph.

A month of a reporter's figure is one event; here the months are put together again. Lines that are sums of other lines
(a chapter beside its headings, a year beside its months) are counted once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tidewaiter.checks.remarks import Remark
from tidewaiter.law.direction import name_of
from tidewaiter.model import Finding
from tidewaiter.trade.mirror import Flow, Way

# The text of a code in statistics is the nomenclature's: that it reads otherwise to a lexicon says nothing.
_NOT_OF_STATISTICS = ("code-against-description", "code-in-description")


@dataclass(frozen=True, slots=True)
class Judged:
    """A line of statistics with what is said of it."""

    flow: Flow
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One reporter's trade under one measure in one direction.

    ``months`` are (period, value in US dollars or None, the codes) in order, each line of the file counted once;
    ``look_alike`` the remarks on which Korea is meant; ``rows`` all rows of the file that were found.
    """

    measure: str
    cite: str
    title: str
    verdict: str
    reporter: str
    way: Way
    months: tuple[tuple[str, float | None, tuple[str, ...]], ...]
    rows: tuple[int, ...]
    look_alike: tuple[str, ...]
    ask: tuple[str, ...]

    @property
    def value(self) -> float:
        """What is reported under the measure over all months, as far as a value is given."""
        return sum(value or 0.0 for _, value, _ in self.months)


@dataclass(frozen=True, slots=True)
class Outside:
    """What a reporter reports with the target that no measure in force touched: by direction, over all months."""

    reporter: str
    way: Way
    value: float
    rows: int


def lines(judged: Iterable[Judged]) -> tuple[Line, ...]:
    """The findings put together by measure, reporter and direction; the largest value first in each verdict."""
    groups: dict[tuple[str, str, str, Way], list[tuple[Judged, Finding]]] = {}
    for one in judged:
        for finding in one.findings:
            key = (finding.verdict, finding.measure, one.flow.reporter, one.flow.way)
            groups.setdefault(key, []).append((one, finding))
    found = [_line(group) for group in groups.values()]
    order = {"prohibited": 0, "undetermined": 1, "exempt": 2}
    return tuple(sorted(found, key=lambda line: (order.get(line.verdict, 3), -line.value, line.measure, line.reporter)))


def outside(judged: Iterable[Judged], target: str) -> tuple[Outside, ...]:
    """The lines with the target that no measure touched, so that lawful trade is seen beside the rest."""
    groups: dict[tuple[str, Way], list[Flow]] = {}
    for one in judged:
        if not one.findings and one.flow.partner == target:
            groups.setdefault((one.flow.reporter, one.flow.way), []).append(one.flow)
    return tuple(
        Outside(reporter, way, sum(flow.value or 0.0 for flow in counted_once(flows)), len(flows))
        for (reporter, way), flows in sorted(groups.items())
    )


def counted_once(flows: Iterable[Flow]) -> tuple[Flow, ...]:
    """The lines without those that another one already holds: codes within codes, parts of a line, months of a year."""
    listed = list(flows)
    whole = {(flow.reporter, flow.way, flow.partner, flow.period, flow.code) for flow in listed if flow.whole}
    kept = [
        flow
        for flow in listed
        if flow.whole or (flow.reporter, flow.way, flow.partner, flow.period, flow.code) not in whole
    ]
    codes = {(flow.reporter, flow.way, flow.partner, flow.period, flow.code) for flow in kept}
    months = {(flow.reporter, flow.way, flow.partner, flow.period[:4]) for flow in kept if len(flow.period) > 4}
    return tuple(flow for flow in kept if not _within(flow, codes) and not _of_months(flow, months))


def _within(flow: Flow, codes: set[tuple[str, Way, str | None, str, str]]) -> bool:
    """Whether a shorter code of the same month already counts it."""
    key = (flow.reporter, flow.way, flow.partner, flow.period)
    return any((*key, flow.code[:length]) in codes for length in range(2, len(flow.code), 2))


def _of_months(flow: Flow, months: set[tuple[str, Way, str | None, str]]) -> bool:
    return len(flow.period) == 4 and (flow.reporter, flow.way, flow.partner, flow.period) in months


def remarks_of(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """The remarks that say something of a line of statistics."""
    return tuple(remark for remark in remarks if remark.kind not in _NOT_OF_STATISTICS)


def _line(group: list[tuple[Judged, Finding]]) -> Line:
    first, finding = group[0]
    flows = sorted(counted_once(one.flow for one, _ in group), key=lambda flow: (flow.period, flow.code))
    periods = dict.fromkeys(flow.period for flow in flows)
    months = tuple(_month(period, [flow for flow in flows if flow.period == period]) for period in periods)
    look_alike = _unique(group, lambda one, _: (remark.kind for remark in one.remarks if remark.readings))
    asked = _unique(group, _questions)
    return Line(
        measure=finding.measure,
        cite=finding.cite,
        title=finding.title,
        verdict=finding.verdict,
        reporter=first.flow.reporter,
        way=first.flow.way,
        months=months,
        rows=tuple(one.flow.row for one, _ in group),
        look_alike=look_alike,
        ask=(*_to_the_reporter(first.flow, doubtful=bool(look_alike)), *asked),
    )


def _questions(one: Judged, finding: Finding) -> Iterator[str]:
    """What is open: of which Korea it is, and of a finding that is not decided."""
    for remark in one.remarks:
        yield from remark.ask
    if finding.verdict == "undetermined":
        yield from finding.ask


def _month(period: str, flows: list[Flow]) -> tuple[str, float | None, tuple[str, ...]]:
    told = [flow.value for flow in flows if flow.value is not None]
    return period, sum(told) if told else None, tuple(dict.fromkeys(flow.code for flow in flows))


def _unique(group: list[tuple[Judged, Finding]], take: Callable[[Judged, Finding], Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for one, finding in group for text in take(one, finding)))


def _to_the_reporter(flow: Flow, *, doubtful: bool) -> Iterator[str]:
    who = name_of(flow.reporter)
    yield f"Which declarations stand behind these figures of {who}, and was there an approval by the Committee?"
    if doubtful:
        yield f"Does South Korea report the same trade with {who} in these months, and {who} none with South Korea?"
