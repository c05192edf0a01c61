"""Speeches become statements, and tellings of one act one event, with spans of the document's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tidewaiter.model import (
    Document,
    Event,
    EventStance,
    Item,
    Manner,
    Money,
    Quantity,
    Role,
    Span,
    Stance,
    Statement,
    When,
    cut,
)
from tidewaiter.reports.patterned import amounts
from tidewaiter.reports.patterned.lexicon import Lexicon
from tidewaiter.reports.patterned.telling import Deed, Line, Party, Phrase, Range, Speech

Dates = Callable[[int, int], tuple[When, ...]]
_STANCES: dict[Stance, EventStance] = {
    "asserts": "attributed",
    "alleges": "alleged",
    "believes": "believed",
    "denies": "denied",
    "neither": "neither",
}
_VAGUE = frozenset({"gift", "cargo"})
_DAYS = 7  # from what is said to its printing
_WORDS = 24  # letters between quotation marks from which they hold words and no name
_NEAR = 6  # sentences within which "the gift" or an act without parties takes up an earlier one
_BEHIND = 20  # letters after a verb within which its "is believed to" stands where verbs come last
_BEFORE = 16  # letters before a noun of an act within which "якобы" stands
_WEAK = frozenset({"denied", "neither"})


@dataclass(slots=True)
class Telling:
    """The acts that tell of one event."""

    acts: list[Deed]
    dates: list[When] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    document: Document
    lines: Sequence[Line]
    told: Sequence[Speech]
    words: Lexicon
    telling: frozenset[int] = frozenset()  # the statements that tell of an act themselves

    def span(self, where: Range) -> Span:
        return cut(self.document.id, self.document.text, *where)

    def quote(self, where: Range) -> str:
        return self.span(where).quote


def build(
    document: Document,
    lines: Sequence[Line],
    told: Sequence[Speech],
    acts: Sequence[Deed],
    words: Lexicon,
    *,
    dates: Dates,
    published: When | None,
) -> tuple[tuple[Statement, ...], tuple[Event, ...]]:
    """The statements and events of a document, numbered in the order of the text."""
    builder = _Builder(document, lines, told, words)
    for act in acts:
        _judge(builder, act)
    builder.telling = frozenset(i for act in acts for i in act.said)
    tellings = _merge(builder, acts, dates)
    events = tuple(_event(builder, telling, f"e{i}") for i, telling in enumerate(tellings, start=1))
    statements = tuple(_statement(builder, speech, f"s{i}", events) for i, speech in enumerate(told, start=1))
    return statements, events


# -- stance --------------------------------------------------------------------------------------


def _judge(builder: _Builder, act: Deed) -> None:
    """Who says the act, and how sure it is: the nearest saying, then the hedges of its own clause."""
    for i, speech in enumerate(builder.told):
        lines = [builder.lines[act.line]]
        inside = any(a <= act.at[0] and act.at[1] <= b for a, b in (speech.content,))
        taken = speech.line != act.line and any(
            a <= lines[0].start and lines[0].end <= b + 2 for a, b in speech.evidence
        )
        own = (
            speech.line == act.line
            and speech.act in ("accuses", "denies", "confirms", "declines", "silent")
            and speech.evidence[0][0] <= act.at[0] < speech.evidence[0][1]
        )
        if inside or taken or own:
            act.said.append(i)
    line = builder.lines[act.line]
    start = act.clause[0]
    if act.rule.startswith("noun") and not line.head_final:  # "якобы передача" stands before the noun's own stretch
        start = max(line.start, start - _BEFORE)
    if act.type == "designation":
        start = max(line.start, act.at[0] - _BEFORE)  # "санкции за якобы переданные": no doubt of the listing
    end = act.at[1] if act.type == "designation" else line.end if line.head_final else act.clause[1]
    hedge = builder.words.hedges.search(builder.document.text, start, end)
    if hedge is not None and line.head_final and hedge[1] - act.at[1] > _BEHIND:
        hedge = None
    if act.said:
        act.stance = _STANCES[_strongest([builder.told[i].stance for i in act.said])]
    if hedge is not None and act.stance in ("asserted", "attributed"):
        act.hedge = (hedge[1], hedge[2])
        act.stance = {"believed": "believed", "alleged": "alleged"}.get(hedge[0], "attributed")  # type: ignore[assignment]
    if act.negated and act.stance in ("asserted", "attributed"):
        act.stance = "denied"


def _strongest(stances: list[Stance]) -> Stance:
    order: tuple[Stance, ...] = ("denies", "alleges", "believes", "neither", "asserts")
    for stance in order:
        if stance in stances and (stance != "neither" or len(set(stances)) == 1):
            return stance
    return stances[-1]


# -- merging -------------------------------------------------------------------------------------


def _merge(builder: _Builder, acts: Sequence[Deed], dates: Dates) -> list[Telling]:
    out: list[Telling] = []
    for act in acts:
        when = _when(act, builder, dates)
        fitting = [t for t in out if _fits(t, act, when) and not _another(builder, t, act, when)]
        if _bare(act) and not fitting:
            continue
        if fitting:
            fitting[-1].acts.append(act)
            fitting[-1].dates += [when] if when else []
        else:
            out.append(Telling([act], [when] if when else []))
    return out


def _bare(act: Deed) -> bool:
    """Whether only "the gift" was handed over, and nobody told by whom or to whom."""
    vague = act.item is not None and (act.item.anaphor or act.item.goods in _VAGUE)
    return (
        act.type == "transfer"
        and vague
        and not (act.supplier and act.recipient)
        and not (act.supplier or act.recipient)
    )


def _fits(telling: Telling, act: Deed, when: When | None) -> bool:
    first = telling.acts[0]
    if first.type != act.type or first.type in ("statement-of-law",):
        return False
    if act.type in ("meeting", "visit", "launch"):
        return False
    return (
        ("plan" in act.manner) == ("plan" in first.manner)
        and all(_same_goods(other.item, act.item) for other in telling.acts)
        and all(_same(other.supplier, act.supplier) and _same(other.recipient, act.recipient) for other in telling.acts)
        and all(not _apart(other, when) for other in telling.dates)
        and (
            bool(act.supplier and act.recipient) or act.line - telling.acts[-1].line <= _NEAR or _answers(telling, act)
        )
        and not _turned(telling, act)
    )


def _another(builder: _Builder, telling: Telling, act: Deed, when: When | None) -> bool:
    """Whether this is an act of its own: of another amount, or told as of an earlier time than the one before."""
    amount = _quantity(builder, (act,))
    amounts_told = [found for other in telling.acts if (found := _quantity(builder, (other,))) is not None]
    if amount is not None and any(o.unit == amount.unit and o.amount != amount.amount for o in amounts_told):
        return True
    first = telling.acts[0]
    return (
        act.line != first.line
        and _is_earlier(builder, act)
        and not _is_earlier(builder, first)
        and not (_is_placed(when) and any(_is_placed(other) for other in telling.dates))
    )


def _is_placed(when: When | None) -> bool:
    return when is not None and when.earliest is not None and when.latest is not None


def _is_earlier(builder: _Builder, act: Deed) -> bool:
    """Whether the sentence says that it tells of what went before: "ранее", "уже", "앞서"."""
    line = builder.lines[act.line]
    start = line.start if line.head_final else min(act.clause[0], act.at[0])
    return builder.words.lists["earlier"].search(builder.document.text, start, act.at[1]) is not None


def _answers(telling: Telling, act: Deed) -> bool:
    """A denial, however late in the text, is of what was told of the same State."""
    states = {p.country for a in telling.acts for p in (a.supplier, a.recipient) if p is not None}
    return act.stance in _WEAK and any(p is not None and p.country in states for p in (act.supplier, act.recipient))


def _same_goods(left: Phrase | None, right: Phrase | None) -> bool:
    if left is None or right is None:
        return True
    if left.anaphor or right.anaphor or left.goods in _VAGUE or right.goods in _VAGUE:
        return True
    return left.goods == right.goods


def _same(left: Party | None, right: Party | None) -> bool:
    if left is None or right is None:
        return True
    if left.country and right.country:
        return left.country == right.country
    return left.name == right.name or left.guess or right.guess


def _turned(telling: Telling, act: Deed) -> bool:
    for other in telling.acts:
        if (
            act.supplier
            and other.recipient
            and act.supplier.country
            and act.supplier.country == other.recipient.country
        ):
            return True
        if (
            act.recipient
            and other.supplier
            and act.recipient.country
            and act.recipient.country == other.supplier.country
        ):
            return True
    return False


def _apart(left: When, right: When | None) -> bool:
    if right is None or left.earliest is None or left.latest is None or right.earliest is None or right.latest is None:
        return False
    return left.latest < right.earliest or right.latest < left.earliest


def _when(act: Deed, builder: _Builder, dates: Dates) -> When | None:
    """The date of an act: one in its own clause; else the only one of a sentence in which nobody speaks."""
    line = builder.lines[act.line]
    if act.type == "statement-of-law":
        return None
    inside = [
        w
        for w in dates(*act.clause)
        if w.evidence
        and not _of_the_goods(builder.document.text, act, w)
        and not _of_the_saying(builder, line, act, w)
        and not _outside(line, act, w)
    ]
    if inside:
        return min(inside, key=lambda w: abs((w.evidence[0].start or 0) - act.at[0]))
    cues = [p for p in line.predicates if p.cue is not None]
    whole = [w for w in dates(line.start, line.end) if w.evidence]
    free = [
        w
        for w in whole
        if not _of_the_saying(builder, line, act, w)
        and not _outside(line, act, w)
        and not any(c.back <= (w.evidence[0].start or 0) < c.ahead for c in cues)
    ]
    return free[0] if len(free) == 1 else None


def _outside(line: Line, act: Deed, when: When) -> bool:
    """Whether the act is told inside a quotation and the date stands outside: it is then of the words."""
    start = when.evidence[0].start or 0
    held = [q for q in line.quoted if q[0] <= act.at[0] < q[1] and q[1] - q[0] > _WORDS]
    return bool(held) and not any(a <= start < b for a, b in held)


def _of_the_saying(builder: _Builder, line: Line, act: Deed, when: When) -> bool:
    """Of "외교부는 14일 북한이 ... 보냈다고 밝혔다": a date right behind the topic is of the last verb, and no
    clause with another doer or another act has it."""
    start = when.evidence[0].start or 0
    before = [p for p in line.phrases if p.end <= start]
    topic = bool(before) and "topic" in before[-1].functions and before[-1].party
    if not line.head_final or not topic or not any(p.cue is not None and p.start > act.at[0] for p in line.predicates):
        return False
    published = builder.document.published
    if when.earliest and published and published.earliest and (published.earliest - when.earliest).days > _DAYS:
        return False  # what was said so long before is no news
    behind = [p for p in line.phrases if start < p.start < act.at[0]]
    later = any(p.deed is not None and p.start > act.at[0] for p in line.predicates)
    return later or any(p.party and p.functions & {"subject", "topic"} for p in behind)


def _of_the_goods(text: str, act: Deed, when: When) -> bool:
    """ "shells, made in the 1970s": a date behind another participle is not the act's."""
    start = when.evidence[0].start or 0
    return bool(re.search(r",\s+[а-яё]+(?:нн|вш|ющ|ящ|ем|им)[а-яё]{2,3}\s", text[act.at[1] : start]))


