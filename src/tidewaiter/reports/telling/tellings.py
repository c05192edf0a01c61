"""Tellings of one act come together: told in five sentences it is one event with five pieces of evidence.

Two tellings are merged only where nothing contradicts: the type, the goods (class, number), the
parties (countries, else names), the ships and the days. Of several events that fit, the likest is
taken, and of equals the one told last. What says too little to stand alone and fits none is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tidewaiter.model import When
from tidewaiter.reports.grammar.language import Text
from tidewaiter.reports.telling.acts import Act, Filler, Goods, is_vessel
from tidewaiter.reports.telling.differences import Told, denies_another, differ, is_caption
from tidewaiter.reports.telling.sameness import (
    DEFINITE,
    WEAK,
    is_definite,
    is_worth,
    other_vessel,
    same_goods,
    same_party,
    singular,
    turned,
    words_of,
)  # fmt: skip
from tidewaiter.reports.telling.thesaurus import thesaurus

_MERGED_TYPES = frozenset({"transfer", "labour", "seizure", "launch", "designation", "meeting"})
_BARE_TYPES = ("transfer", "labour")
_FAR = 6
"""So many sentences after the last telling a bare one ("the coal was shipped") no longer belongs to it."""
_REACH = 200
"""So many sentences after its last telling an event is no longer looked at: a chapter lies between."""
_NEXT = 2
"""So many sentences after goods were sent off they may be passed on by another."""
_FIRST, _LAST = 3, 5
"""An act is held against so many of an event's first tellings and of its last; what lies between is told as those."""


@dataclass(slots=True)
class Telling:
    """Acts that tell of one event, and what else the report says of it."""

    acts: list[Act]
    described_not: tuple[int, int] | None = None
    makes: list[tuple[str, str | None, tuple[int, int]]] = field(default_factory=list)
    also_said: list[int] = field(default_factory=list)
    captions: list[Act] = field(default_factory=list)

    @property
    def first(self) -> Act:
        """The act that was told first."""
        return self.acts[0]

    @property
    def compared(self) -> list[Act]:
        """The acts that a further one is held against: the first and the last, so that long reports cost no more."""
        return self.acts if len(self.acts) <= _FIRST + _LAST else [*self.acts[:_FIRST], *self.acts[-_LAST:]]


def merge(text: Text, acts: list[Act], told: Told | None = None) -> list[Telling]:
    """Groups acts that tell of one event. ``told`` gives the date and the sum told of each act.

    What stands under pictures comes last: it adds to what the report tells, and opens an event only where
    the report tells of none.
    """
    known = told or Told({}, {}, {})
    captions = {id(act): act for act in acts if act.type in _MERGED_TYPES and is_caption(text, act)}
    out: list[Telling] = []
    for act in [*(a for a in acts if id(a) not in captions), *captions.values()]:
        near = [t for t in out if t.first.type == act.type and _is_near(t, act)]
        fitting = [t for t in near if _fits(text, t, act, known)] if act.type in _MERGED_TYPES else []
        if fitting:
            # of equals max takes the first: reversed, that is the one opened last
            best = max(reversed(fitting), key=lambda t: (_closeness(t, act), t.acts[-1].unit.sentence))
            if not act.dependent or _adds(best, act, known):
                best.acts.append(_on_the_way(text, best, act))
                best.captions += [act] if id(act) in captions else []
        elif not (act.dependent or _is_bare(text, act, near) or (id(act) in captions and _is_told(act, out))):
            out.append(Telling([act]))
    out = [t for t in out if not _is_first_leg(text, t, out)]
    _answer(text, out, known)
    order = {id(act): number for number, act in enumerate(acts)}
    return sorted((t for t in out if not _only_anaphor(text, t)), key=lambda t: order[id(t.first)])


def _is_near(telling: Telling, act: Act) -> bool:
    return abs(act.unit.sentence - telling.acts[-1].unit.sentence) <= _REACH


def _is_bare(text: Text, act: Act, tellings: list[Telling]) -> bool:
    """Whether an act names no party, and only its time, sum or certainty keeps it from an event told of before."""
    if act.supplier is not None or act.recipient is not None or act.type not in _BARE_TYPES:
        return False
    return any(_same_act(text, t.first, act, leg=False) for t in tellings)


def _is_first_leg(text: Text, telling: Telling, tellings: list[Telling]) -> bool:
    """ "The oil was taken to a Togolese ship and the ship then passed it on": the way to an event, and none beside it.

    The act is handed over to the event, as a place on its way.
    """
    act = telling.first
    if len(telling.acts) > 1 or act.recipient is None or act.type != "transfer":
        return False
    if act.supplier is not None and not is_vessel(text, act.supplier):
        return False
    for other in tellings:
        on = next((a for a in other.acts if a.unit.sentence == act.unit.sentence and a.word > act.word), None)
        if other is telling or on is None or on.goods is None or other.first.type != act.type or on is other.first:
            continue
        taken_up = is_definite(text, on.goods) or on.goods.anaphor
        if taken_up and _goes_on(text, on) and same_goods(text, act, on):
            on.via.insert(0, act.recipient)
            return True
    return False


