"""Acts from predicates and nouns: who, to whom, what, by the functions of the phrases around them.

The same for every language: its grammar has already turned case, preposition or particle into
the functions of :class:`Phrase`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tidewaiter.model import Manner
from tidewaiter.reports.patterned import listing
from tidewaiter.reports.patterned.joining import AND, COMMA, beside
from tidewaiter.reports.patterned.lexicon import DeedWords, Lexicon
from tidewaiter.reports.patterned.pronouns import Named, meant
from tidewaiter.reports.patterned.telling import Deed, Line, Party, Phrase, Predicate, party, together

_SCENES = ("meet", "visit", "launch")
_ASIDE = 40  # letters before "forbids" within which "when" makes it a thing told by the way
_NOT_GOODS = frozenset({"money"})


def read(view: str, lines: Sequence[Line], words: Lexicon) -> tuple[list[Deed], list[Line]]:
    """The acts told in the lines, and the lines that name an act and goods but could not be read."""
    out: list[Deed] = []
    missed: list[Line] = []
    named = Named()
    for number, line in enumerate(lines):
        light = words.lists["light"].search(view, line.start, line.end)
        line.light = light[1] if light else None
        if (law := _law(view, line, number, words)) is not None:
            out.append(law)
            continue
        found = [*_verbal(view, line, number, words, named), *_nominal(view, line, number, words)]
        listed = listing.read(view, line, number, words)
        kept = [*_one_each(found), *([listed] if listed is not None else [])]
        for deed in kept:
            deed.item = _listed(view, line, deed.item) if deed.item is not None else None
        named.remember(number, line, kept)
        out += kept
        if not kept and not line.title and _speaks_of_goods(line):
            missed.append(line)
    return out, missed


def _listed(view: str, line: Line, item: Phrase) -> Phrase:
    """Of "busts and paintings" both: what is joined to the goods by a comma or "and" and can stand in their place."""
    things = [p for p in line.phrases if p.kind in ("goods", "other") and not p.party]
    start, end = item.start, item.end
    before = [p for p in things if p.end <= start]
    while before and _joined(view, before[-1], item, before[-1].end, start):
        start = before.pop().start
    behind = [p for p in things if p.start >= end]
    while behind and _joined(view, behind[0], item, end, behind[0].start):
        end = behind.pop(0).end
    return replace(item, start=start, end=end) if (start, end) != (item.start, item.end) else item


def _joined(view: str, other: Phrase, item: Phrase, start: int, end: int) -> bool:
    if not other.functions & item.functions or other.goods not in (None, item.goods):
        return False
    joint = view[start:end]
    return bool(AND.fullmatch(joint) or (other.goods is not None and COMMA.fullmatch(joint)))


def _speaks_of_goods(line: Line) -> bool:
    deeds = any(p.deed is not None and not p.unreal for p in line.predicates) or any(
        p.kind == "deed" for p in line.phrases
    )
    return deeds and any(p.goods for p in line.phrases) and any(p.party for p in line.phrases)


def _one_each(found: list[Deed]) -> list[Deed]:
    """Of two tellings of one act in a sentence (a verb and its noun) the fuller one."""
    out: list[Deed] = []
    for deed in found:
        twin = next((d for d in out if d.type == deed.type and _overlap(d, deed)), None)
        if twin is None:
            out.append(deed)
        elif _fullness(deed) > _fullness(twin):
            out[out.index(twin)] = deed
    return out


def _overlap(left: Deed, right: Deed) -> bool:
    if left.item is None or right.item is None:
        return left.clause[0] < right.clause[1] and right.clause[0] < left.clause[1]
    return left.item.start < right.item.end and right.item.start < left.item.end


def _fullness(deed: Deed) -> int:
    return sum(x is not None for x in (deed.supplier, deed.recipient, deed.item, deed.origin))


# -- verbs -------------------------------------------------------------------------------------


def _verbal(view: str, line: Line, number: int, words: Lexicon, named: Named) -> Iterator[Deed]:
    for predicate in line.predicates:
        if predicate.deed is None or (predicate.unreal and not predicate.planned):
            continue
        around = [p for p in line.phrases if p.start >= predicate.back and p.end <= predicate.ahead]
        if predicate.around is not None:
            around = list(predicate.around)
        elif predicate.holder is not None:
            around = _held(line, predicate, around)
        around = meant(line, number, predicate, around, named)
        deed = _fill(view, line, number, predicate, around)
        if deed is not None:
            deed.manner = _manners(
                view, words, predicate.deed, (predicate.back, predicate.ahead), planned=predicate.planned
            )
            yield deed


def _held(line: Line, predicate: Predicate, around: list[Phrase]) -> list[Phrase]:
    """The phrases of a participle or relative clause, with the noun it describes as what it is there."""
    holder = predicate.holder
    assert holder is not None
    function = "subject" if predicate.passive else "object" if holder.goods and not holder.party else "subject"
    others = (
        [p for p in line.phrases if p.start >= predicate.end and p.end <= predicate.ahead]
        if predicate.back < predicate.start
        else around
    )
    inside = [p for p in around if p is not holder and p.start >= holder.end]
    return [replace(holder, functions=frozenset({function})), *(inside or [p for p in others if p is not holder])]


def _fill(view: str, line: Line, number: int, predicate: Predicate, around: list[Phrase]) -> Deed | None:
    words = predicate.deed
    assert words is not None
    if words.frame in _SCENES:
        return _scene(line, number, predicate, around)
    item = _item(words, predicate, around)
    if item is None:
        return _arrival(line, number, predicate, around) if words.frame == "move" else None
    item = _loaded(line, item)
    deed = Deed(
        words.type,
        number,
        (predicate.start, predicate.end),
        (predicate.back, predicate.ahead),
        f"verb-{words.frame}",
        item=item,
    )
    parties = [p for p in around if p.start != item.start and _can_take_part(p)]
    _roles(deed, words, parties, predicate)
    _joined_parties(view, line, deed)
    _swallowed(deed, words, item)
    deed.negated = predicate.negated
    return _as_labour(deed) if _enough(deed, words) else None


def _can_take_part(phrase: Phrase) -> bool:
    """Who or what can give or take: parties, ships, and what is told of a State ("the Belarusian driver")."""
    if phrase.role in ("document", "outlet", "monitor", "anonymous") or phrase.kind == "medium":
        return False
    return phrase.party or phrase.goods == "vessels" or (phrase.kind == "other" and phrase.country is not None)


def _loaded(line: Line, item: Phrase) -> Phrase:
    """ "containers with shells" are shells."""
    after = next((p for p in line.phrases if p.start >= item.end and p.start - item.end < 6), None)
    if item.goods == "cargo" and after is not None and after.goods and "with" in after.functions:
        return replace(item, end=after.end, goods=after.goods)
    return item


def _arrival(line: Line, number: int, predicate: Predicate, around: list[Phrase]) -> Deed | None:
    """ "The delegation arrived in Moscow": no goods, a visit."""
    words = DeedWords("visit", [], "visit")
    visitors = [p for p in around if p.kind in ("person", "role") and p.functions & {"subject", "topic"}]
    return _scene(line, number, replace(predicate, deed=words), around) if visitors and not predicate.planned else None


def _item(words: DeedWords, predicate: Predicate, around: list[Phrase]) -> Phrase | None:
    """The goods: object of an active verb, subject of a passive one or of "arrived"."""
    wanted = "subject" if predicate.passive or words.frame == "move" else "object"
    goods = [
        p
        for p in around
        if p.goods
        and p.goods not in _NOT_GOODS
        and not p.functions & {"at", "from", "via", "aboard", "about"}
        and p.functions != {"to"}
    ]
    carriers = [p for p in goods if p.goods == "vessels"]
    if len(goods) > len(carriers) and words.frame != "seize":
        goods = [p for p in goods if p.goods != "vessels"] or goods
    elif words.frame in ("carry", "land", "move") and not predicate.passive:
        return None
    fitting = [p for p in goods if wanted in p.functions or "of" in p.functions] or goods
    firm = [p for p in fitting if p.goods not in ("gift", "cargo")]
    chosen = firm or fitting
    if words.needs and not any(p.goods == words.needs for p in goods):
        return None
    if chosen and words.weak and predicate.around is not None and _another_object(predicate, chosen):
        return None
    if chosen:
        return min(
            chosen, key=lambda p: (p.start < predicate.start) != (wanted == "subject" or predicate.holder is not None)
        )
    if not words.weak and predicate.holder is None:
        return next(
            (
                p
                for p in around
                if p.kind in ("other", "pronoun")
                and (wanted in p.functions or _is_also(p, around))
                and (p.start >= predicate.end or predicate.around is not None)
            ),
            None,
        )
    return None


def _is_also(phrase: Phrase, around: list[Phrase]) -> bool:
    """Of "북한은 모래도 수출했다": what is added by 도 stands in the place of the object where somebody else acts."""
    doers = any(p.party and p.functions & {"subject", "topic"} for p in around)
    return phrase.functions == {"topic"} and doers and not any("object" in p.functions for p in around)


def _another_object(predicate: Predicate, goods: list[Phrase]) -> bool:
    """Whether something that is no goods stands nearer to a verb at the end of its clause: "...을 훈련을 받았다"."""
    assert predicate.around is not None
    last = max(p.start for p in goods)
    return any(p.functions == {"object"} and not p.goods and last < p.start < predicate.start for p in predicate.around)


class _Parties:
    """The parties of a line; each fills one role, the one nearest to the predicate first."""

    __slots__ = ("_left", "_start")

    def __init__(self, parties: list[Phrase], predicate: Predicate) -> None:
        self._left = list(parties)
        self._start = predicate.start

    def take(self, *functions: str, before: bool = False, kinds: tuple[str, ...] = ()) -> Party | None:
        """A party that has one of the functions; ``before`` prefers those before the predicate."""
        fitting = [p for p in self._left if p.functions & set(functions) and (not kinds or p.kind in kinds)]
        exact = [p for p in fitting if p.functions - {"at"} <= set(functions)]
        ordered = sorted(exact or fitting, key=lambda p: (before and p.start > self._start, abs(p.start - self._start)))
        return self._use(ordered[0]) if ordered else None

    def take_carrier(self) -> Party | None:
        """The ship that something is done aboard or by."""
        ship = next((p for p in self._left if p.goods == "vessels" and p.functions & {"aboard", "by"}), None)
        return self._use(ship) if ship is not None else None

    def _use(self, phrase: Phrase) -> Party:
        self._left = [other for other in self._left if other != phrase]
        return party(phrase)


def _roles(deed: Deed, words: DeedWords, parties: list[Phrase], predicate: Predicate) -> None:
    told = _Parties(parties, predicate)
    agent = _agent(told, words, predicate)
    landed = told.take("to", "at") if words.frame == "land" else None
    source = told.take("from")
    if source is not None and source.country is None and source.kind == "role":
        source = None
    target = landed or told.take("to")
    deed.origin = source if source is not None and source.kind == "state" else None
    if words.frame == "ship":
        deed.supplier, deed.recipient = agent or source, target
    elif words.frame == "seize":
        deed.recipient, deed.supplier = agent, source or told.take("of")
    elif words.frame == "get":
        deed.recipient, deed.supplier = agent or target, source
        if agent is not None and target is not None:
            deed.destination = target
    elif words.frame in ("give", "carry") and agent is not None and not _is_vessel(parties, agent):
        deed.supplier, deed.recipient = agent, target
    else:
        deed.vessel = agent
        flag = agent.country if agent is not None and agent.country != (target.country if target else None) else None
        deed.supplier, deed.recipient = source or (replace(agent, guess=True) if agent and flag else None), target
    deed.intermediary = told.take("via")
    deed.vessel = deed.vessel or told.take_carrier()


def _agent(told: _Parties, words: DeedWords, predicate: Predicate) -> Party | None:
    """Who does it: the subject, of a passive who stands behind it, or whose hands something is in."""
    if not predicate.passive:
        return told.take("subject", "topic", before=True) if words.frame != "move" else None
    agent = told.take("by")
    if agent is None and words.frame == "seize":
        return told.take("to", kinds=("body", "role", "person"))  # "당국에 억류됐다"
    return agent


def _joined_parties(view: str, line: Line, deed: Deed) -> None:
    """Whoever is joined to a giver or taker by "and" is one too."""
    for role in ("supplier", "recipient"):
        who: Party | None = getattr(deed, role)
        phrase = next((p for p in line.phrases if who is not None and p.start == who.start), None)
        others = beside(view, line, phrase) if phrase is not None and who is not None and not who.guess else []
        if who is not None and others:
            setattr(deed, role, replace(who, beside=together(others[0], others).beside))


def _swallowed(deed: Deed, words: DeedWords, item: Phrase) -> None:
    """ "did not supply drones to Russia": the taker stands behind the goods in a form that is genitive too."""
    last = item.inner[-1] if item.inner else None
    if (
        deed.recipient is None
        and words.frame == "give"
        and last is not None
        and last.kind == "state"
        and "to" in last.functions
    ):
        deed.recipient = party(last)


def _is_vessel(parties: list[Phrase], agent: Party) -> bool:
    return any(p.goods == "vessels" and p.start == agent.start for p in parties)


def _enough(deed: Deed, words: DeedWords) -> bool:
    """A weak word needs goods of a known class and a party; any other one of the two."""
    known = deed.item is not None and deed.item.goods is not None
    if words.frame == "seize":
        return known or (not words.weak and deed.recipient is not None)
    parties = [p for p in (deed.supplier, deed.recipient, deed.origin) if p is not None]
    return (known and bool(parties)) if words.weak or deed.item is None else bool(parties) or known


def _as_labour(deed: Deed) -> Deed:
    """People sent to work: their own country sends them unless another is told."""
    if deed.item is None or deed.item.goods != "workers" or deed.type not in ("transfer", "labour"):
        return deed
    deed.type = "labour"
    if deed.supplier is None and deed.item.origin:
        deed.supplier = Party(deed.item.start, deed.item.end, None, deed.item.origin, "state")
    return deed


def _scene(line: Line, number: int, predicate: Predicate, around: list[Phrase]) -> Deed | None:
    """A meeting, visit or launch: who, and where or what."""
    words = predicate.deed
    assert words is not None
    who = next((p for p in around if p.party and "subject" in p.functions and p.start < predicate.start), None)
    who = who or next((p for p in around if p.party and p.functions & {"subject", "topic"}), None)
    where = next(
        (p for p in around if p.party and p is not who and p.functions & {"to", "at", "object", "with", "by"}), None
    )
    item = next((p for p in around if p.goods in ("arms", "drones") and p is not who), None)
    if words.frame == "launch" and item is None:
        return None
    if who is None and (words.frame != "meet" or where is None):
        return None
    if words.frame == "visit" and (where is None or who is None or who.goods):
        return None
    deed = Deed(
        words.type,
        number,
        (predicate.start, predicate.end),
        (predicate.back, predicate.ahead),
        f"verb-{words.frame}",
        supplier=party(who) if who else None,
        item=item if words.frame == "launch" else None,
    )
    if words.frame == "visit":
        deed.destination = party(where) if where else None
    elif where is not None and words.frame == "meet":
        deed.recipient = party(where)
    deed.negated = predicate.negated
    return None if predicate.planned or predicate.unreal else deed


# -- nouns -------------------------------------------------------------------------------------


def _nominal(view: str, line: Line, number: int, words: Lexicon) -> Iterator[Deed]:
    for i, noun in enumerate(line.phrases):
        if noun.kind != "deed" or noun.deed is None:
            continue
        back, ahead = _reach(line, noun)
        near = [p for p in line.phrases if p is not noun and back <= p.start and p.end <= ahead]
        deed = _from_noun(line, number, noun, near, i)
        if deed is not None:
            governed = [p for p in line.predicates if p.back <= noun.start < p.ahead and p.deed is None]
            stretch = (noun.end, line.end) if line.head_final else (back, noun.start)
            if any(p.unreal and not p.planned for p in governed) or words.lists["wishes"].search(view, *stretch):
                continue
            deed.manner = _manners(view, words, noun.deed, (back, ahead), planned=False)
            yield deed


def _reach(line: Line, noun: Phrase) -> tuple[int, int]:
    """The stretch in which a noun's parties are looked for: its clause."""
    holding = [p for p in line.predicates if p.back <= noun.start < p.ahead]
    if not holding:
        return line.start, line.end
    return max(p.back for p in holding), min(p.ahead for p in holding)


