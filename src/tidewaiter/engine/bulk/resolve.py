"""What the distinct values of a column mean for the regime, each asked of the row reader once."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tidewaiter import places
from tidewaiter.engine.bulk.reading import Reading
from tidewaiter.law.apply import apply
from tidewaiter.law.facts import facts, index
from tidewaiter.model import Event, HsCode, Item
from tidewaiter.model.measure import Regime
from tidewaiter.screen import describe
from tidewaiter.trade.columns import Column, is_empty
from tidewaiter.trade.rows import Rejected

EMPTY, PLAIN, OPEN, TARGET, MUST = range(5)
"""States of a cell: nothing told; told, and not of the target; told of a place that is not known;
of the target; and one that sends its row to the slow path whatever else stands there."""

NUMBERS = ("date", "value", "quantity")
"""Fields whose cells have countless distinct values that say nothing of the target."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is looked for in running text, as a pattern of Python and one of Arrow: names of the target, and acts."""

    found: re.Pattern[str]
    arrow: str


@functools.lru_cache(maxsize=8)
def words(regime: Regime, *, acts: bool) -> Words:
    """A pattern, without regard to case, that every Latin text has in it which names the target, or an act.

    It is wider than the readers of texts are: what it finds is asked of them.
    """
    spelled = [name.lower() for name in places.spellings(regime.target) if name.isascii()]
    named = [word.lower() for word in index(regime).act_of] if acts else []
    sought = _shortest({"the north", *spelled, *named})
    pattern = "|".join(_escaped(text) for text in sought)
    return Words(re.compile(pattern, re.IGNORECASE), f"(?i){pattern}")


def _shortest(texts: Iterable[str]) -> list[str]:
    """The texts without those that hold another of them."""
    kept: list[str] = []
    for text in sorted(texts, key=lambda text: (len(text), text)):
        if not any(short in text for short in kept):
            kept.append(text)
    return sorted(kept)


def _escaped(text: str) -> str:
    """A text as a pattern in the syntax that RE2 and Python share."""
    return re.sub(r"([.^$*+?{}\[\]\\|()])", r"\\\1", text).replace(" ", r"\s")


def state_of(text: str, column: Column, reading: Reading) -> int:
    """The state of a cell with this text in this column."""
    if is_empty(text):
        return EMPTY
    event = reading.read({column.index: text})
    if isinstance(event, Rejected):
        return MUST
    if column.kind == "country":
        return _of_country(event, reading.law().target)
    return MUST if speaks(text, reading.law(), item=column.field == "item") else PLAIN


def refused(text: str | None, column: Column, reading: Reading) -> bool:
    """Whether the row reader rejects a row for this cell."""
    return bool(text) and isinstance(reading.read({column.index: text or ""}), Rejected)


def _of_country(event: Event, target: str) -> int:
    roles = [event.supplier, event.recipient, event.origin, event.destination, event.intermediary, *event.via]
    codes = [role.country for role in roles if role]
    codes += [event.vessel.flag] if event.vessel else []
    if target in codes:
        return TARGET
    return OPEN if None in codes or not codes else PLAIN


def speaks(text: str, regime: Regime, *, item: bool) -> bool:
    """Whether a text by itself may tie its row to the regime: it names the target, or an act that raises a measure."""
    if text.isascii() and not words(regime, acts=item).found.search(text):
        return False
    return _names_target(text, regime.target) or (item and _names_act(text, regime))


@functools.lru_cache(maxsize=65536)
def _names_target(text: str, target: str) -> bool:
    mentions = [mention.match for mention in places.scan(text)]
    return any(place.code == target for one in mentions for place in (*one.candidates, one.place) if place)


@functools.lru_cache(maxsize=65536)
def _names_act(text: str, regime: Regime) -> bool:
    """Whether the text names an act that raises a measure on a row no country of which is the target's."""
    if index(regime).words.search(text) is None:
        return False
    bare = describe(Event(id="row-1", type="transfer", item=Item(text=text), rule="row"))
    coded = replace(bare, hs=(HsCode("0101", declared=True), *bare.hs))
    return any(bool(said.findings or said.also) for said in (apply(event, regime) for event in (bare, coded)))


def raises(event: Event, regime: Regime) -> bool:
    """Whether an event with these ends, of any goods and on any day, may be spoken of."""
    event = replace(event, item=Item(text="goods", kinds=("goods-unspecified",)), hs=(), date=None)
    answers = facts(event, regime).ways
    ways = (answers["to"], answers["from"], answers["either"])
    if any(one.answer == "yes" or (one.answer == "unknown" and one.told) for one in ways):
        return True
    said = apply(event, regime)
    return bool(said.findings or said.also)
