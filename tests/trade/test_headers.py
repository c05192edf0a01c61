"""The header of a grid: below a preamble, in two languages, or in two rows."""

from __future__ import annotations

import pytest

from tidewaiter.trade.headers import Header, Line, find_header


def find(*rows: str) -> Header:
    found = find_header([Line(number, tuple(row.split("|"))) for number, row in enumerate(rows, start=1)])
    assert found is not None
    return found


@pytest.mark.parametrize("above", range(12))
def test_the_header_is_found_within_twelve_rows(above: int) -> None:
    rows = ["Customs of Example||"] * above
    found = find(*rows, "Date|Origin|Destination", "2024-02-18|RU|KP")
    assert found.line == above + 1
    assert bool(found.notes) == (above > 0)


def test_a_group_over_its_parts_is_one_header() -> None:
    found = find("Exporter||Importer||Goods", "Name|Country|Name|Country|HS code", "A|RU|B|KP|8703")
    assert found.names == ("Exporter Name", "Exporter Country", "Importer Name", "Importer Country", "HS code")
    assert found.line == 2
    assert "two rows, 1 and 2" in found.notes[0]


def test_a_second_header_in_another_wording_is_no_row() -> None:
    found = find("Date|Country of origin|Destination|HS code", "Shipment date|Origin|Destination|Commodity code")
    assert found.line == 2
    assert found.names[1] == "Country of origin"
    assert "names the columns again" in found.notes[0]


def test_the_header_that_is_known_counts_where_one_stands_in_another_language() -> None:
    found = find("Pays d'envoi quelconque|Chose|Lieu", "Date|Origin|Destination", "2024|RU|KP")
    assert found.names == ("Date", "Origin", "Destination")


def test_a_row_of_data_under_the_header_is_not_taken_for_names() -> None:
    assert find("Date|Origin|Destination|Item", "2024|RU|KP|ship").line == 1


def test_blank_rows_hold_no_header() -> None:
    assert find_header([Line(1, ("", " ")), Line(2, ())]) is None