def _from_noun(line: Line, number: int, noun: Phrase, near: list[Phrase], at: int) -> Deed | None:
    words = noun.deed
    assert words is not None
    around = [
        p for p in near if (p.end <= noun.start if line.head_final else p.start >= noun.end) and _gap(p, noun) < 90
    ]
    item = _named_goods(noun, around)
    if item is None:
        return None
    clause = (min([noun.start, *(p.start for p in around)]), max([noun.end, *(p.end for p in around)]))
    deed = Deed(words.type, number, (noun.start, noun.end), clause, f"noun-{words.frame}", item=item)
    parties = [p for p in around if p is not item and _can_take_part(p)]
    by = next((p for p in parties if p.functions == {"by"}), None)
    source = next((p for p in parties if "from" in p.functions), None)
    to = next((q for q in noun.inner if q.kind == "state" and "to" in q.functions and "of" not in q.functions), None)
    to = to or next((p for p in parties if p.functions & {"to", "toward"} and "of" not in p.functions), None)
    owner = next((q for q in noun.inner if q.kind in ("state", "body", "person") and q is not to), None)
    owner = owner or next((p for p in parties if p.functions == {"of"}), None)
    if owner is not None and words.frame == "give" and "to" in owner.functions:
        owner, to = _owner_or_taker(line, noun, owner, to, item, by or source)
    taking = words.frame in ("get", "seize")
    giver = source or (None if taking else by or owner)
    taker = to or ((owner or by) if taking else None)
    deed.supplier = party(giver) if giver else _adjective(noun, words)
    deed.recipient = party(taker) if taker else None
    _from_above(line, noun, deed, words)
    deed.origin = party(source) if source is not None and source.kind == "state" else None
    return _as_labour(deed) if deed.supplier or deed.recipient else None


