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
from tidewaiter.trade.mirror import Flow, Way, counted_once

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
    """One reporter's trade under one measure with one partner in one direction.

    ``months`` are (period, value in US dollars or None, the codes) in order, each line of the file counted once;
    ``look_alike`` the remarks on which Korea is meant; ``rows`` all rows that were found, with their files;
    ``estimated`` those whose weight or quantity the statistical office has estimated.
    """

    measure: str
    cite: str
    title: str
    verdict: str
    reporter: str
    way: Way
    months: tuple[tuple[str, float | None, tuple[str, ...]], ...]
    rows: tuple[tuple[str, int], ...]
    look_alike: tuple[str, ...]
    ask: tuple[str, ...]
    partner: str | None = None
    estimated: tuple[tuple[str, int], ...] = ()
    flows: tuple[Flow, ...] = ()

    @property
    def value(self) -> float:
        """What is reported under the measure over all months, as far as a value is given."""
        return sum(value or 0.0 for _, value, _ in self.months)


@dataclass(frozen=True, slots=True)
class Outside:
    """What a reporter reports with the target that no measure in force touched: by direction, over all months.

    ``told`` is False for goods that the statistics do not specify: nothing can be said of them.
    """

    reporter: str
    way: Way
    value: float
    rows: int
    partner: str | None = None
    told: bool = True


def lines(judged: Iterable[Judged]) -> tuple[Line, ...]:
    """The findings put together by measure, reporter and direction; the largest value first in each verdict."""
    groups: dict[tuple[str, str, str, str | None, Way], list[tuple[Judged, Finding]]] = {}
    for one in judged:
        for finding in one.findings if one.flow.told else ():
            key = (finding.verdict, finding.measure, one.flow.reporter, one.flow.partner, one.flow.way)
            groups.setdefault(key, []).append((one, finding))
    found = [_line(group) for group in groups.values()]
    order = {"prohibited": 0, "undetermined": 1, "exempt": 2}
    return tuple(sorted(found, key=lambda line: (order.get(line.verdict, 3), -line.value, line.measure, line.reporter)))


def outside(judged: Iterable[Judged], target: str) -> tuple[Outside, ...]:
    """The lines with the target that no measure touched, so that lawful trade is seen beside the rest."""
    groups: dict[tuple[str, Way, str, bool], list[Flow]] = {}
    for one in judged:
        flow = one.flow
        if (not one.findings or not flow.told) and flow.partner and target in (flow.partner, flow.reporter):
            groups.setdefault((flow.reporter, flow.way, flow.partner, flow.told), []).append(flow)
    return tuple(
        Outside(reporter, way, sum(flow.value or 0.0 for flow in counted_once(flows)), len(flows), partner, told)
        for (reporter, way, partner, told), flows in sorted(groups.items())
    )


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
        rows=tuple((one.flow.file, one.flow.row) for one, _ in group),
        look_alike=look_alike,
        ask=(*_to_the_reporter(first.flow, doubtful=bool(look_alike)), *asked),
        partner=first.flow.partner,
        estimated=tuple((flow.file, flow.row) for flow in flows if flow.estimated),
        flows=tuple(flows),
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
