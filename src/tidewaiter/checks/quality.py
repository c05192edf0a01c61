"""Cells that cannot be right, or that contradict each other, whatever the law says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tidewaiter.checks import beside, editions
from tidewaiter.checks.beside import Seen
from tidewaiter.checks.lookalike import in_names
from tidewaiter.checks.remarks import Cells, Reason, Remark
from tidewaiter.goods.editions import EDITIONS, edition_on, known
from tidewaiter.goods.suggest import Contradiction, contradiction
from tidewaiter.model import Event, Money, Quantity, Span
from tidewaiter.model.measure import Regime
from tidewaiter.trade import codes

_SEVEN = re.compile(r"[0-9]{7}")
# The largest ships carry about half a million tonnes; a row that tells more tells a wrong unit or a wrong number.
_MOST_KG = 600_000_000.0
_KG = {"kg": 1.0, "tonne": 1000.0, "gram": 0.001, "pound": 0.45359237}


def remarks(
    event: Event, cells: Cells, regime: Regime | None = None, *, conduct: Iterable[Seen] = ()
) -> tuple[Remark, ...]:
    """Every remark on the quality of a row's cells; with a regime also on codes, days and conduct it speaks of."""
    return (
        *_goods(event),
        *(editions.remarks(event, regime) if regime else ()),
        *(beside.remarks(conduct, regime) if regime else ()),
        *(_days(event, regime) if regime else ()),
        *in_names(event, cells),
        *_ships(cells),
        *_quantities(event.quantity),
        *_values(event.value),
        *_weights(cells),
    )


def _days(event: Event, regime: Regime) -> Iterator[Remark]:
    """A day after the last one that the regime's data speak of: the law may have changed, or the year is mistyped."""
    when, target = event.date, regime.target
    ends = (event.supplier, event.origin, event.recipient, event.destination)
    tied = any(role is not None and role.country == target for role in ends)
    if tied and when is not None and when.earliest is not None and when.earliest > regime.as_of:
        what = f"{when.text or when.value} is after {regime.as_of}, the last day that the data of the regime speak of"
        yield _remark("date", what, "Is the year right, and has the law changed since?", *when.evidence)


# goods


def _goods(event: Event) -> Iterator[Remark]:
    """Words and declared codes that speak of different goods: an innocent code is a known way to hide what is sent."""
    item, declared = event.item, [code.code for code in event.hs if code.declared]
    if item is None or not item.text or not declared:
        return
    found = [contradiction(item.text, code) for code in declared]
    wrong = [one for one in found if one is not None and not _of_another_edition(one, event)]
    if len(wrong) < len(declared):
        return  # one of several codes fits the words
    first = wrong[0]
    said = ", ".join(first.said)
    if first.by == "code":
        kind, what = "code-in-description", f"the description has the code {said}, declared is {first.code}"
    else:
        kind, what = "code-against-description", f"the words point to heading {said}, declared is {first.code}"
    ask = "What are the goods? The invoice and the packing list say; ask for them before the code is believed."
    yield _remark(kind, f"{what} ({first.why})" if first.by == "words" else what, ask, *item.evidence)


def _of_another_edition(one: Contradiction, event: Event) -> bool:
    """Whether the heading that the words point to may only be a newer number of the declared one: 8803, now 8807.

    Words are read in the latest edition. A code that it does not have is held against them by its chapter, and a
    heading that the row's edition did not have yet against no code at all.
    """
    if one.by != "words":
        return False
    day = event.date.earliest if event.date else None
    told = next((code.edition for code in event.hs if code.code == one.code and code.edition), None)
    edition = told or (edition_on(day) if day else EDITIONS[-1])
    renamed = one.level == "heading" and not known(one.code[:6], EDITIONS[-1])
    return renamed or not any(known(heading, edition) for heading in one.said)


# ships


def _ships(cells: Cells) -> Iterator[Remark]:
    told = [(cells[name], _number(name, cells[name])) for name in ("vessel", "imo") if name in cells]
    numbers = [(span, number) for span, number in told if number]
    distinct = dict.fromkeys(number for _, number in numbers)
    if len(distinct) > 1:
        what = f"the ship has two IMO numbers, {' and '.join(map(repr, distinct))}"
        yield _remark("imo-number", what, "Which ship was it? A ship keeps one IMO number for life.", *_spans(numbers))
        return
    for span, number in numbers[:1]:
        fault = _fault(number)
        if fault:
            ask = "Which number stands on the ship's certificate? Look the ship up by name, flag and call sign."
            yield _remark("imo-number", f"the IMO number {number!r} {fault}", ask, span)


def _spans(numbers: list[tuple[Span, str]]) -> tuple[Span, ...]:
    return tuple(span for span, _ in numbers)


def _number(name: str, span: Span) -> str | None:
    text = span.quote.strip()
    return codes.read_imo(text) or (text if name == "imo" else None)


def _fault(number: str) -> str | None:
    if not _SEVEN.fullmatch(number):
        return "is not seven digits"
    return None if codes.is_imo(number) else "has a wrong check digit: a digit is mistyped, or the number is made up"


# amounts


def _quantities(quantity: Quantity | None) -> Iterator[Remark]:
    """That a unit or a currency is not told is no remark: where a measure asks for it, it is missing."""
    if quantity is None or quantity.amount is None:
        return
    ask = "How much was it, and in which unit?"
    if quantity.amount <= 0:
        yield _remark("quantity", f"the quantity is {quantity.text!r}", ask, *quantity.evidence)
    elif quantity.amount * _KG.get(quantity.unit or "", 0.0) > _MOST_KG:
        what = f"the quantity {quantity.text!r} ({quantity.unit}) is more than the largest ship carries"
        yield _remark("quantity", what, ask, *quantity.evidence)


def _values(value: Money | None) -> Iterator[Remark]:
    if value is None or value.amount is None:
        return
    if value.amount < 0:
        yield _remark("value", f"the value is {value.text!r}", "Is it a return or a correction?", *value.evidence)


def _weights(cells: Cells) -> Iterator[Remark]:
    net, gross = (_plain(cells.get(name)) for name in ("net_weight_kg", "gross_weight_kg"))
    if net is not None and gross is not None and net > gross:
        spans = (cells["net_weight_kg"], cells["gross_weight_kg"])
        what = f"the net weight {spans[0].quote.strip()!r} is above the gross weight {spans[1].quote.strip()!r}"
        yield _remark("quantity", what, "Which of the two weights is right?", *spans)


def _plain(span: Span | None) -> float | None:
    """A weight that is written in one way alone: digits, with a point or nothing."""
    text = span.quote.strip() if span else ""
    return float(text) if re.fullmatch(r"[0-9]+(?:\.[0-9]{1,2}|\.[0-9]{4,})?", text) else None


def _remark(kind: str, what: str, ask: str, *spans: Span) -> Remark:
    return Remark(kind, what, (Reason(what, evidence=spans),), (ask,), evidence=spans)