def _owner_or_taker(
    line: Line, noun: Phrase, owner: Phrase, to: Phrase | None, item: Phrase, giver: Phrase | None
) -> tuple[Phrase | None, Phrase | None]:
    """A name whose form may be genitive or dative: before the goods it is the taker; behind them either.

    Behind them it is the taker where the giver is told otherwise, and else nobody can say.
    """
    if line.head_final or to is not None:
        return owner, to
    known = giver is not None or bool(noun.origin) or (_accused(line, noun) or _denier(line, noun)) is not None
    return None, (owner if owner.start < item.start or known else None)


def _gap(phrase: Phrase, noun: Phrase) -> int:
    return max(phrase.start - noun.end, noun.start - phrase.end)


def _adjective(noun: Phrase, words: DeedWords) -> Party | None:
    """ "Russian supplies of ...": the adjective names the giver."""
    if not noun.origin or words.frame in ("get", "seize"):
        return None
    return Party(noun.start, noun.end, None, noun.origin, "state")


def _named_goods(noun: Phrase, around: list[Phrase]) -> Phrase | None:
    """The goods below the noun, or beside it."""
    inner = [q for q in noun.inner if q.goods]
    if inner:
        return inner[-1] if len(inner) > 1 and inner[0].goods == "cargo" else inner[0]
    beside = [p for p in around if p.goods and p.functions & {"of", "object", "bare"} and _gap(p, noun) < 40]
    return min(beside, key=lambda p: _gap(p, noun), default=None)


