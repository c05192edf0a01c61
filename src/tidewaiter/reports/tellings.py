"""Tellings of one act come together: told in five sentences it is one event with five pieces of evidence.

Two tellings are merged only where nothing contradicts: the type, the goods (class, number), the
parties (countries, else names), the ships and the days. Of several events that fit, the likest is
taken, and of equals the one told last. What says too little to stand alone and fits none is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tidewaiter.model import When
from tidewaiter.reports.acts import Act
from tidewaiter.reports.language import Text
from tidewaiter.reports.sameness import is_definite, other_vessel, same_goods, same_party, singular, turned

_MERGED_TYPES = frozenset({"transfer", "labour", "seizure", "launch", "designation", "meeting"})
_FAR = 6
"""So many sentences after the last telling a bare one ("the coal was shipped") no longer belongs to it."""


@dataclass(slots=True)
class Telling:
    """Acts that tell of one event, and what else the report says of it."""

    acts: list[Act]
    described_not: tuple[int, int] | None = None
    makes: list[tuple[str, str | None, tuple[int, int]]] = field(default_factory=list)
    also_said: list[int] = field(default_factory=list)

    @property
    def first(self) -> Act:
        """The act that was told first."""
        return self.acts[0]


def merge(text: Text, acts: list[Act], dated: Mapping[int, When | None] | None = None) -> list[Telling]:
    """Groups acts that tell of one event. ``dated`` gives the date told of an act, by its ``id``."""
    out: list[Telling] = []
    for act in acts:
        fitting = [t for t in out if _fits(text, t, act, dated or {})] if act.type in _MERGED_TYPES else []
        if fitting:
            best = max(fitting, key=lambda t: (_closeness(t, act), t.acts[-1].unit.sentence, out.index(t)))
            if not act.dependent or _adds(act, dated or {}):
                best.acts.append(_on_the_way(text, best, act))
        elif not act.dependent:
            out.append(Telling([act]))
    return [t for t in out if not _only_anaphor(t)]


def _only_anaphor(telling: Telling) -> bool:
    """Whether nothing but "the gift" or "it" was ever said of the goods."""
    goods = [act.goods for act in telling.acts if act.goods is not None]
    return telling.first.type == "transfer" and all(g.anaphor and g.kind is None for g in goods)


def _fits(text: Text, telling: Telling, act: Act, dated: Mapping[int, When | None]) -> bool:
    if telling.first.type != act.type or not _linked(telling, act) or not _same_time(telling, act, dated):
        return False
    leg = is_leg(text, telling, act)
    return all(_same_act(text, other, act, leg=leg) for other in telling.acts)


def _same_act(text: Text, other: Act, act: Act, *, leg: bool) -> bool:
    return (
        same_goods(text, other, act)
        and same_party(text, other.supplier, act.supplier)
        and (leg or same_party(text, other.recipient, act.recipient))
        and not turned(other, act)
        and not other_vessel(other, act)
    )


def is_leg(text: Text, telling: Telling, act: Act) -> bool:
    """Whether the act is a leg of the way told of: "the cars went from Rotterdam to Dalian", and on."""
    giver, taker = act.supplier, act.recipient
    if act.goods is None or giver is None or taker is None or not taker.place or not is_definite(text, act.goods):
        return False
    from_there = any(o.supplier is not None and o.supplier.country == giver.country for o in telling.acts)
    frames = text.vocabulary.frames.get(act.rule.removeprefix("verb:"), ())
    return giver.country is not None and from_there and any(frame.frame == "move" for frame in frames)


def _same_time(telling: Telling, act: Act, dated: Mapping[int, When | None]) -> bool:
    """Two days or years that exclude each other are two events."""
    mine = dated.get(id(act))
    if mine is None or mine.earliest is None or mine.latest is None:
        return True
    for other in telling.acts:
        theirs = dated.get(id(other))
        if theirs is None or theirs.earliest is None or theirs.latest is None:
            continue
        if theirs.latest < mine.earliest or mine.latest < theirs.earliest:
            return False
    return True


def _linked(telling: Telling, act: Act) -> bool:
    """A bare telling without parties belongs only to a near one or to the same words."""
    if act.supplier is None and act.recipient is None and act.type == "transfer":
        return act.unit.sentence - telling.acts[-1].unit.sentence <= _FAR
    return True


def _on_the_way(text: Text, telling: Telling, act: Act) -> Act:
    """The act, and where it is a leg of the way, its goal as a place that the goods went through."""
    if act.recipient is not None and not all(same_party(text, o.recipient, act.recipient) for o in telling.acts):
        act.via.append(act.recipient)
        act.recipient = act.destination = None
    return act


def _adds(act: Act, dated: Mapping[int, When | None]) -> bool:
    """Whether a sentence that only tells again is evidence: by a day of its own or a party that it names."""
    when = dated.get(id(act))
    start = when.evidence[0].start if when is not None and when.evidence else None
    if start is not None and act.clause[0] <= start < act.clause[1]:
        return True
    told = [f for f in (act.supplier, act.recipient) if f is not None and not f.guess]
    return bool(told)


def _closeness(telling: Telling, act: Act) -> int:
    """How much they positively share: a party with its country 2, the word for the goods 1, for each telling."""
    score = 0
    for other in telling.acts:
        for role in ("supplier", "recipient"):
            a, b = getattr(other, role), getattr(act, role)
            score += 2 if a and b and a.country and a.country == b.country else 0
        if other.goods and act.goods:
            score += 1 if singular(other.goods.head) == singular(act.goods.head) else 0
    return score
