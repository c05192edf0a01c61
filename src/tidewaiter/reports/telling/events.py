"""Acts become events: tellings are merged, completed over the sentences, and given their spans.

What was merged is named in the event's notes, and so is what was filled from another sentence. A denial
and an assertion of one act stay one event, with both statements, and the assertion's stance.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tidewaiter.model import (
    Approval,
    Circumstances,
    Document,
    Event,
    EventStance,
    HsCode,
    Item,
    Manner,
    Role,
    Span,
    When,
    cut,
)
from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Text
from tidewaiter.reports.saying.attribution import Said
from tidewaiter.reports.telling import differences, occasions, quantities, retold
from tidewaiter.reports.telling.acts import Act, Filler, Goods, is_vessel
from tidewaiter.reports.telling.completion import complete
from tidewaiter.reports.telling.epithets import Described
from tidewaiter.reports.telling.ownership import Dates
from tidewaiter.reports.telling.sameness import WEAK, is_carrier, is_definite
from tidewaiter.reports.telling.tellings import Telling, merge, phase
from tidewaiter.reports.telling.thesaurus import thesaurus
from tidewaiter.reports.telling.uptake import attach
from tidewaiter.reports.text.quotations import Quotation

_WHERE = frozenset({"in", "at", "near", "inside", "across"})
_HS = re.compile(
    r"\bHS (?:codes?|chapters?|headings?)?\s*(\d{2,6}(?:\.\d{2})*)"
    r"(?:\s*(?:through(?: to)?|to|until|and|-|–)\s*(\d{2,6}(?:\.\d{2})*))?",
    re.IGNORECASE,
)


def read(
    document: Document,
    text: Text,
    names: Names,
    acts: list[Act],
    said: list[Said],
    *,
    dates: Dates,
    published: When | None,
) -> tuple[Event, ...]:
    """The events that the acts of a report tell of, in the order of their first telling.

    ``dates`` finds the dates told between two offsets; ``published`` bounds what is still going on.
    """
    _clear(text, names, acts)
    acts = [act for act in retold.read(text, names, said, acts) if differences.tells(text, act)]
    _spell_out(acts, names)
    _place(text, names, acts)
    Described(text, names).settle(acts)
    _hear(text, said, acts)
    _go_on(text, acts)
    dated = occasions.date(text, said, acts, dates)
    sums = {id(act): differences.paid(document, text, act) for act in acts}
    speakers = {id(act): said[act.said[-1]].speaker for act in acts if act.said}
    voices: dict[int, str | None] = {key: speaker.country or speaker.name for key, speaker in speakers.items()}
    amounts = {id(act): differences.measured(document, text, act) for act in acts}
    told = differences.Told(dated, sums, voices, amounts)
    tellings = merge(text, acts, told)
    complete(text, names, said, tellings)
    attach(text, said, tellings)
    build = _Builder(document, text, names, said, dated, published)
    return tuple(build.event(telling, f"e{i}") for i, telling in enumerate(tellings, start=1))


def _spell_out(acts: list[Act], names: Names) -> None:
    """A body has one name under its acronym and its long form, so that the two are one party."""
    for filler in (f for act in acts for f in (act.supplier, act.recipient) if f is not None):
        long_form = names.long_form.get(filler.name or filler.text)
        if long_form is not None:
            filler.name = long_form


def _clear(text: Text, names: Names, acts: list[Act]) -> None:
    """Drops what can be no party: a verb, "there", one letter ("defendants A and C"), a medium guessed at."""
    media = {medium.name for _, _, medium in names.media}
    for act in acts:
        for role in ("supplier", "recipient"):
            filler: Filler | None = getattr(act, role)
            if filler is None:
                continue
            other: Filler | None = act.recipient if role == "supplier" else act.supplier
            taken = other.country if other is not None else None
            if (
                text.tags[filler.first] == "PRP$"
                and filler.last - filler.first == 1
                and filler.country in (None, taken)
            ):
                setattr(act, role, _owner(text, names, filler, taken))
            elif _is_nobody(text, filler) or (filler.guess and filler.name in media):
                setattr(act, role, None)
        giver, taker = act.supplier, act.recipient
        if (
            giver is not None
            and taker is not None
            and taker.guess
            and (giver.first, giver.guess) == (taker.first, True)
        ):
            act.recipient = None  # "he gave him": nobody gives to himself


def _owner(text: Text, names: Names, filler: Filler, taken: str | None) -> Filler | None:
    """Of "Chad has declared its sales of oil" Chad, of "its sales" after "Chad's sales rose" Chad: a guess."""
    own = text.unit_of[filler.first]
    opening = text.phrases[own - 1][:1] if own and filler.first == text.units[own].first else []
    subjects = [p for p in text.phrases[own] if p.last <= filler.first and text.is_subject(p)]
    for phrase in (*subjects, *opening):
        country = names.country(phrase)
        if country is not None and country != taken:
            return replace(filler, name=names.country_name(country), country=country, guess=True)
    return None


def _is_nobody(text: Text, filler: Filler) -> bool:
    if filler.country or filler.last - filler.first != 1:
        return False
    tag = text.tags[filler.first]
    return tag.startswith("VB") or tag in ("EX", "RB") or len(text.words[filler.first].rstrip(".")) == 1


def _place(text: Text, names: Names, acts: list[Act]) -> None:
    """A party that has no country of its own is of the country it is said to be in: "fighters in Libya"."""
    for filler in (f for act in acts for f in (act.supplier, act.recipient) if f is not None):
        phrase = text.phrase_at[filler.first]
        if phrase is None or filler.country or filler.name or filler.guess:
            continue
        for _, inner in text.complements(phrase, only=_WHERE):
            if names.is_place(inner) and (country := names.country(inner)) is not None:
                filler.country = country
                break


def _hear(text: Text, said: list[Said], acts: list[Act]) -> None:
    """What stands between quotation marks is told by whom the other words between them are told."""
    for act in acts:
        if act.said or act.stance != "asserted":
            continue
        start = text.starts[act.word]
        inside = next((q for q in text.quotations if q.start <= start < q.end and not q.scare), None)
        if inside is None:
            continue
        number = next((i for i, one in enumerate(said) if _is_within(text, one, inside)), None)
        if number is not None:
            act.said, act.stance = [number], "attributed"


def _go_on(text: Text, acts: list[Act]) -> None:
    """What the voice of the sentence before told goes on: "It then took the coal to a port"."""
    onward = thesaurus(text.vocabulary.language).onward
    for before, act in pairwise(acts):
        told = before.said and before.stance in ("attributed", "alleged") and before.goods is not None
        if not told or act.said or act.stance != "asserted" or act.goods is None or act.type != before.type:
            continue
        one, other = (text.sentences[a.unit.sentence] for a in (before, act))
        group = text.group_at[act.word]
        if group is None or act.unit.sentence - before.unit.sentence != 1 or one.paragraph != other.paragraph:
            continue
        taken_up = is_definite(text, act.goods) or act.goods.anaphor
        if taken_up and any(word in onward for word in text.lower[max(group.first - 1, 0) : group.main]):
            act.said, act.stance = [before.said[-1]], before.stance


def _is_within(text: Text, one: Said, quoted: Quotation) -> bool:
    """Whether the words of a statement stand between the quotation marks."""
    ranges = [(a, b) for a, b in one.content if b > a]
    inside = any(quoted.start <= text.starts[a] and text.ends[b - 1] <= quoted.end for a, b in ranges)
    return inside and one.rule != "hearsay"


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
            stance=self._stance([act for act in acts if act not in telling.captions]),
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
            circumstances=self._circumstances(acts),
        )

    def _circumstances(self, acts: Sequence[Act]) -> Circumstances:
        """What a rule's exception asks for, where the report tells of it: approvals and notices."""
        told = tuple(dict.fromkeys(one for act in acts for one in act.approved))
        approvals = tuple(
            Approval(one.by, one.kind, given=one.given, evidence=(self._span(one.first, one.last),)) for one in told
        )
        activities = tuple(dict.fromkeys(one for act in acts for one in act.activities))
        return Circumstances(activities=activities, approvals=approvals or None)

    def _stance(self, acts: Sequence[Act]) -> EventStance:
        """The report's stance, from who says each telling and whether his saying is set back in time."""
        told = [self.said[act.said[-1]] if act.said else None for act in acts]
        before = [one is not None and "had" in self.text.lower[one.cue[0] : one.cue[1] + 1] for one in told]
        return stance_of(acts, [one.speaker.name if one is not None else None for one in told], before)

    def _statements(self, telling: Telling) -> list[int]:
        told = {i for act in telling.acts for i in act.said} | set(telling.also_said)
        return sorted(i for i in told if self.said[i].rule != "hearsay")

    def _notes(self, telling: Telling) -> tuple[str, ...]:
        if len(telling.acts) < 2:
            return ()
        words = ", ".join(f"“{self.text.words[act.word]}” at {self.text.starts[act.word]}" for act in telling.acts)
        dated = occasions.together(self._told(telling.acts))[1]
        return (f"merged from {len(telling.acts)} tellings: {words}", *dated)

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
        kept: list[tuple[int, int]] = []
        for first, last in sorted(dict.fromkeys(ranges), key=lambda r: (r[0], -r[1])):
            if not kept or last > kept[-1][1]:  # else it lies within the one before
                kept.append((first, last))
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
        if is_vessel(self.text, filler):
            return "vessel"
        return "state" if filler.place else None

    def _flies(self, filler: Filler) -> bool:
        """Whether the words say under which flag: "a Chinese-flagged ship"."""
        return "flagged" in self.text.lower[filler.first : filler.last]

    def _role(self, acts: Sequence[Act], role: str) -> Role | None:
        """The best filler first: a full name or a country before a pronoun; further ones in ``others``."""
        told = ((f, act.dependent) for act in acts if (f := getattr(act, role)) is not None)
        fillers: list[Filler] = [f for f, again in told if not (again and f.guess)]
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
                self._span(f.first, f.last)
                for filler in fillers
                if (filler.name or filler.text) == (best.name or best.text)
                for f in (filler, *filler.others)
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
        best = self._seized(telling) or sorted(told, key=lambda g: (g.anaphor, g.kind is None))[0]
        if best.make and not best.model:
            best = next((g for g in told if g.model), best)
        spans = tuple(dict.fromkeys(self._span(g.first, g.last) for g in told))
        made = [(g.make, g.model) for g in told if g.make] + [(m, n) for m, n, _ in telling.makes]
        make = made[0][0] if made else None
        model = next((n for m, n in made if m == make and n), None)
        silent = telling.described_not
        described = None if silent is None else False
        origin = best.origin or next((g.origin for g in told if g.origin is not None), None)
        return Item(
            text=self._unowned(best), country=origin.country if origin else None, evidence=spans,
            make=make, model=model, described=described,
            described_evidence=(self._span(*silent),) if silent is not None else (),
        )  # fmt: skip

    def _seized(self, telling: Telling) -> Goods | None:
        """Of what was seized the cargo before the ship; but what "it" was nobody told."""
        if telling.first.type != "seizure":
            return None
        told = [act for act in telling.acts if act.goods is not None and not self._is_pronoun(act)]
        goods = [act.goods for act in told if act.goods is not None and act.goods.kind is not None]
        return min(goods, key=lambda g: (is_carrier(g), g.anaphor), default=None)

    def _is_pronoun(self, act: Act) -> bool:
        group = self.text.group_at[act.word]
        taken = self.text.subject(group) if group is not None and group.passive else None
        return taken is not None and self.text.tags[taken.head] == "PRP"

    def _unowned(self, goods: Goods) -> str:
        """Of "the leader's armoured cars": the cars; whose they are is a party's business."""
        for at in range(goods.first + 1, goods.last - 1):
            if self.text.tags[at] == "POS":
                owned = self.text.quote(at + 1, goods.last)
                return owned if goods.head in owned.lower() else goods.text
            if self.text.lower[at] == "of":
                break
        return goods.text

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
            if (money := differences.paid(self.document, self.text, act)) is not None:
                return money
        return None

    def _told(self, acts: Sequence[Act]) -> list[When]:
        found = [self.dated.get(id(act)) for act in acts]
        return [when for when in found if when is not None]

    def _farthest(self, acts: Sequence[Act], told: list[When]) -> list[When]:
        """Of goods ordered, sent and handed over on days of their own the days of the handing over."""
        if not any(occasions.contradict(told[0], when) for when in told[1:]):
            return told
        phases = [(phase(self.text, act), when) for act in acts if (when := self.dated.get(id(act))) is not None]
        last = max((far for far, _ in phases if far is not None), default=None)
        return [when for far, when in phases if far is not None and far == last] or told

    def _date(self, acts: Sequence[Act]) -> When | None:
        told = self._told(acts)
        if told:
            return occasions.together(self._farthest(acts, told))[0]
        if acts[0].ongoing and acts[0].type in ("transfer", "labour"):
            latest = self.published.latest if self.published is not None else None
            return When(None, latest=latest, ongoing=True, anchor="published")
        return None