def _from_above(line: Line, noun: Phrase, deed: Deed, words: DeedWords) -> None:
    """Who the verb above a noun makes its doer: the accused, or who began, stopped or carried it out."""
    doer = _accused(line, noun) or _beginner(line, noun) or _denier(line, noun)
    taker = deed.recipient.country if deed.recipient else None
    made = deed.item.origin if deed.item else None
    if doer is None or (doer.guess and (doer.country == taker or made not in (None, doer.country))):
        return
    if words.frame in ("get", "seize"):
        deed.recipient = deed.recipient or doer
    elif deed.supplier is None or (deed.supplier.start > noun.start and deed.recipient is None):
        deed.recipient = deed.recipient or deed.supplier
        deed.supplier = doer


def _accused(line: Line, noun: Phrase) -> Party | None:
    for predicate in line.predicates:
        if (
            predicate.cue is not None
            and predicate.cue.act == "accuses"
            and predicate.start < noun.start
            and not line.head_final
        ):
            accused = [p for p in line.phrases if p.party and predicate.end <= p.start < noun.start]
            return party(accused[0]) if accused else None
    return None


def _denier(line: Line, noun: Phrase) -> Party | None:
    """Who denies an act of which no doer is told denies having done it; a guess, and marked as one."""
    for predicate in line.predicates:
        if predicate.cue is not None and predicate.cue.stance == "denies" and predicate.cue.object:
            before = [p for p in line.phrases if p.end <= min(noun.start, predicate.start)]
            speakers = [p for p in before if p.party and p.country and p.functions & {"subject", "topic"}]
            if speakers:
                return replace(party(speakers[0]), guess=True)
    return None


