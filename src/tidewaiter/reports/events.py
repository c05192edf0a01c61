"""Acts become events: one act told in five sentences is one event with five pieces of evidence.

Two tellings are merged only where nothing contradicts: the type, the goods (class, number), and
the parties (countries, else names). What was merged is named in the event's notes. A denial and
an assertion of one act stay one event, with both statements, and the assertion's stance.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tidewaiter.model import Document, Event, EventStance, HsCode, Item, Manner, Role, Span, When, cut
from tidewaiter.reports import occasions, quantities
from tidewaiter.reports.acts import Act, Filler, Goods
from tidewaiter.reports.attribution import Said
from tidewaiter.reports.coreference import Names
from tidewaiter.reports.language import Text, Unit

_WEAK: frozenset[EventStance] = frozenset({"denied", "neither"})
_HS = re.compile(
    r"\bHS (?:codes?|chapters?|headings?)?\s*(\d{2,6}(?:\.\d{2})*)"
    r"(?:\s*(?:through(?: to)?|to|until|and|-|–)\s*(\d{2,6}(?:\.\d{2})*))?",
    re.IGNORECASE,
)
_MERGED_TYPES = frozenset({"transfer", "labour", "seizure", "launch", "designation", "meeting"})
_PLURAL_MATTERS = frozenset({"vehicles", "vessels", "aircraft", "art", "animals"})


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


def read(
    document: Document,
    text: Text,
    names: Names,
    acts: list[Act],
    said: list[Said],
    *,
    dates: occasions.Dates,
    published: When | None,
) -> tuple[Event, ...]:
    """The events that the acts of a report tell of, in the order of their first telling.

    ``dates`` finds the dates told between two offsets; ``published`` bounds what is still going on.
    """
    dated = occasions.date(text, said, acts, dates)
    tellings = merge(acts, dated)
    _attach(text, said, tellings)
    build = _Builder(document, text, names, said, dated, published)
    return tuple(build.event(telling, f"e{i}") for i, telling in enumerate(tellings, start=1))


# -- merging ---------------------------------------------------------------------------------


def merge(acts: list[Act], dated: Mapping[int, When | None] | None = None) -> list[Telling]:
    """Groups acts that tell of one event. ``dated`` gives the date told of an act, by its ``id``."""
    out: list[Telling] = []
    for act in acts:
        fitting = (
            [t for t in out if _fits(t, act) and _same_time(t, act, dated or {})] if act.type in _MERGED_TYPES else []
        )
        if act.dependent and not fitting:
            continue
        if fitting:
            best = max(fitting, key=lambda t: (_closeness(t, act), out.index(t)))
            best.acts.append(act)
        else:
            out.append(Telling([act]))
    return [t for t in out if not _only_anaphor(t)]


def _only_anaphor(telling: Telling) -> bool:
    """Whether nothing but "the gift" or "it" was ever said of the goods."""
    goods = [act.goods for act in telling.acts if act.goods is not None]
    return telling.first.type == "transfer" and all(g.anaphor and g.kind is None for g in goods)


def _fits(telling: Telling, act: Act) -> bool:
    if telling.first.type != act.type:
        return False
    if any(not _same_goods(other, act) for other in telling.acts):
        return False
    return (
        all(
            _same_party(getattr(other, role), getattr(act, role))
            for other in telling.acts
            for role in ("supplier", "recipient")
        )
        and not _turned(telling, act)
        and _linked(telling, act)
    )


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
        return act.unit.sentence - telling.acts[-1].unit.sentence <= 6
    return True


def _turned(telling: Telling, act: Act) -> bool:
    """Whether supplier and recipient are the other way round."""
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


def _same_goods(left: Act, right: Act) -> bool:
    a, b = left.goods, right.goods
    if a is None or b is None:
        return a is b or left.type in ("meeting", "designation")
    if a.anaphor or b.anaphor:
        if a.kind is None or b.kind is None or a.kind == b.kind:
            return _one_hedge(left, right) or a.anaphor != b.anaphor
        return False
    if a.kind is not None and b.kind is not None:
        if a.kind != b.kind:
            return False
        if a.make and b.make and a.make != b.make:
            return False
        if a.kind in _PLURAL_MATTERS and (a.plural != b.plural or _other_count(a, b)):
            return False
        return _one_hedge(left, right) or a.head == b.head
    return _singular(a.head) == _singular(b.head) or bool(_content(a) & _content(b)) or _same_count(a, b)


def _same_count(a: Goods, b: Goods) -> bool:
    """ "24 horses" and "24 Orlov Trotters": the same number of things, and more than a few."""
    return bool(_counts(a) & _counts(b))


def _counts(goods: Goods) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\d[\d,.]*", goods.text) if len(word) > 1)


def _other_count(a: Goods, b: Goods) -> bool:
    """ "24 horses" and "30 horses" are two consignments."""
    return bool(_counts(a)) and bool(_counts(b)) and not _counts(a) & _counts(b)


def _content(goods: Goods) -> frozenset[str]:
    return frozenset(
        word.strip(".,").lower().rstrip("s") for word in goods.text.split() if word[:1].isupper() and len(word) > 2
    )


def _one_hedge(left: Act, right: Act) -> bool:
    """A hearsay of nobody and a report of somebody are two tellings of perhaps two things."""
    weak = {left.stance, right.stance} & _WEAK
    hedged = (left.hedge is not None and left.stance == "believed") != (
        right.hedge is not None and right.stance == "believed"
    )
    return bool(weak) or not hedged


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _same_party(left: Filler | None, right: Filler | None) -> bool:
    if left is None or right is None:
        return True
    if left.country and right.country:
        return left.country == right.country
    if left.guess or right.guess:
        return True
    a, b = _tokens(left), _tokens(right)
    return (
        bool(a & b)
        or (left.country is None and right.country is None and not (left.name and right.name))
        or (not (left.name and right.name))
    )


def _tokens(filler: Filler) -> frozenset[str]:
    words = f"{filler.name or ''} {filler.text}".replace("-", " ").lower().split()
    return frozenset(word.strip(".,'’") for word in words) - {"the", "a", "an", "of", "and", "side"}


def _closeness(telling: Telling, act: Act) -> int:
    score = 0
    for other in telling.acts:
        for role in ("supplier", "recipient"):
            a, b = getattr(other, role), getattr(act, role)
            score += 2 if a and b and a.country and a.country == b.country else 0
        if other.goods and act.goods:
            score += 1 if _singular(other.goods.head) == _singular(act.goods.head) else 0
    return score


# -- what else is said of an event -------------------------------------------------------------


def _attach(text: Text, said: list[Said], tellings: list[Telling]) -> None:
    """Statements that only take up the goods ("the gift", "it is an Aurus", "did not describe the car")."""
    goods = [t for t in tellings if t.first.type == "transfer" and t.first.goods is not None]
    if not goods:
        return
    for unit, make, model in _named_makes(text):
        target = _before(goods, unit, "vehicles")
        if target is not None and all(act.goods is None or act.goods.make in (None, make) for act in target.acts):
            target.makes.append((make, model, (unit.first, unit.last)))
            target.also_said += [i for i, one in enumerate(said) if one.unit.sentence == unit.sentence]
    told = {i: t for t in tellings for act in t.acts for i in act.said}
    for i, one in enumerate(said):
        if one.rule == "hearsay" or (i in told and one.rule != "silence"):
            continue
        target = told.get(i) or _taken_up(text, one, goods)
        if target is None:
            continue
        target.also_said.append(i)
        if one.rule == "silence" and target.described_not is None and _is_description(text, one):
            target.described_not = (one.unit.first, one.unit.last)


def _named_makes(text: Text) -> list[tuple[Unit, str, str | None]]:
    """Sentences of the form "it is an Aurus": unit, make, model."""
    out = []
    for number, unit in enumerate(text.units):
        for group in text.groups[number]:
            if (
                group.negated
                or group.modal
                or not (
                    group.lemma == "be" or (group.passive and group.lemma in text.vocabulary.lists["building_verbs"])
                )
            ):
                continue
            subject = text.subject(group)
            if subject is None or not text.vocabulary.among("anaphors", text.lower[subject.head]):
                continue
            end = min(group.last + 12, unit.last)
            found = text.vocabulary.make_in(text.quote(group.last, end)) if end > group.last else None
            whether = any(text.lower[at] in ("whether", "not", "n't", "if") for at in range(unit.first, end))
            if found is not None and not whether:
                out.append((unit, *found))
    return out


def _before(goods: list[Telling], unit: Unit, kind: str) -> Telling | None:
    near = [
        t for t in goods if t.first.goods is not None and t.first.goods.kind == kind and not t.first.goods.plural
        and t.first.unit.first <= unit.first
    ]  # fmt: skip
    return near[-1] if near else None


def _taken_up(text: Text, said: Said, goods: list[Telling]) -> Telling | None:
    """The event whose goods the statement speaks of by an anaphor."""
    words = text.vocabulary
    number = text.unit_of[said.unit.first]
    for phrase in text.phrases[number]:
        lower = text.lower[phrase.head]
        silent = said.rule == "silence"
        definite = silent or text.lower[phrase.first] in ("the", "this", "that", "its")
        if text.tags[phrase.head] == "PRP" and not silent:
            continue
        if not words.among("anaphors", lower) and not (silent and words.among("silence_objects", lower)):
            continue
        kind = words.classes.get(lower)
        near = [t for t in goods if t.first.unit.first < said.unit.first and t.first.goods is not None]
        if kind is not None:
            near = [t for t in near if t.first.goods is not None and t.first.goods.kind == kind]
        if near and definite:
            return near[-1] if text.tags[phrase.head] == "PRP" else near[0]
    return None


def _is_description(text: Text, said: Said) -> bool:
    words = {text.lower[at] for at in range(said.unit.first, said.unit.last)}
    return bool(
        words & {"describe", "model", "models", "make", "details", "specify", "photos", "name", "identify", "type"}
    )


# -- building --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Builder:
    document: Document
    text: Text
    names: Names
    said: list[Said]
    dated: Mapping[int, When | None]
    published: When | None

    def event(self, telling: Telling, number: str) -> Event:
        """One event with the roles, evidence and statements of all its tellings."""
        acts = telling.acts
        main = acts[0]
        evidence = self._evidence(telling)
        goods = self._goods(telling)
        supplier, recipient = self._role(acts, "supplier"), self._role(acts, "recipient")
        return Event(
            id=number,
            type=main.type,
            stance=stance_of(acts, [self.said[act.said[-1]].speaker.name if act.said else None for act in acts]),
            date=self._date(acts),
            manner=_with_ships(_manners(acts), supplier, recipient),
            supplier=supplier,
            recipient=recipient,
            item=goods,
            origin=self._origin(acts),
            destination=self._role(acts, "destination"),
            intermediary=self._role(acts, "intermediary"),
            via=tuple(self._filler(f) for act in acts for f in act.via),
            vessel=self._role(acts, "vessel"),
            quantity=self._quantity(acts),
            value=self._value(acts),
            hs=self._codes(evidence),
            evidence=evidence,
            statements=tuple(f"s{i + 1}" for i in self._statements(telling)),
            hedge=next((self._span(*act.hedge) for act in acts if act.hedge is not None), None),
            negated=all(act.negated for act in acts),
            rule=main.rule,
            notes=self._notes(telling),
        )

    def _statements(self, telling: Telling) -> list[int]:
        told = {i for act in telling.acts for i in act.said} | set(telling.also_said)
        return sorted(i for i in told if self.said[i].rule != "hearsay")

    def _notes(self, telling: Telling) -> tuple[str, ...]:
        if len(telling.acts) < 2:
            return ()
        words = ", ".join(f"“{self.text.words[act.word]}” at {self.text.starts[act.word]}" for act in telling.acts)
        return (f"merged from {len(telling.acts)} tellings: {words}",)

    def _codes(self, evidence: tuple[Span, ...]) -> tuple[HsCode, ...]:
        """The headings of the Harmonized System that the words name: "HS codes 86 through 89"."""
        out: dict[str, HsCode] = {}
        for span in evidence:
            for hit in _HS.finditer(span.quote):
                first, last = hit[1].replace(".", ""), (hit[2] or hit[1]).replace(".", "")
                codes = range(int(first), int(last) + 1) if len(first) == len(last) else [int(first)]
                for code in codes if len(codes) < 100 else [int(first), int(last)]:
                    out.setdefault(
                        f"{code:0{len(first)}d}", HsCode(f"{code:0{len(first)}d}", declared=True, why=hit[0])
                    )
        return tuple(out.values())

    # -- spans and roles
    def _span(self, first: int, last: int) -> Span:
        return cut(self.document.id, self.document.text, self.text.starts[first], self.text.ends[last - 1])

    def _evidence(self, telling: Telling) -> tuple[Span, ...]:
        ranges: list[tuple[int, int]] = []
        for act in telling.acts:
            ranges += self._ranges(act)
        ranges += [self._sentence(first) for _, _, (first, _) in telling.makes]
        unique = sorted(dict.fromkeys(ranges))
        kept = [r for r in unique if not any(o != r and o[0] <= r[0] and r[1] <= o[1] for o in unique)]
        return tuple(cut(self.document.id, self.document.text, a, b) for a, b in kept)

    def _ranges(self, act: Act) -> list[tuple[int, int]]:
        return [act.clause]

    def _sentence(self, word: int) -> tuple[int, int]:
        sentence = self.text.sentence(word)
        return sentence.start, sentence.end

    def _filler(self, filler: Filler) -> Role:
        return Role(
            text=filler.text, name=filler.name, country=filler.country,
            evidence=(self._span(filler.first, filler.last),),
            kind=self._kind(filler), flag=filler.country if self._flies(filler) else None, guess=filler.guess,
        )  # fmt: skip

    def _kind(self, filler: Filler) -> str | None:
        if filler.person:
            return "person"
        words = self.text.lower[filler.first : filler.last]
        if any(self.text.vocabulary.classes.get(word) == "vessels" for word in words):
            return "vessel"
        return "state" if filler.place else None

    def _flies(self, filler: Filler) -> bool:
        """Whether the words say under which flag: "a Chinese-flagged ship"."""
        return "flagged" in self.text.lower[filler.first : filler.last]

    def _role(self, acts: Sequence[Act], role: str) -> Role | None:
        """The best filler first: a full name or a country before a pronoun; further ones in ``others``."""
        fillers: list[Filler] = [f for act in acts if (f := getattr(act, role)) is not None]
        if not fillers:
            return None
        ranked = sorted(fillers, key=_rank)
        best = ranked[0]
        others: list[Role] = []
        seen = {(best.name or best.text)}
        for filler in fillers:
            if (key := filler.name or filler.text) not in seen and not filler.guess:
                seen.add(key)
                others.append(self._filler(filler))
        evidence = tuple(
            dict.fromkeys(
                self._span(f.first, f.last) for f in fillers if (f.name or f.text) == (best.name or best.text)
            )
        )
        return replace(self._filler(best), evidence=evidence or self._filler(best).evidence, others=tuple(others))

    def _origin(self, acts: Sequence[Act]) -> Role | None:
        made = [act.goods.origin for act in acts if act.goods is not None and act.goods.origin is not None]
        return self._filler(made[0]) if made else self._role(acts, "origin")

    def _goods(self, telling: Telling) -> Item | None:
        told = [act.goods for act in telling.acts if act.goods is not None]
        if not told:
            return None
        best = sorted(told, key=lambda g: (g.anaphor, g.kind is None))[0]
        spans = tuple(dict.fromkeys(self._span(g.first, g.last) for g in told))
        made = [(g.make, g.model) for g in told if g.make] + [(m, n) for m, n, _ in telling.makes]
        make = made[0][0] if made else None
        model = next((n for m, n in made if m == make and n), None)
        silent = telling.described_not
        described = None if silent is None else False
        origin = best.origin or next((g.origin for g in told if g.origin is not None), None)
        return Item(
            text=best.text, country=origin.country if origin else None, evidence=spans, make=make, model=model,
            described=described, described_evidence=(self._span(*silent),) if silent is not None else (),
        )  # fmt: skip

    # -- amounts and dates
    def _quantity(self, acts: Sequence[Act]) -> quantities.Quantity | None:
        for act in acts:
            if act.goods is not None and act.goods.last > act.goods.first:
                start, end = self.text.starts[act.goods.first], self.text.ends[act.goods.last - 1]
                found = quantities.find(self.document, start, end)
                if found:
                    return found[0]
        return None

    def _value(self, acts: Sequence[Act]) -> quantities.Money | None:
        for act in acts:
            start, end = act.clause
            goods = act.goods
            within = (
                (self.text.starts[goods.first], self.text.ends[goods.last - 1]) if goods is not None else (end, end)
            )
            for money in quantities.find_money(self.document, start, end):
                at = money.evidence[0].start or 0
                before = self.document.text[max(at - 24, start) : at].split()
                if within[0] <= at < within[1] or any(word in self.text.vocabulary.lists["worth"] for word in before):
                    return money
        return None

    def _date(self, acts: Sequence[Act]) -> When | None:
        for act in acts:
            found = self.dated.get(id(act))
            if found is not None:
                return found
        if acts[0].ongoing and acts[0].type == "transfer":
            latest = self.published.latest if self.published is not None else None
            return When(None, latest=latest, ongoing=True, anchor="published")
        return None


def _rank(filler: Filler) -> tuple[bool, bool, bool, int]:
    full = filler.person and filler.name is not None and " " in filler.name
    own = full and filler.name is not None and filler.name.split()[-1] in filler.text
    return filler.guess, not own, filler.country is None, filler.first


def _with_ships(manners: tuple[Manner, ...], supplier: Role | None, recipient: Role | None) -> tuple[Manner, ...]:
    """What one ship gives another goes from ship to ship."""
    ships = supplier is not None and recipient is not None and supplier.kind == recipient.kind == "vessel"
    if not ships or "ship-to-ship" in manners:
        return manners
    return (*(manner for manner in manners if manner != "supply"), "ship-to-ship")


def _manners(acts: Sequence[Act]) -> tuple[Manner, ...]:
    out: list[Manner] = []
    for act in acts:
        for manner in act.manner:
            if manner not in out:
                out.append(manner)
    if len(out) > 1 and "supply" in out and out[0] != "supply":
        out.remove("supply")
    return tuple(out)


def stance_of(acts: Sequence[Act], speakers: Sequence[str | None]) -> EventStance:
    """The report's stance: that of the first telling that asserts; told by somebody counts over told by none.

    Where one denies and another asserts, the assertion's stance stays; only where nobody asserts,
    or the same one says both, is the event denied, or neither. ``speakers`` tells who says each act.
    """
    deniers = {name for act, name in zip(acts, speakers, strict=True) if act.stance == "denied" and name}
    firm = [
        act.stance
        for act, name in zip(acts, speakers, strict=True)
        if act.stance not in _WEAK and (name is None or name not in deniers)
    ]
    if not firm:
        stances = [act.stance for act in acts]
        return "denied" if "denied" in stances else stances[0]
    if firm[0] == "asserted" and "attributed" in firm:
        return "attributed"
    return firm[0]
