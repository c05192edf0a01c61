"""Headers are recognised letter by letter, and a column that could mislead is refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tidewaiter.errors import InputError
from tidewaiter.trade import columns
from tidewaiter.trade.columns import match_headers, recognise, refuse_doubles, refuse_without_ends


@pytest.mark.parametrize("header", ["HS code", "hs_code", "HS-CODE", "HsCode", " H.S. Code ", "commodity code", "HSN"])
def test_a_header_is_known_whatever_its_case_and_punctuation(header: str) -> None:
    assert recognise(header) == ("hs", None)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Exporter", "supplier"),
        ("Shipper", "supplier"),
        ("Consignor", "supplier"),
        ("Consignee", "recipient"),
        ("Importer", "recipient"),
        ("BUYER", "recipient"),
        ("Description of goods", "item"),
        ("Country of Origin", "origin"),
        ("Country of Destination", "destination"),
        ("Country of dispatch", "dispatch"),
        ("Importer's country", "recipient_country"),
    ],
)
def test_common_headers_lead_to_their_field(header: str, field: str) -> None:
    assert recognise(header) == (field, None)


@pytest.mark.parametrize("header", ["HS codex", "Exportr", "Origins", "Vesel", "Dated", "", "Remarks"])
def test_a_similar_header_is_not_taken_for_a_known_one(header: str) -> None:
    assert recognise(header) is None


@pytest.mark.parametrize("header", ["Value (USD)", "FOB USD", "USD FOB", "value in US$", "CIF value, USD"])
def test_a_header_may_give_the_currency(header: str) -> None:
    assert recognise(header) == ("value", "USD")


@pytest.mark.parametrize("header", ["Value (thousand USD)", "Value USD 000", "Value ($)"])
def test_a_header_with_more_than_a_currency_is_left_alone(header: str) -> None:
    assert recognise(header) is None


def test_a_header_may_give_the_unit_of_quantity() -> None:
    assert recognise("Quantity (kg)") == ("quantity", "kg")
    assert recognise("Qty, bbl") == ("quantity", "barrel")


@pytest.mark.parametrize("header", ["Country", "COUNTRY CODE", "Partner", "Reporter", "Amount"])
def test_a_header_of_several_meanings_is_named_and_not_used(header: str) -> None:
    assert recognise(header) is None
    assert columns.is_unclear(header)


def test_a_column_that_stands_twice_is_refused_with_both_places() -> None:
    found = match_headers(("Date", "Origin", "Item", "HS", "date"))
    with pytest.raises(InputError) as caught:
        refuse_doubles(found, path="a.csv", line=1)
    assert caught.value.what == "the column 'Date' stands twice: columns 1 and 5"


def test_two_headers_for_one_field_are_refused_by_name() -> None:
    found = match_headers(("Exporter", "Origin", "Shipper"))
    with pytest.raises(InputError) as caught:
        refuse_doubles(found, path="a.csv", line=1)
    assert "'Exporter' and 'Shipper', both give the supplier" in caught.value.what
    assert "columns 1 and 3" in caught.value.what


def test_a_table_without_any_country_is_refused_and_told_what_is_missing() -> None:
    with pytest.raises(InputError) as caught:
        refuse_without_ends(match_headers(("Date", "Exporter", "HS code")), path="a.csv", line=1)
    assert "no column tells a country" in caught.value.what
    assert "country of origin" in str(caught.value.hint)
    assert "consignee country" in str(caught.value.hint)


def test_no_word_of_the_vocabulary_stands_for_two_things() -> None:
    assert columns.vocabulary().fields


def test_na_is_a_country_code_and_not_an_empty_cell() -> None:
    assert not columns.is_empty("NA")
    assert columns.is_empty(" n/a ")


def test_surveyed_headers_are_never_read_as_another_field(shared: Path) -> None:
    """Against the survey of customs workbooks: what is recognised must be right; the rest is ignored in the open."""
    same = {
        "date": {"date", "period"},
        "supplier": {"exporter"},
        "supplier_country": {"country_from"},
        "dispatch": {"country_from"},
        "recipient": {"importer"},
        "recipient_country": {"country_to"},
        "origin": {"country_of_origin"},
        "destination": {"country_to"},
        "item": {"item_description", "line_no", "hs_code_text"},
        "hs": {"hs_code"},
        "value": {"value"},
        "currency": {"currency"},
        "quantity": {"quantity"},
        "unit": {"unit"},
        "vessel": {"vessel_name"},
        "imo": {"vessel_imo"},
        "flag": {"vessel_flag"},
    }
    with (shared / "reference" / "trade_aliases.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    wrong = [
        (row["alias"], hit[0]) for row in rows if (hit := recognise(row["alias"])) and row["field"] not in same[hit[0]]
    ]
    assert wrong == []