def _is_told(act: Act, tellings: list[Telling]) -> bool:
    """Whether the report tells of such goods: then what stands under a picture of them is no event."""
    kinds = {other.goods.kind for t in tellings for other in t.acts if other.goods is not None}
    return act.goods is not None and act.goods.kind in kinds


def _answer(text: Text, tellings: list[Telling], told: Told) -> None:
    """A general denial is an event of its own, and what was said with it an answer to the act it does not fit."""
    for denied in (t for t in tellings if t.first.negated):
        for claimed in tellings:
            if denied.first.type != claimed.first.type or not _is_near(denied, claimed.first):
                continue
            same = _same_act(text, claimed.first, denied.first, leg=False)
            if same and denies_another(text, told, claimed.first, denied.first):
                claimed.also_said += [i for act in denied.acts for i in act.said]


def _only_anaphor(text: Text, telling: Telling) -> bool:
    """Whether nothing but "the gift" or "it" was ever said of the goods; "their products" are at least their own.

    Two parties tell of an act where a gift is told of for the first time, or one ship gives to another.
    """
    if telling.first.type != "transfer" or any(_says_enough(text, act) for act in telling.acts):
        return False
    goods = [act.goods for act in telling.acts if act.goods is not None]
    return all(
        (g.anaphor and g.kind is None and text.tags[g.first] != "PRP$" and not is_worth(text, g)) or _is_part(text, g)
        for g in goods
    )


def _is_part(text: Text, goods: Goods) -> bool:
    """ "most of it", "some of them": of what was told before."""
    return text.tags[goods.first] == "PRP" and text.before(goods.first) == "of"


def _says_enough(text: Text, act: Act) -> bool:
    goods = act.goods
    if act.supplier is None or act.recipient is None or goods is None:
        return False
    return "ship-to-ship" in act.manner or (goods.standing == "gift" and not is_definite(text, goods))


def _fits(text: Text, telling: Telling, act: Act, told: Told) -> bool:
    if not _linked(telling, act) or not _same_time(text, telling, act, told):
        return False
    leg, carried = is_leg(text, telling, act), _is_carried(text, telling, act)
    if not all(_same_act(text, other, act, leg=leg, carried=carried) for other in telling.compared):
        return False
    both_denied = act.stance in WEAK and any(other.stance in WEAK for other in telling.compared)
    apart = (differ(text, told, other, act) for other in telling.compared if not both_denied or other.stance in WEAK)
    return not any(apart)


def _same_act(text: Text, other: Act, act: Act, *, leg: bool, carried: bool = False) -> bool:
    return (
        same_goods(text, other, act)
        and (carried or same_party(text, other.supplier, act.supplier))
        and (leg or same_party(text, other.recipient, act.recipient))
        and not turned(other, act)
        and not other_vessel(other, act)
    )


def is_leg(text: Text, telling: Telling, act: Act) -> bool:
    """Whether the act is a leg of the way told of: "the cars went from Rotterdam to Dalian", and on."""
    giver, taker = act.supplier, act.recipient
    if act.goods is None or giver is None or taker is None or not taker.place or not is_definite(text, act.goods):
        return False
    from_there = any(o.supplier is not None and o.supplier.country == giver.country for o in telling.compared)
    frames = text.vocabulary.frames.get(act.rule.removeprefix("verb:"), ())
    return giver.country is not None and from_there and any(frame.frame == "move" for frame in frames)


def _is_carried(text: Text, telling: Telling, act: Act) -> bool:
    """Whether the giver only carries on what was told of: "a second tanker passed the oil on to a Libyan ship".

    The goods are taken up by a definite phrase, they are passed on, and nothing but a name is told of the giver.
    """
    giver, taker = act.supplier, act.recipient
    if giver is None or giver.country or taker is None or act.goods is None:
        return False
    if giver.person and not _has_article(text, giver):  # a ship's name may read like a man's: "the Mary Ellis"
        return False
    last = telling.acts[-1]
    near = 0 <= act.unit.sentence - last.unit.sentence <= _NEXT
    relays = thesaurus(text.vocabulary.language).relays
    onward = act.rule.removeprefix("verb:") in relays or _goes_on(text, act)
    return near and onward and last.supplier is not None and is_definite(text, act.goods)


def _has_article(text: Text, filler: Filler) -> bool:
    return "the" in text.lower[max(filler.first - 1, 0) : filler.first + 1]


def _goes_on(text: Text, act: Act) -> bool:
    group = text.group_at[act.word]
    words = thesaurus(text.vocabulary.language).onward
    return group is not None and any(word in words for word in text.lower[max(group.first - 1, 0) : group.main])


