"""Events of several copies that tell of the same act become one, with all who speak of it.

Two tellings are the same act when the type is the same, the parties do not contradict each
other, the goods are of one class and the days overlap (reading.md calls for class of item,
countries and interval). Nothing is merged on a guess: parties that are unknown on one side
agree only where the goods do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tidewaiter.model import Event, Item, MergedEvent, Reading, Role, Statement, Voice, When

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
    clusters: list[list[Member]] = []
    for reading in copies:
        taken: list[list[Member]] = []
        for event in reading.events:
            # within one document the reader has merged already: one event a cluster
            home = next((c for c in clusters if c not in taken and _same_act(c, event, reading)), None)
            if home is None:
                home = []
                clusters.append(home)
            home.append((reading, event))
            taken.append(home)
    return clusters


def _same_act(cluster: list[Member], event: Event, reading: Reading) -> bool:
    return all(member[0] is not reading and same_act(member[1], event) for member in cluster)


def same_act(a: Event, b: Event) -> bool:
    """Whether two tellings can be the same act."""
    if a.type != b.type or a.negated != b.negated or not _dates_meet(a.date, b.date):
        return False
    parties = [(a.supplier, b.supplier), (a.recipient, b.recipient), (a.origin, b.origin)]
    if any(_contradict(left, right) for left, right in parties):
        return False
    shared = any(left and right and left.country and left.country == right.country for left, right in parties)
    return _items_meet(a.item, b.item, shared=shared)


def _contradict(a: Role | None, b: Role | None) -> bool:
    return bool(a and b and a.country and b.country and a.country != b.country)


def _dates_meet(a: When | None, b: When | None) -> bool:
    if a is None or b is None:
        return True
    if a.ongoing or b.ongoing:
        return a.ongoing == b.ongoing or a.value is None or b.value is None
    if a.latest and b.earliest and a.latest < b.earliest:
        return False
    return not (b.latest and a.earliest and b.latest < a.earliest)


def _items_meet(a: Item | None, b: Item | None, *, shared: bool) -> bool:
    if a is None or b is None:
        return shared and a is b
    if a.kinds and b.kinds:
        return bool(set(a.kinds) & set(b.kinds))
    left, right = _words(a), _words(b)
    return bool(left & right) if left and right else shared


def _words(item: Item) -> set[str]:
    return {word.strip(".,;'\"").casefold() for word in (item.text or "").split() if len(word) > 3}


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
            supplier=best.supplier or other.supplier,
            recipient=best.recipient or other.recipient,
            item=best.item or other.item,
            date=best.date if best.date and best.date.earliest else other.date or best.date,
            origin=best.origin or other.origin,
            destination=best.destination or other.destination,
            vessel=best.vessel or other.vessel,
            quantity=best.quantity or other.quantity,
            value=best.value or other.value,
        )
    return best


def _voices(members: list[Member]) -> Iterator[Voice]:
    """Each speaker once for each stance, with all places where the words stand."""
    found: dict[tuple[str, str], list[tuple[Reading, Statement]]] = {}
    for reading, event in members:
        for statement in reading.statements:
            if event.id in statement.events:
                found.setdefault((statement.speaker, statement.stance), []).append((reading, statement))
    for (speaker, _), said in found.items():
        first = said[0][1]
        yield Voice(
            speaker=speaker,
            stance=first.stance,
            affiliation=next((s.affiliation for _, s in said if s.affiliation), None),
            via=next((s.via for _, s in said if s.via), None),
            statements=tuple((reading.document.id, statement.id) for reading, statement in said),
        )


def _roots(members: list[Member], voices: tuple[Voice, ...]) -> Iterator[str]:
    """The independent origins: speakers who assert it, and the text's own voice once."""
    asserting = [voice for voice in voices if voice.stance in ("asserts", "alleges", "believes")]
    yield from dict.fromkeys(voice.speaker for voice in asserting)
    if not asserting and any(event.stance == "asserted" for _, event in members):
        yield "the text's own voice"


def _differences(members: list[Member], copies: Sequence[Reading]) -> Iterator[str]:
    """What only some of the copies tell."""
    if len(copies) > len(members):
        told = ", ".join(_label(reading) for reading, _ in members)
        yield f"told only in {told}"
    if len(members) < 2:
        return
    for what, get in (("the make", _make), ("the day", _dated)):
        having = [reading for reading, event in members if get(event)]
        if having and len(having) < len(members):
            yield f"{what} is told only in {', '.join(_label(reading) for reading in having)}"


def _make(event: Event) -> str | None:
    return event.item.make if event.item else None


def _dated(event: Event) -> bool:
    return event.date is not None and event.date.value is not None


def _label(reading: Reading) -> str:
    from pathlib import PurePath

    document = reading.document
    return PurePath(document.path).name if document.path else document.title or document.id