def _rank(filler: Filler) -> tuple[bool, bool, bool, bool, int]:
    full = filler.person and filler.name is not None and " " in filler.name
    own = full and filler.name is not None and filler.name.split()[-1] in filler.text
    return filler.guess, not own, filler.country is None, filler.name is None, filler.first


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


def stance_of(
    acts: Sequence[Act], speakers: Sequence[str | None], earlier: Sequence[bool] | None = None
) -> EventStance:
    """The report's stance: that of the first telling that asserts; told by somebody counts over told by none
    where as many sentences say so. "They cost ten dollars there, a trader said" lends no voice.

    Where one denies and another asserts, the assertion's stance stays; only where nobody asserts, or the
    same one says both, is the event denied, or neither. So is it where the report begins with the denial,
    and what was asserted "had been said" before. ``speakers`` tells who says each act, ``earlier`` whether
    the report sets its saying back in time.
    """
    before = earlier if earlier is not None else [False] * len(acts)
    deniers = {name for act, name in zip(acts, speakers, strict=True) if act.stance == "denied" and name}
    firm = [
        (act, past)
        for act, name, past in zip(acts, speakers, before, strict=True)
        if act.stance not in WEAK and (name is None or name not in deniers) and not _is_talk(acts[0], act)
    ]
    overtaken = acts[0].stance == "denied" and all(past for _, past in firm)
    if not firm or overtaken:
        stances = [act.stance for act in acts]
        return "denied" if "denied" in stances else stances[0]
    full = [act for act, _ in firm if not _says_little(act)] or [firm[0][0]]
    own, told = (len({act.unit.sentence for act in full if act.stance == one}) for one in ("asserted", "attributed"))
    if full[0].stance == "asserted" and told >= own:
        return "attributed"
    return full[0].stance


def _says_little(act: Act) -> bool:
    """Whether nothing but a pronoun or a general word stands for the goods: "they cost ten dollars there"."""
    return act.goods is not None and act.goods.anaphor and act.goods.kind is None


def _is_talk(first: Act, act: Act) -> bool:
    """Whether the act is a deal that is only spoken of, where the report begins with the denial of it."""
    return first.stance in WEAK and "plan" in act.manner
