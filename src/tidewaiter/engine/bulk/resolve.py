"""What the distinct values of a column mean for the regime, each asked of the readers once."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tidewaiter import places
from tidewaiter.checks import words as korea
from tidewaiter.checks.beside import bank_names, bank_sign
from tidewaiter.checks.ends import ends
from tidewaiter.checks.missing import has_no_end
from tidewaiter.checks.route import completed
from tidewaiter.engine.bulk.reading import Reading
from tidewaiter.law.apply import apply
from tidewaiter.law.facts import facts, index
from tidewaiter.model import Event, HsCode, Item, Span
from tidewaiter.model.measure import Regime
from tidewaiter.screen import describe
from tidewaiter.trade import columns
from tidewaiter.trade.cells import Cell
from tidewaiter.trade.columns import Column
from tidewaiter.trade.countries import find_country
from tidewaiter.trade.rows import Shipment, is_unread

EMPTY, PLAIN, OPEN, TARGET, MUST = range(5)
"""States of a cell: nothing told; told, and not of the target; told of a place that is not known;
of the target; and one that sends its row to the slow path whatever else stands there."""

NUMBERS = ("date", "amount")
"""Kinds whose cells have countless distinct values that say nothing of the target."""
TEXTS = ("name", "text", "vessel", "imo", "address")
"""Kinds of names and running text."""
SILENT = ("id", "container", "other", "unit")
"""Kinds of which no cell can tie a row to the target, nor be listed as unread."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is looked for in running text, as a pattern of Python and one of Arrow: names of the target, and acts."""

    found: re.Pattern[str]
    arrow: str


@functools.lru_cache(maxsize=8)
def words(regime: Regime, *, acts: bool) -> Words:
    """A pattern, without regard to case, that every Latin text has in it which points to the target, or names an act.

    It is wider than the readers of texts are: what it finds is asked of them.
    """
    target, listed = regime.target, korea.words()
    spelled = [name.lower() for name in places.spellings(target) if name.isascii()]
    signs = [*listed.addresses.get(target, "").lower().split(";"), *listed.endings.get(target, ())]
    phones = [number for number, code in listed.phones.items() if code == target]
    named = [word.lower() for word in index(regime).act_of] if acts else []
    banks = [name.lower() for name in bank_names(target)]
    every = {"the north", *spelled, *(sign.strip() for sign in signs), *phones, *banks, *named}
    pattern = "|".join(_escaped(text) for text in _shortest(text for text in every if text and text.isascii()))
    pattern += f"|[A-Z]{{4}}{places.get(target).code}[A-Z0-9]{{2}}"  # the code of a bank has its country
    if acts:  # "origin: KP"; only words of goods are read for codes
        pattern += "|" + "|".join(rf"\b{code}" for code in _codes(target))
    return Words(re.compile(pattern, re.IGNORECASE), f"(?i){pattern}")


def _codes(target: str) -> tuple[str, ...]:
    """The target's codes; that of its ports begins with the first."""
    place = places.get(target)
    return (place.code, *([place.alpha3] if place.alpha3 else []))


def _shortest(texts: Iterable[str]) -> list[str]:
    """The texts without those that hold another of them."""
    kept: list[str] = []
    for text in sorted(texts, key=lambda text: (len(text), text)):
        if not any(short in text for short in kept):
            kept.append(text)
    return sorted(kept)


def _escaped(text: str) -> str:
    """A text as a pattern in the syntax that RE2 and Python share; white space of any length is one space."""
    return re.sub(r"([.^$*+?{}\[\]\\|()])", r"\\\1", text).replace(" ", r"\s+")


def state_of(text: str, column: Column, reading: Reading) -> int:
    """The state of a cell with this text in this column."""
    if columns.is_empty(text):
        return EMPTY
    if unread(text, column, reading):
        return MUST
    if column.kind == "country":
        return _of_country(text, column, reading.law().target)
    if column.kind == "flow":
        return EMPTY
    item, port = column.kind == "text", column.kind == "port"
    return MUST if speaks(text, reading.law(), item=item, port=port) or _is_money(text, reading) else PLAIN


def unread(text: str | None, column: Column, reading: Reading) -> bool:
    """Whether a row may be rejected for this cell, or list it as one that could not be read."""
    if not text or columns.is_empty(text):
        return False
    return is_unread(Cell(column, Span(document=reading.path, quote=text)), reading.plan)


def code_of(text: str, column: Column) -> str | None:
    """The code of a cell of countries, where it has one."""
    return find_country(text.strip(), column.header, column.numbers).code


def _of_country(text: str, column: Column, target: str) -> int:
    told = find_country(text.strip(), column.header, column.numbers)
    if told.code == target:
        return TARGET
    # what may mean the target beside something else is asked under each reading; a total is no shipment
    if target in (*told.may_be, *korea.country(text.strip())) or columns.names_the_world(text.strip()):
        return MUST
    return OPEN if told.code is None else PLAIN


def _is_money(text: str, reading: Reading) -> bool:
    """Whether a text names the target's currency."""
    return korea.words().currencies.get(columns.currency(text) or "") == reading.law().target


def speaks(text: str, regime: Regime, *, item: bool, port: bool = False) -> bool:
    """Whether a text by itself may tie its row to the regime: it points to the target, or names an act that counts."""
    if not port and text.isascii() and not words(regime, acts=item).found.search(text):
        return False
    return ties(text, regime, item=item)


def ties(text: str, regime: Regime, *, item: bool) -> bool:
    """As ``speaks``, of a text that is known to have one of the ``words``, or is not of Latin letters."""
    return _names_target(text, regime.target) or (
        item and (_names_act(text, regime) or any(end.code == regime.target for end in ends(text)))
    )


@functools.lru_cache(maxsize=8192)
def _names_target(text: str, target: str) -> bool:
    mentions = [*(mention.match for mention in places.scan(text)), places.find(text)]
    named = (place.code == target for one in mentions for place in (*one.candidates, one.place) if place)
    return any(named) or any(sign.code == target for sign in korea.signs(text)) or bool(bank_sign(text, target))


@functools.lru_cache(maxsize=8192)
def _names_act(text: str, regime: Regime) -> bool:
    """Whether the text names an act that raises a measure on a row no country of which is the target's."""
    if index(regime).words.search(text) is None:
        return False
    bare = describe(Event(id="row-1", type="transfer", item=Item(text=text), rule="row"))
    coded = replace(bare, hs=(HsCode("0101", declared=True), *bare.hs))
    return any(bool(said.findings or said.also) for said in (apply(event, regime) for event in (bare, coded)))


def raises(row: Shipment, regime: Regime) -> bool:
    """Whether a row with these ends, of any goods and on any day, may be spoken of."""
    event = completed(row.event, {name: cell.span for name, cell in row.cells.items()})
    event = replace(event, item=Item(text="goods", kinds=("goods-unspecified",)), hs=(), date=None)
    if has_no_end(event):
        return True  # it cannot be judged, and is told as such
    answers = facts(event, regime).ways
    ways = (answers["to"], answers["from"], answers["either"])
    if any(one.answer == "yes" or (one.answer == "unknown" and one.told) for one in ways):
        return True
    said = apply(event, regime)
    return bool(said.findings or said.also)
