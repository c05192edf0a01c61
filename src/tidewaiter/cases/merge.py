"""Events of several copies that tell of the same act become one, with all who speak of it.

Two tellings are the same act when the type is the same, the parties do not contradict each
other, the goods are of one class and the days overlap. Nothing is merged on a guess: parties that are
unknown on one side agree only where the goods do; and a guess keeps nothing apart, for the other copy may
tell what was guessed at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from tidewaiter.cases.speakers import fold, is_nameless, proper_words
from tidewaiter.model import Event, Item, MergedEvent, Money, Reading, Role, Statement, Voice, When
from tidewaiter.reports.telling import differences
from tidewaiter.reports.telling.sameness import singular
from tidewaiter.reports.telling.thesaurus import thesaurus
from tidewaiter.reports.text.pages import pages

Member = tuple[Reading, Event]


def merge(readings: Sequence[Reading]) -> tuple[MergedEvent, ...]:
    """The acts that the readings tell of, over all copies of each story, in order of telling."""
    out: list[MergedEvent] = []
    for story in dict.fromkeys(reading.story or reading.document.id for reading in readings):
        copies = [r for r in readings if (r.story or r.document.id) == story]
        for n, members in enumerate(_clusters(copies), start=1):
            out.append(_merged(f"{story}-{n}", story, members, copies))
    return tuple(out)


def _clusters(copies: Sequence[Reading]) -> list[list[Member]]:
    """Each copy's events joined to those before it, the likest pairs first.

    Within one document the reader has merged already: it gives at most one event a cluster.
    """
    clusters: list[list[Member]] = []
    for reading in copies:
        pairs = [
            (likeness(cluster[-1][1], event) + _alike(cluster[-1][1], event), -c, -e)
            for c, cluster in enumerate(clusters)
            for e, event in enumerate(reading.events)
            if all(same_act(other, event) for _, other in cluster)
        ]
        home: dict[int, int] = {}
        for _, c, e in sorted(pairs, reverse=True):
            if -e not in home and -c not in home.values():
                home[-e] = -c
        for e, event in enumerate(reading.events):
            if e in home:
                clusters[home[e]].append((reading, event))
            else:
                clusters.append([(reading, event)])
    return clusters


def same_act(a: Event, b: Event) -> bool:
    """Whether two tellings can be the same act."""
    if a.type != b.type or a.negated != b.negated or not _dates_meet(a.date, b.date):
        return False
    parties = [(a.supplier, b.supplier), (a.recipient, b.recipient), (a.origin, b.origin), (a.vessel, b.vessel)]
    if any(_contradict(left, right) for left, right in parties) or _other_sum(a.value, b.value):
        return False
    if a.type not in ("transfer", "seizure", "labour"):
        return _wording_meets(a, b)
    return _goods_meet(a, b, shared=likeness(a, b) > 0)


def _wording_meets(a: Event, b: Event) -> bool:
    """Laws, visits and meetings have no goods to tell them apart: their words must be shared."""
    left, right = ({w for span in event.evidence for w in span.quote.casefold().split()} for event in (a, b))
    return 2 * len(left & right) >= min(len(left), len(right))


def likeness(a: Event, b: Event) -> int:
    """How much two tellings positively share: parties, day, goods, words."""
    parties = ((a.supplier, b.supplier), (a.recipient, b.recipient), (a.destination, b.destination))
    shared = sum(2 for left, right in parties if left and right and left.country and left.country == right.country)
    unknown = sum(left is None and right is None for left, right in parties)
    dated = a.date and b.date and a.date.value and (a.date.value == b.date.value)
    kinds = bool(set(_kinds(a)) & set(_kinds(b)))
    words = len(_words(a.item) & _words(b.item))
    counted = bool(a.quantity and b.quantity and a.quantity.amount == b.quantity.amount)
    paid = bool(a.value and b.value and a.value.amount == b.value.amount)
    return shared + unknown + 2 * bool(dated) + kinds + counted + paid + min(words, 3)


def _alike(a: Event, b: Event) -> bool:
    """Whether both are denied, or neither: one copy's denial is the other's."""
    return (a.stance == "denied") == (b.stance == "denied")


def _other_sum(a: Money | None, b: Money | None) -> bool:
    """Whether two sums of one currency differ by more than roughly told ones do."""
    if a is None or b is None or not a.amount or not b.amount or (a.currency, a.per) != (b.currency, b.per):
        return False
    return abs(a.amount - b.amount) > differences.NEARLY * max(a.amount, b.amount)


def _kinds(event: Event) -> tuple[str, ...]:
    return event.item.kinds if event.item else ()


def _contradict(a: Role | None, b: Role | None) -> bool:
    """Whether two fillers cannot be the same: other countries, other ships, other firms."""
    if a is None or b is None or a.guess or b.guess:
        return False
    if a.imo and b.imo:
        return a.imo != b.imo
    if a.country and b.country and a.country != b.country:
        return True
    # a person's name may stand for his State or his aides; a firm's name stands for the firm
    if a.kind in ("person", "state", "place") or b.kind in ("person", "state", "place"):
        return False
    left, right = _names(a), _names(b)
    return bool(left and right and not left & right)


def _names(role: Role) -> set[str]:
    """The words with a capital in all that a party is called; those of places and articles name nobody."""
    texts = [text for one in (role, *role.others) for text in (one.text, one.name) if text]
    return {word for text in texts for word in proper_words(text)}


def _dates_meet(a: When | None, b: When | None) -> bool:
    if a is None or b is None:
        return True
    if a.ongoing or b.ongoing:
        return a.ongoing == b.ongoing or a.value is None or b.value is None
    if a.latest and b.earliest and a.latest < b.earliest:
        return False
    return not (b.latest and a.earliest and b.latest < a.earliest)


def _goods_meet(a: Event, b: Event, *, shared: bool) -> bool:
    """Whether the goods can be the same: a kind, a heading or a word in common."""
    if a.item is None or b.item is None:
        return shared and a.item is b.item
    if a.item.make and b.item.make and a.item.make != b.item.make:
        return False
    headings = [{code.code[:4] for code in event.hs} for event in (a, b)]
    if set(_kinds(a)) & set(_kinds(b)) or headings[0] & headings[1]:
        return True
    if _kinds(a) and _kinds(b):
        return False
    left, right = _words(a.item), _words(b.item)
    if left & right or not (left and right):
        return bool(left & right) or shared
    general = thesaurus("en").general_goods
    return shared and any(word in general for word in (*left, *right))


def _words(item: Item | None) -> set[str]:
    """The words for the goods, in the singular; those that every phrase has left out."""
    text = item.text or "" if item else ""
    words = (word.strip(".,;'\"").casefold() for word in text.split())
    return {singular(word) for word in words if len(word) > 2 and word not in pages().stories.function}


def _merged(name: str, story: str, members: list[Member], copies: Sequence[Reading]) -> MergedEvent:
    fullest = max(members, key=lambda member: _fullness(member[1]))[1]
    voices = tuple(_voices(members))
    return MergedEvent(
        id=name,
        story=story,
        event=_completed(fullest, [event for _, event in members]),
        members=tuple((reading.document.id, event.id) for reading, event in members),
        voices=voices,
        roots=tuple(_roots(members, voices)),
        notes=tuple(_differences(members, copies)),
    )


def _fullness(event: Event) -> tuple[int, int]:
    told = [event.supplier, event.recipient, event.item, event.date, event.origin, event.destination, event.value]
    make = event.item.make if event.item else None
    return sum(field is not None for field in told) + bool(make), len(event.evidence)


def _completed(best: Event, others: Iterable[Event]) -> Event:
    """The fullest telling, with a field that only another copy tells taken from there."""
    for other in others:
        best = replace(
            best,
            supplier=_surer(best.supplier, other.supplier),
            recipient=_surer(best.recipient, other.recipient),
            item=best.item or other.item,
            date=best.date if best.date and best.date.earliest else other.date or best.date,
            origin=_surer(best.origin, other.origin),
            destination=_surer(best.destination, other.destination),
            vessel=_surer(best.vessel, other.vessel),
            quantity=best.quantity or other.quantity,
            value=best.value or other.value,
        )
    return best


def _surer(mine: Role | None, other: Role | None) -> Role | None:
    """What this copy tells, but not what it only lets one guess where another copy tells it."""
    return other if mine is None or (mine.guess and other is not None and not other.guess) else mine


def _voices(members: list[Member]) -> Iterator[Voice]:
    """Each speaker once for each stance, with all places where the words stand.

    Copies spell a speaker differently; the first spelling is the one that is shown.
    """
    found: dict[tuple[str, str], list[tuple[Reading, Statement]]] = {}
    for reading, event in members:
        for statement in reading.statements:
            if event.id in statement.events:
                found.setdefault((fold(statement.speaker), statement.stance), []).append((reading, statement))
    for said in found.values():
        first = said[0][1]
        yield Voice(
            speaker=first.speaker,
            stance=first.stance,
            affiliation=next((s.affiliation for _, s in said if s.affiliation), None),
            via=next((s.via for _, s in said if s.via), None),
            statements=tuple((reading.document.id, statement.id) for reading, statement in said),
        )


def _roots(members: list[Member], voices: tuple[Voice, ...]) -> Iterator[str]:
    """The independent origins of what is asserted.

    Words carried by a medium that speaks for itself here have that medium as their root; a
    nameless outlet ("state media") is no root beside a named one, for it may be the same, and
    several nameless ones count as one.
    """
    asserting = [voice for voice in voices if voice.stance in ("asserts", "alleges", "believes")]
    speakers = {fold(voice.speaker) for voice in asserting}
    roots: dict[str, str] = {}
    for voice in asserting:
        root = voice.via if voice.via and fold(voice.via) in speakers else voice.speaker
        roots.setdefault(fold(root), root)
    named = [root for root in roots.values() if not is_nameless(root)]
    yield from named or list(roots.values())[:1]
    if not roots and any(event.stance == "asserted" for _, event in members):
        yield "the text's own voice"


_TOLD: tuple[tuple[str, Callable[[Event], object]], ...] = (
    ("the supplier", lambda event: event.supplier),
    ("the recipient", lambda event: event.recipient),
    ("the object", lambda event: event.item),
    ("the make", lambda event: event.item and event.item.make),
    ("the day", lambda event: event.date and event.date.value),
    ("the quantity", lambda event: event.quantity),
    ("the value", lambda event: event.value),
    ("the ship", lambda event: event.vessel),
)
"""What may be told in some copies only, and how to see whether an event has it."""


def _differences(members: list[Member], copies: Sequence[Reading]) -> Iterator[str]:
    """What only some of the copies tell."""
    if len(copies) > len(members):
        told = ", ".join(_label(reading) for reading, _ in members)
        yield f"told only in {told}"
    for what, get in _TOLD:
        having = [_label(reading) for reading, event in members if get(event)]
        if having and len(having) < len(members):
            yield f"{what} is told only in {', '.join(having)}"


def _label(reading: Reading) -> str:
    document = reading.document
    return PurePath(document.path).name if document.path else document.title or document.id