def _beginner(line: Line, noun: Phrase) -> Party | None:
    if line.light is None:
        return None
    subjects = [
        p
        for p in line.phrases
        if p.party
        and p.functions & {"subject", "topic"}
        and p.end <= max(noun.start, line.light)
        and p.kind != "medium"
    ]
    return party(subjects[-1]) if subjects and (line.head_final or line.light < noun.start) else None


def _manners(view: str, words: Lexicon, deed: DeedWords, clause: tuple[int, int], *, planned: bool) -> list[Manner]:
    out: list[Manner] = [deed.manner] if deed.manner else []
    lists = words.lists
    if lists["joint"].search(view, *clause) and "gift" not in out:
        out = ["gift", *(m for m in out if m != "supply")]
    if lists["smuggled"].search(view, *clause) and "smuggling" not in out:
        out = ["smuggling", *(m for m in out if m != "supply")]
    if lists["ship_to_ship"].search(view, *clause) and "ship-to-ship" not in out:
        out.append("ship-to-ship")
    if lists["attempts"].search(view, *clause):
        out.append("attempt")
    if planned:
        out.append("plan")
    return out


# -- the law -----------------------------------------------------------------------------------


def _law(view: str, line: Line, number: int, words: Lexicon) -> Deed | None:
    """A sentence that says what a resolution or sanction forbids."""
    norm = words.lists["norms"].search(view, line.start, line.end)
    source = words.lists["norm_sources"].search(view, line.start, line.end)
    if norm is None or source is None:
        return None
    if words.lists["aside"].search(view, max(line.start, norm[1] - _ASIDE), norm[1]) is not None:
        return None  # "... after the Council had forbidden it": told by the way
    later = [p for p in line.predicates if p.deed is not None and p.start > norm[2] and not p.unreal]
    if line.head_final and later:
        return None
    goods = (
        [p for p in line.phrases if p.goods and p.goods != "vessels"]
        + [p for p in line.phrases if p.goods]
        + [q for p in line.phrases for q in p.inner if q.goods]
    )
    deeds = [p for p in line.phrases if p.kind == "deed"] + [p for p in line.predicates if p.deed is not None]
    if not goods and not deeds:
        return None
    bound = next((p for p in line.phrases if p.kind == "state" and p.functions & {"to", "about", "of", "from"}), None)
    bound = bound or next((q for p in line.phrases for q in (p, *p.inner) if q.kind == "state"), None)
    return Deed(
        "statement-of-law",
        number,
        (norm[1], norm[2]),
        (line.start, line.end),
        "norm",
        recipient=party(bound) if bound else None,
        item=goods[0] if goods else None,
    )
