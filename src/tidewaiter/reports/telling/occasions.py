"""When an act took place: which of the dates told in a report belongs to it.

First the date whose verb is the act's own; never that of who reports it, nor one that belongs to
another noun ("a tanker registered in 2016"). Where the act's sentence tells none, or only a coarse
one, the sentences near it may: those that say only when it was ("the handover took place on
Friday"), that tell of its goods or ship on the way ("it docked on Monday"), or that tell it again
without its goods. Where none does, the act has no date: the day on which it is told is not its day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as date_type

from tidewaiter.model import When
from tidewaiter.reports.grammar.language import Text
from tidewaiter.reports.saying.attribution import Said
from tidewaiter.reports.telling.acts import Act, Goods
from tidewaiter.reports.telling.coverage import Coverage
from tidewaiter.reports.telling.enactments import date_of_rule
from tidewaiter.reports.telling.ownership import Dates, date_of, goes_on, is_finer
from tidewaiter.reports.telling.sameness import same_goods, same_party
from tidewaiter.reports.telling.scenes import DATED, Scenes


def date(text: Text, said: list[Said], acts: list[Act], dates: Dates) -> dict[int, When | None]:
    """The date told of each act, by the act's ``id``; None where the report tells none.

    Marks as well which acts are told as going on, for those of which no date is told.
    """
    for act in acts:
        act.ongoing = goes_on(text, act)
    found = {id(act): date_of_rule(text, act, dates) or date_of(text, said, act, dates) for act in acts}
    beside = Scenes(text, said, acts, dates)
    for act in acts:
        own = found[id(act)]
        if act.type in DATED and not act.dependent and not (own is not None and own.precision == "day"):
            found[id(act)] = beside.of(act, own)
    coverage = Coverage(text, said, dates)
    for act in acts:
        own = found[id(act)]
        if own is not None:
            found[id(act)] = coverage.with_year(own)
        elif act.type in DATED and not act.dependent:
            again = _again(text, acts, act, found) or coverage.of_frame(act) or _of_shipment(acts, act, found)
            found[id(act)] = (
                _summed(acts, act, found) or again or coverage.of_whole(act) or _weak(coverage, acts, act, found)
            )
    return found


def _summed(acts: list[Act], act: Act, found: dict[int, When | None]) -> When | None:
    """Of "they smuggled coal", told before "in 2017 they brought coal in" and "in 2018": from the first to the last."""
    parts = [
        when
        for other in acts
        if other.unit.sentence > act.unit.sentence and _is_alike(act, other) and (when := found[id(other)]) is not None
    ]
    whole = [when for when in parts if when.value and when.earliest and when.latest and "/" not in when.value]
    if len(whole) < 2 or len(whole) < len(parts):
        return None
    first = min(whole, key=lambda when: when.earliest or date_type.max)
    last = max(whole, key=lambda when: when.latest or date_type.min)
    if first.value == last.value or first.precision != last.precision:
        return None
    return replace(
        first, value=f"{first.value}/{last.value}", precision="interval", latest=last.latest, rule="several acts",
        evidence=(*first.evidence, *last.evidence), approximate=True,
    )  # fmt: skip


_NUMBER = re.compile(r"\d[\d,.]*")
_FAR = 8
"""So many sentences on an act may be told again with its date ..."""
_NEAR = 2
"""... and so many before."""


def _again(text: Text, acts: list[Act], act: Act, found: dict[int, When | None]) -> When | None:
    """Of "was jailed for selling pumps to Iran. In May 2019 he sold Iran 40 pumps": the date of the act told again.

    Same are the goods and, where both are told, the parties; two such acts of two times say nothing.
    """
    if act.type == "labour" or act.negated or act.ongoing or "plan" in act.manner or act.stance == "denied":
        return None  # workers are not known by their name: other workers come and go
    told = [when for other in acts if (when := found[id(other)]) is not None and _is_told_again(text, act, other, when)]
    values = {when.value for when in told}
    return replace(told[0], rule="told again") if len(values) == 1 else None


def _is_told_again(text: Text, act: Act, other: Act, when: When) -> bool:
    far = other.unit.sentence - act.unit.sentence
    if other is act or other.type != act.type or other.dependent or other.negated or not -_NEAR <= far <= _FAR:
        return False
    if when.ongoing or not when.value or when.earliest is None or when.rule in ("told again", "period of the report"):
        return False
    counts = [set(_NUMBER.findall(one.goods.text)) for one in (act, other) if one.goods is not None]
    if len(counts) == 2 and counts[0] and counts[1] and not counts[0] & counts[1]:
        return False  # "$800 million worth of goods" are not all the goods "worth $2 billion"
    first, second = (act, other) if act.word < other.word else (other, act)
    if act.rule == other.rule and _is_taken_up(text, first, second):
        return True
    numbered = len(counts) == 2 and bool(counts[0] & counts[1])  # "31 engines", then "31 turbines"
    if not numbered and not same_goods(text, first, second):
        return False
    if far == 1 and second.goods is not None and second.goods.anaphor:
        return True  # "they were unloaded in Mombasa": the same goods, on their way
    return all(same_party(text, getattr(first, role), getattr(second, role)) for role in ("supplier", "recipient"))


def _is_taken_up(text: Text, first: Act, second: Act) -> bool:
    """Of "for selling tea and biscuits ... he sold goods such as biscuits": the same verb of who is known already."""
    own = text.group_at[second.word]
    doer = text.subject(own) if own is not None and not own.passive else None
    if doer is None or text.tags[doer.head] != "PRP" or first.goods is None or second.goods is None:
        return False
    told = [
        {text.lower[at] for at in range(goods.first, goods.last) if text.tags[at] in ("NN", "NNS")}
        for goods in (first.goods, second.goods)
    ]
    return bool(told[0] & told[1])


def _of_shipment(acts: list[Act], act: Act, found: dict[int, When | None]) -> When | None:
    """Of "seized a load of radios sent to Laos in 2011": roughly then, where a year or a month is told, no day."""
    if act.type != "seizure" or act.goods is None:
        return None
    for other in acts:
        when = found[id(other)]
        same = other.type == "transfer" and other.goods is not None and other.unit is act.unit
        if same and other.goods is not None and _overlap(act.goods, other.goods) and when is not None:
            coarse = when.precision in ("month", "quarter", "season", "year") and not when.ongoing
            return replace(when, rule="time of the shipment", approximate=True) if coarse else None
    return None


def _overlap(one: Goods, other: Goods) -> bool:
    return one.first < other.last and other.first < one.last


def _is_alike(act: Act, other: Act) -> bool:
    """Whether both are acts of one kind with goods of one name, and no party's State contradicts."""
    if act.type != other.type or act.goods is None or other.goods is None:
        return False
    pairs = ((act.supplier, other.supplier), (act.recipient, other.recipient))
    apart = any(a and b and a.country and b.country and a.country != b.country for a, b in pairs)
    return not apart and act.goods.head.rstrip("s") == other.goods.head.rstrip("s")


def _weak(coverage: Coverage, acts: list[Act], act: Act, found: dict[int, When | None]) -> When | None:
    """The time that the report covers, where no act of the kind is told of another time."""
    weak = coverage.of(act)
    told = [found[id(other)] for other in acts if other.type == act.type]
    if weak is None or any(when is not None and contradict(when, weak) for when in told):
        return None
    return weak


def together(told: list[When]) -> tuple[When | None, tuple[str, ...]]:
    """The date of several tellings of one act: the most precise that the first one allows, and a note on
    each that contradicts it."""
    if not told:
        return None, ()
    best = told[0]
    for when in told[1:]:
        best = when if is_finer(when, best) else best
    others = tuple(when for when in told if contradict(when, best))
    return best, tuple(f"another telling dates it {when.value} (“{when.text}”)" for when in others)


def contradict(left: When, right: When) -> bool:
    """Whether the one time ends before the other begins."""
    if left.earliest and right.latest and left.earliest > right.latest:
        return True
    return bool(left.latest and right.earliest and left.latest < right.earliest)