# -- building ------------------------------------------------------------------------------------


def _event(builder: _Builder, telling: Telling, number: str) -> Event:
    acts = telling.acts
    item = _item(builder, acts)
    evidence = tuple(
        dict.fromkeys(builder.span((builder.lines[a.line].start, builder.lines[a.line].end)) for a in acts)
    )
    said = [i for act in acts for i in act.said] + _taken_up(builder, telling)
    return Event(
        id=number,
        type=acts[0].type,
        stance=_stance(acts),
        date=telling.dates[0] if telling.dates else None,
        manner=_manners(acts),
        supplier=_role(builder, acts, "supplier"),
        recipient=_role(builder, acts, "recipient"),
        item=item,
        origin=_origin(builder, acts),
        destination=_role(builder, acts, "destination"),
        intermediary=_role(builder, acts, "intermediary"),
        vessel=_role(builder, acts, "vessel"),
        quantity=_quantity(builder, acts),
        value=_value(builder, acts),
        evidence=evidence,
        statements=tuple(f"s{i + 1}" for i in dict.fromkeys(said)),
        hedge=next((builder.span(a.hedge) for a in acts if a.hedge), None),
        negated=all(a.negated for a in acts),
        rule=f"pattern-{acts[0].rule}",
        notes=(f"told in {len(acts)} places, merged",) if len(acts) > 1 else (),
    )


