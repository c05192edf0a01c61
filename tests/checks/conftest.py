"""Rows as a table would give them: an event and its cells, made from fields and their texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tidewaiter import places
from tidewaiter.law import load
from tidewaiter.model import Event, HsCode, Item, Money, Quantity, Role, Span, When
from tidewaiter.screen import RowAnswer, screen_row
from tidewaiter.trade.dates import read_date

REGIME = load.default()


def cells_of(fields: dict[str, str]) -> dict[str, Span]:
    return {name: Span(document="made.csv", quote=text, row=2, column=name) for name, text in fields.items()}


def event_of(fields: dict[str, str], *, name: str = "row-2") -> Event:
    def code(field: str) -> str | None:
        if field not in fields:
            return None
        text = fields[field]
        found = places.find(text.upper() if len(text) <= 3 else text).place
        return found.code if found else None

    def role(text: str, *countries: str) -> Role | None:
        shown = [field for field in (text, *countries) if field in fields]
        if not shown:
            return None
        return Role(text=fields[shown[0]], country=next((code(field) for field in countries if field in fields), None))

    day: When | None = read_date(fields["date"]) if "date" in fields else None
    vessel = None
    if "vessel" in fields or "flag" in fields:
        vessel = Role(text=fields.get("vessel"), kind="vessel", flag=code("flag"))
    amount = float(fields["quantity"]) if "quantity" in fields else None
    return Event(
        id=name,
        type="transfer",
        date=day,
        supplier=role("supplier", "supplier_country", "dispatch"),
        recipient=role("recipient", "recipient_country"),
        origin=role("origin", "origin"),
        destination=role("destination", "destination"),
        item=Item(text=fields["item"], evidence=(cells_of(fields)["item"],)) if "item" in fields else None,
        hs=(HsCode(fields["hs"], declared=True),) if "hs" in fields else (),
        vessel=vessel,
        quantity=Quantity(amount, fields.get("unit"), text=fields["quantity"]) if amount is not None else None,
        value=Money(float(fields["value"]), fields.get("currency"), text=fields["value"])
        if "value" in fields
        else None,
    )


@pytest.fixture
def answer() -> Callable[..., RowAnswer]:
    def made(**fields: str) -> RowAnswer:
        return screen_row(event_of(fields), cells_of(fields), REGIME)

    return made