def _same_time(text: Text, telling: Telling, act: Act, told: Told) -> bool:
    """Two days or years that exclude each other are two events, but for the phases of one."""
    mine = told.when(act)
    if mine is None or mine.earliest is None or mine.latest is None:
        return True
    for other in telling.compared:
        theirs = told.when(other)
        if theirs is None or theirs.earliest is None or theirs.latest is None:
            continue
        apart = theirs.latest < mine.earliest or mine.latest < theirs.earliest
        if apart and not _are_phases(text, other, act, theirs, mine):
            return False
    return True


def _are_phases(text: Text, other: Act, act: Act, theirs: When, mine: When) -> bool:
    """Whether goods that are known already were ordered, sent, arrived and were handed over in this order."""
    known = act.goods is not None and (is_definite(text, act.goods) or act.goods.anaphor or _is_on_board(text, act))
    if not known or act.type != "transfer":
        return False
    first, second = phase(text, other), phase(text, act)
    if first is None or second is None or first == second or mine.earliest is None or theirs.earliest is None:
        return False
    return (first < second) == (theirs.earliest < mine.earliest)


def _is_on_board(text: Text, act: Act) -> bool:
    """Of "the freighter sailed in May with 900 tonnes of rice": goods aboard what is taken as known."""
    group = text.group_at[act.word]
    doer = text.subject(group) if group is not None and not group.passive else None
    carriers = text.vocabulary.classes.get(text.lower[doer.head]) == "vessels" if doer is not None else False
    return carriers and doer is not None and text.lower[doer.first] in DEFINITE


def phase(text: Text, act: Act) -> int | None:
    """How far the verb of an act has brought the goods: ordered 0, on their way 1, arrived 2, handed over 3."""
    group = text.group_at[act.word]
    before = [g for g in text.groups[text.unit_of[act.word]] if group is not None and g.last <= group.first]
    if group is not None and group.infinitive and before:
        group = before[-1]  # "arrived on Friday to deliver"
    lemma = group.lemma if group is not None else text.lower[act.word]
    found = (n for n, verbs in enumerate(thesaurus(text.vocabulary.language).phases) if lemma in verbs)
    return next(found, None)


def _linked(telling: Telling, act: Act) -> bool:
    """A bare telling without parties belongs only to a near one or to the same words."""
    if act.supplier is None and act.recipient is None and act.type == "transfer":
        return act.unit.sentence - telling.acts[-1].unit.sentence <= _FAR
    return act.type != "labour" or _share_a_country(telling, act)


def _share_a_country(telling: Telling, act: Act) -> bool:
    """Whether workers are of the same country or work in the same: "from Nepal" are none of those who go home."""
    told = {f.country for other in telling.compared for f in (other.supplier, other.recipient) if f is not None}
    mine = {f.country for f in (act.supplier, act.recipient) if f is not None}
    return not (told - {None}) or not (mine - {None}) or bool((told & mine) - {None})


def _on_the_way(text: Text, telling: Telling, act: Act) -> Act:
    """The act, and where it is a leg of the way, its goal as a place that the goods went through."""
    if act.recipient is not None and not all(same_party(text, o.recipient, act.recipient) for o in telling.compared):
        act.via.append(act.recipient)
        act.recipient = act.destination = None
    if act.supplier is not None and not all(same_party(text, o.supplier, act.supplier) for o in telling.acts):
        act.via.append(act.supplier)
        act.supplier = None
    return act


def _adds(telling: Telling, act: Act, told: Told) -> bool:
    """Whether a sentence that only tells again is evidence: by a day of its own or a party that was not told."""
    when = told.when(act)
    start = when.evidence[0].start if when is not None and when.evidence else None
    if start is not None and act.clause[0] <= start < act.clause[1]:
        return True
    for role in ("supplier", "recipient"):
        mine = getattr(act, role)
        if mine is not None and not mine.guess and not any(_tells(getattr(o, role), mine) for o in telling.acts):
            return True
    return False


def _tells(filler: Filler | None, other: Filler) -> bool:
    """Whether a party is told as surely as by the other words: by a country or the same name."""
    return filler is not None and not filler.guess and (bool(filler.country) or filler.name == other.name)


def _closeness(telling: Telling, act: Act) -> int:
    """How much they positively share: a party with its country 2, the word for the goods 1, for each telling."""
    score = 0
    for other in telling.compared:
        for role in ("supplier", "recipient"):
            a, b = getattr(other, role), getattr(act, role)
            score += 2 if a and b and a.country and a.country == b.country else 0
        if other.goods and act.goods:
            score += 1 if _named_alike(act.goods, other.goods) else 0
    return score


def _named_alike(left: Goods, right: Goods) -> bool:
    """Whether the head of one stands among the words of the other: "containers", "containers of shells"."""
    return singular(left.head) in words_of(right) or singular(right.head) in words_of(left)