def _stance(acts: Sequence[Deed]) -> EventStance:
    firm = [act.stance for act in acts if act.stance not in _WEAK]
    if not firm:
        return "denied" if any(act.stance == "denied" for act in acts) else acts[0].stance
    return "attributed" if firm[0] == "asserted" and "attributed" in firm else firm[0]


def _manners(acts: Sequence[Deed]) -> tuple[Manner, ...]:
    out = list(dict.fromkeys(manner for act in acts for manner in act.manner))
    return tuple(m for m in out if m != "supply" or len(out) == 1)


def _role(builder: _Builder, acts: Sequence[Deed], role: str) -> Role | None:
    told: list[Party] = [p for act in acts if (p := getattr(act, role)) is not None]
    found = [each for p in told for each in (p, *p.beside)]
    if not found:
        return None
    ranked = sorted(
        found, key=lambda p: (p.guess, p.country is None, p.kind == "state" and any(q.name for q in found), p.start)
    )
    best = ranked[0]
    others: dict[str, Party] = {}
    for other in ranked[1:]:
        key = other.name or builder.quote((other.start, other.end))
        if key not in (best.name, builder.quote((best.start, best.end))):
            others.setdefault(key, other)
    same = [p for p in found if (p.name, p.country) == (best.name, best.country)]
    return _filled(
        builder,
        best,
        tuple(builder.span((p.start, p.end)) for p in same),
        tuple(_filled(builder, p, (builder.span((p.start, p.end)),), ()) for p in others.values()),
    )


