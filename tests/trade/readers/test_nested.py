"""Shipments of JSON with several items: every item is a row, with what stands above it and where it stands."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.trade import read_table
from tidewaiter.trade.forms import open_sheets
from tidewaiter.trade.readers.nested import find_split, flat, rows_of
from tidewaiter.trade.sheets import Row, source_of

BULB = {"description": "Light bulbs", "hs_code": "853922", "value": 120}
ROPE = {"description": "Hemp rope", "hs_code": "560750"}


def rows(*records: dict[str, Any]) -> list[Row]:
    text = "\n".join(map(json.dumps, records))
    (sheet,) = open_sheets(source_of(text.encode(), name="a.jsonl"))
    return [row for row in sheet.rows() if isinstance(row, Row)]


def told(row: Row) -> dict[str, str]:
    return {name: text for name, text in row.cells if text}


def test_every_item_is_a_row_with_the_fields_of_its_shipment_and_its_place() -> None:
    first, second, third = rows(
        {"date": "2019-05-06", "destination": "KP", "items": [BULB, ROPE]}, {"destination": "FR", "items": [ROPE]}
    )
    assert (first.number, first.sheet) == (1, "items.1")
    assert (second.number, second.sheet, third.number, third.sheet) == (1, "items.2", 2, "items.1")
    assert told(first) == {
        "date": "2019-05-06",
        "destination": "KP",
        "description": "Light bulbs",
        "hs_code": "853922",
        "value": "120",
    }
    assert told(second)["hs_code"] == "560750"
    assert "date" not in told(third)


def test_the_evidence_of_an_item_names_its_line_and_its_place_in_the_record() -> None:
    data = json.dumps({"date": "2019-05-06", "destination": "KP", "items": [BULB, ROPE]}).encode()
    second = read_table(data, path="a.jsonl").events[1]
    assert second.id == "items.2:row-1"
    assert {(span.sheet, span.row) for span in second.evidence} == {("items.2", 1)}


def test_what_an_item_says_counts_before_what_its_shipment_says() -> None:
    (row,) = rows({"origin": "CN", "destination": "FR", "items": [{"hs_code": "0306", "country_of_origin": "KP"}]})
    assert "origin" not in told(row)
    assert told(row)["country_of_origin"] == "KP"


def test_an_amount_above_several_items_is_that_of_none_of_them() -> None:
    several = rows({"destination": "KP", "gross_weight_kg": 9000, "items": [BULB, ROPE]})
    (alone,) = rows({"destination": "KP", "gross_weight_kg": 9000, "items": [ROPE]})
    assert all("gross_weight_kg" not in told(row) for row in several)
    assert told(alone)["gross_weight_kg"] == "9000"


def test_a_shipment_without_items_is_a_row_itself() -> None:
    _, empty, none = rows(
        {"destination": "FR", "items": [ROPE]}, {"destination": "KP", "items": []}, {"destination": "KP"}
    )
    assert (empty.sheet, none.sheet) == (None, None)
    assert told(empty) == told(none) == {"destination": "KP"}


def test_a_list_within_a_list_and_an_object_on_the_way_are_gone_through() -> None:
    record = {
        "eta": "2020-01-02",
        "consignments": [
            {"consignee": {"country": "KP"}, "goods": {"lines": [BULB, ROPE]}},
            {"consignee": {"country": "VN"}, "goods": {"lines": [ROPE]}},
        ],
    }
    found = rows(record, {"eta": "2020-01-03", "consignments": []})
    assert [row.sheet for row in found] == [
        "consignments.1.goods.lines.1",
        "consignments.1.goods.lines.2",
        "consignments.2.goods.lines.1",
        None,
    ]
    assert [told(row).get("consignments.consignee.country") for row in found] == ["KP", "KP", "VN", None]


def test_one_item_may_stand_without_a_list_as_what_was_xml_has_it() -> None:
    _, row = rows({"destination": "KP", "items": [BULB, BULB]}, {"destination": "FR", "items": ROPE})[1:]
    assert told(row)["description"] == "Hemp rope"


def test_parties_in_a_list_are_named_by_their_roles() -> None:
    parties = [{"role": "consignee", "name": "B", "country": "KP"}, {"role": "shipper", "name": "A"}]
    (row,) = rows({"date": "2020-01-02", "parties": parties, "hs_code": "8703"})
    assert told(row)["consignee.country"] == "KP"
    assert told(row)["shipper.name"] == "A"


def test_two_parties_of_one_role_are_numbered() -> None:
    (row,) = rows({"date": "2020-01-02", "destination": "KP", "parties": [{"role": "x", "name": "A"}] * 2})
    assert {"parties.1.name", "parties.2.name"} <= set(told(row))


@pytest.mark.parametrize("items", [[{"seal": "1"}, {"seal": "2"}], ["a", "b"], [{"at": "Busan"}]])
def test_a_list_that_tells_of_no_goods_makes_no_rows(items: list[Any]) -> None:
    assert len(rows({"date": "2020-01-02", "destination": "KP", "items": items})) == 1


values = st.recursive(
    st.none() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
    max_leaves=6,
)
records = st.dictionaries(st.sampled_from(["items", "hs_code", "date", "x"]), values, max_size=4)


@settings(max_examples=150, deadline=None)
@given(st.lists(records, max_size=3), st.lists(values, min_size=1, max_size=3))
def test_no_value_of_an_item_is_lost_whatever_the_records_hold(more: list[dict[str, Any]], items: list[Any]) -> None:
    record = {"items": [*items, {"hs_code": "8703", "x": "y"}]}
    found = list(rows_of(record, find_split([record, *more])))
    kept = {text for piece in found for text in piece.cells.values()}
    assert {text for _, text in flat(record)} - {""} <= kept
    assert len({piece.pointer for piece in found}) == len(found)
    for other in more:
        assert list(rows_of(other, find_split([record, *more])))


def test_several_lists_of_shipments_are_several_tables() -> None:
    ship = {"date": "2020-01-02", "destination": "KP", "hs": "8703"}
    sheets = list(
        open_sheets(source_of(json.dumps({"a": [ship], "b": [ship, ship], "by": "x"}).encode(), name="a.json"))
    )
    assert [sheet.name for sheet in sheets] == ["a", "b"]
    found = [row for sheet in sheets for row in sheet.rows() if isinstance(row, Row)]
    assert [(row.sheet, row.number) for row in found] == [("a", 1), ("b", 1), ("b", 2)]
