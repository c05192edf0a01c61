"""A mapping says what the headers do not, and is read back as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.trade import read_table
from tidewaiter.trade.mapping import (
    Constant,
    Given,
    Mapping,
    as_plain,
    constant,
    from_plain,
    load,
    merged,
    pair,
    written,
)
from tidewaiter.trade.plan import as_mapping

INDIA = (
    "IMP DATE,HS CODE,PRODUCT DESCRIPTION,SUPPLIER NAME,COUNTRY,QUANTITY,UNIT,TOTALVALUEUSD\n"
    '05/03/2019,27011990,COAL,Example Mining,NORTH KOREA,"1,200",MTS,"98,000.00"\n'
    '25/03/2019,84713010,COMPUTER,Sample Systems,CHINA,"1,300",KGS,"3,000.00"\n'
)


def keep(folder: Path, text: str) -> Path:
    file = folder / "m.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_mapping_is_read_as_it_was_written(tmp_path: Path) -> None:
    said = Mapping(
        source='a "customs" file: №1',
        direction="import",
        hs_edition="2017",
        dates="DMY",
        decimal=",",
        columns=(Given("COUNTRY: of", "origin"), Given("#7", "-"), Given("Value", "value", None, ".")),
        constants=(Constant("destination", "IN"),),
    )
    assert load(keep(tmp_path, written(said))) == said
    assert from_plain(as_plain(said)) == said


HEADERS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)


@settings(max_examples=100, deadline=None)
@given(st.lists(HEADERS, max_size=4), HEADERS)
def test_any_header_survives_the_file(tmp_path_factory: pytest.TempPathFactory, headers: list[str], name: str) -> None:
    said = Mapping(source=name, columns=tuple(Given(header, "item") for header in headers))
    assert load(keep(tmp_path_factory.mktemp("m"), written(said))) == said


def test_json_is_a_mapping_too(tmp_path: Path) -> None:
    file = keep(tmp_path, '{"direction": "export", "constants": [{"field": "country_from", "value": "CN"}]}')
    assert load(file) == Mapping(direction="export", constants=(Constant("dispatch", "CN"),))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("direction: sideways\n", "sideways|enum"),
        ("colums: []\n", "unknown key"),
        ("columns:\n  - {header: A, field: colour}\n", "no field of a shipment"),
        ("constants:\n  - {field: destination, value: Korea}\n", "not one country"),
        ("dates: [\n", "not YAML"),
    ],
)
def test_a_mapping_that_says_what_cannot_be_is_refused_with_its_file(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(InputError, match=what) as caught:
        load(keep(tmp_path, text))
    assert caught.value.path == str(tmp_path / "m.yaml")


def test_fields_go_by_our_names_and_by_the_usual_ones() -> None:
    assert constant("country_to", " IN ") == Constant("destination", "IN")
    assert constant("exporter", "Example Ltd") == Constant("supplier", "Example Ltd")
    with pytest.raises(InputError, match="not one country"):
        constant("country_of_origin", "Korea")
    with pytest.raises(InputError, match="has no value"):
        constant("origin", " ")


def test_the_sign_of_a_pair_may_stand_in_a_header_or_in_a_value() -> None:
    assert pair("A=B=destination", "--column") == ("A=B", "destination")
    assert pair("item=a=b", "--set") == ("item", "a=b")
    with pytest.raises(InputError, match="NAME=VALUE"):
        pair("destination", "--set")


def test_the_later_word_counts() -> None:
    first = merged(Mapping(), constants=[Constant("origin", "RU")], direction="import", given=[Given("A", "item")])
    then = merged(first, constants=[Constant("origin", "CN")], given=[Given("a", "hs")], decimal=",")
    assert then.constants == (Constant("origin", "CN"),)
    assert then.columns == (Given("a", "hs"),)
    assert (then.direction, then.decimal) == ("import", ",")


def test_a_direction_may_be_given_as_a_field() -> None:
    assert merged(Mapping(), constants=[Constant("direction", "M")]).direction == "import"


def test_an_import_file_has_its_ends_by_direction_and_constant() -> None:
    said = merged(Mapping(), direction="import", constants=[constant("country_to", "IN")])
    table = read_table(INDIA.encode(), path="a.csv", mapping=said)
    assert table.questions == ()
    for event, country in zip(table.events, ("KP", "CN"), strict=True):
        assert event.supplier is not None and event.destination is not None
        assert (event.supplier.country, event.destination.country) == (country, "IN")
    first = table.events[0]
    assert first.destination is not None
    assert first.destination.evidence[0].document == "--set"
    assert first.evidence[-1].quote == "IN"


def test_without_a_direction_a_bare_country_is_asked_about() -> None:
    said = merged(Mapping(), constants=[constant("country_to", "IN")])
    table = read_table(INDIA.encode(), path="a.csv", mapping=said)
    assert [question.header for question in table.questions] == ["COUNTRY"]
    assert table.events[0].supplier is not None
    assert table.events[0].supplier.country is None


def test_a_saved_mapping_reads_the_same_again(tmp_path: Path) -> None:
    said = merged(Mapping(), direction="import", constants=[constant("country_to", "IN")])
    first = read_table(INDIA.encode(), path="a.csv", mapping=said)
    again = read_table(INDIA.encode(), path="a.csv", mapping=load(keep(tmp_path, written(as_mapping(first.plans[0])))))
    assert again.events == first.events
    assert again.columns == first.columns
    assert as_mapping(again.plans[0]) == as_mapping(first.plans[0])


def test_a_saved_mapping_settles_the_next_file_of_its_source(tmp_path: Path) -> None:
    said = merged(Mapping(), direction="import", constants=[constant("country_to", "IN")])
    first = read_table(INDIA.encode(), path="a.csv", mapping=said)
    saved = load(keep(tmp_path, written(as_mapping(first.plans[0]))))
    head = INDIA.split("\n")[0]
    row = '05/03/2019,27011990,COAL,Example Mining,NORTH KOREA,5,MTS,"98,000"\n'
    alone = read_table(f"{head}\n{row}".encode(), path="b.csv", mapping=saved).events[0]
    assert alone.date is not None and alone.value is not None and alone.supplier is not None
    assert (alone.date.value, alone.value.amount, alone.supplier.country) == ("2019-03-05", 98000, "KP")


def test_a_mapping_that_names_a_column_which_is_not_there_is_a_note() -> None:
    said = merged(Mapping(), given=[Given("LAND", "origin")])
    table = read_table(b"Origin,Destination\nRU,KP\n", path="a.csv", mapping=said)
    assert any("'LAND'" in note for note in table.notes)


def test_a_column_can_be_left_out_or_named_by_its_place() -> None:
    said = merged(Mapping(), given=[Given("Origin", "-"), Given("#3", "destination")])
    table = read_table(b"Origin,Goods,\nKP,car,KP\n", path="a.csv", mapping=said)
    assert table.columns == (("Goods", "item"), ("", "destination"))


def test_a_rows_own_cell_goes_before_what_is_given_for_the_file() -> None:
    said = merged(Mapping(), constants=[constant("destination", "CN")])
    table = read_table(b"Origin,Destination\nRU,KP\nRU,\n", path="a.csv", mapping=said)
    assert [event.destination and event.destination.country for event in table.events] == ["KP", "CN"]
    assert any("only where the row's own cell is empty" in note for note in table.notes)


def test_a_re_export_is_one_in_every_row() -> None:
    said = merged(Mapping(), direction="re-export")
    table = read_table(b"Origin,Destination\nRU,KP\n", path="a.csv", mapping=said)
    assert table.events[0].manner == ("re-export",)


def test_the_edition_of_the_codes_stands_with_each() -> None:
    said = merged(Mapping(), hs_edition="2012")
    table = read_table(b"HS,Destination\n8703,KP\n", path="a.csv", mapping=said)
    assert table.events[0].hs[0].edition == "2012"


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "[1,2]", "columns: 5\n", ""])
def test_a_file_that_is_no_mapping_is_told_in_plain_words(tmp_path: Path, text: str) -> None:
    file = tmp_path / "m.yaml"
    file.write_text(text)
    with pytest.raises(InputError, match="this is no mapping") as bad:
        load(file)
    assert "`" not in str(bad.value)
    assert "--save-map" in str(bad.value)


def test_the_list_of_numbers_is_kept_and_an_unknown_one_refused() -> None:
    from tidewaiter.trade.mapping import checked, written

    assert 'numbers: "cn"' in written(Mapping(numbers="cn"))
    with pytest.raises(InputError, match="no such list"):
        checked(Mapping(numbers="xx"))