def _filled(builder: _Builder, who: Party, evidence: tuple[Span, ...], others: tuple[Role, ...]) -> Role:
    kinds = {"person": "person", "state": "state"}
    return Role(
        text=builder.quote((who.start, who.end)),
        name=who.name,
        country=who.country,
        evidence=tuple(dict.fromkeys(evidence)),
        kind=kinds.get(who.kind),
        guess=who.guess,
        others=others,
    )


def _origin(builder: _Builder, acts: Sequence[Deed]) -> Role | None:
    for act in acts:
        if act.item is not None and act.item.origin:
            where = builder.span((act.item.start, act.item.end))
            return Role(text=where.quote, country=act.item.origin, evidence=(where,), kind="state")
    return _role(builder, acts, "origin")


def _item(builder: _Builder, acts: Sequence[Deed]) -> Item | None:
    told = [act.item for act in acts if act.item is not None]
    if not told:
        return None
    best = min(told, key=lambda p: (p.anaphor or p.goods in _VAGUE, p.goods is None))
    make = model = None
    for phrase in told:
        line = next(li for li in builder.lines if li.start <= phrase.start < li.end)
        found = builder.words.makes.search(builder.document.text, phrase.start, min(phrase.end + 24, line.end))
        if found is not None and phrase.goods in ("vehicles", "gift", None):
            make = found[0]
            model = next((m for m in builder.words.models.get(make, ()) if m in builder.document.text), None)
            break
    spans = tuple(dict.fromkeys(builder.span((p.start, p.end)) for p in told))
    return Item(text=builder.quote((best.start, best.end)), country=best.origin, evidence=spans, make=make, model=model)


def _quantity(builder: _Builder, acts: Sequence[Deed]) -> Quantity | None:
    for act in acts:
        if act.item is not None:
            start = max(act.clause[0], act.item.start - 24)
            found = amounts.find(
                builder.document, start, min(act.item.end + 16, builder.lines[act.line].end), builder.words
            )
            if found:
                return found[0]
    return None


def _value(builder: _Builder, acts: Sequence[Deed]) -> Money | None:
    for act in acts:
        if act.type != "transfer":
            continue
        found = amounts.find_money(builder.document, *act.clause, builder.words)
        if found:
            return found[0]
    return None


def _taken_up(builder: _Builder, telling: Telling) -> list[int]:
    """Statements of later sentences that speak of "the gift" or "the shipment" of this event."""
    last = telling.acts[-1]
    if last.type != "transfer" or last.item is None:
        return []
    out = []
    for i, speech in enumerate(builder.told):
        if i in builder.telling or not 0 < speech.line - last.line <= _NEAR:
            continue
        if any(_takes_up(phrase, last.item) for phrase in builder.lines[speech.line].phrases):
            out.append(i)
    return out


def _takes_up(phrase: Phrase, item: Phrase) -> bool:
    """ "the deliveries", "the gift", or goods of the same class."""
    if phrase.kind == "deed" and not phrase.inner:
        return True
    return bool(phrase.goods) and (phrase.anaphor or phrase.goods in _VAGUE or phrase.goods == item.goods)


def _statement(builder: _Builder, speech: Speech, number: str, events: Sequence[Event]) -> Statement:
    return Statement(
        id=number,
        speaker=speech.speaker,
        stance=speech.stance,
        content=builder.span(speech.content),
        evidence=tuple(builder.span(where) for where in speech.evidence),
        affiliation=speech.affiliation or _land(speech),
        via=speech.via,
        cue=builder.span(speech.cue) if speech.cue else None,
        source=builder.span(speech.source),
        speaker_kind=speech.kind,
        form=speech.form,
        act=speech.act,
        chain=(speech.via, speech.speaker) if speech.via else (),
        events=tuple(e.id for e in events if number in e.statements),
        rule=f"pattern-{speech.rule}",
        guess=speech.guess,
    )


def _land(speech: Speech) -> str | None:
    """The State of the speaker where no body is named."""
    from tidewaiter import places

    return places.get(speech.country).name if speech.country and speech.kind != "anonymous" else None
