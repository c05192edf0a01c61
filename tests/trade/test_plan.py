"""Header and cells together settle a column, or it is asked about."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tidewaiter.errors import InputError
from tidewaiter.trade import Table, read_table
from tidewaiter.trade.mapping import Mapping
from tidewaiter.trade.plan import NoEnd, Plan, as_one_mapping, make_plan

HS = ("8703.23", "2701.12", "0303.89", "8471.30", "7326.90", "6109.10")
IMO = ("9074729", "9241061", "9319466", "9384241", "9135511")
LAND = ("China", "KP", "Viet Nam", "KOREA, REP", "Russian Federation", "Japan")


def table(headers: str, *rows: str, mapping: Mapping | None = None) -> Table:
    return read_table("\n".join((headers, *rows)).encode() + b"\n", path="a.csv", mapping=mapping)


def column(header: str, cells: tuple[str, ...], *, more: str = "Destination", cell: str = "KP") -> Table:
    return table(f"{header};{more}", *(f"{text};{cell}" for text in cells))


def _plan_of(headers: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Plan:
    return make_plan(headers, lambda: enumerate(rows, start=2), path="a.csv", line=1)


def used(found: Table) -> dict[str, str]:
    return dict(found.columns)


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("TARIFF", HS, "hs"),
        ("CHAPTER", ("Vehicles", "Fuels", "Fish and so on"), "hs_code_text"),
        ("COMMODITY", HS, "hs"),
        ("COMMODITY", ("frozen fish", "cars", "steel pipes"), "item"),
        ("ITEM", ("1", "2", "3", "4"), "line_no"),
        ("ITEM", ("passenger car", "lathe", "coal"), "item"),
        ("VESSEL CODE", IMO, "imo"),
        ("TYPE", ("Import", "Export", "Re-export"), "direction"),
    ],
)
def test_cells_settle_a_header_of_several_meanings(header: str, cells: tuple[str, ...], field: str) -> None:
    assert used(column(header, cells)).get(header) == field


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("TARIFF", ("5%", "free", "12.5%", "7%", "0%")),
        ("VESSEL CODE", ("A12", "B13", "C14", "D15", "E16")),
        ("COUNTRY", LAND),
        ("ADDRESS", ("1 Example Road", "2 Sample Street", "3 Any Lane")),
        ("AMOUNT", ("1", "2", "3")),
        ("INDIAN PORT", ("KANDLA", "CHENNAI", "MUNDRA")),
        ("ORIGIN COUNTRY", ("AB Ltd", "CD Ltd", "EF Ltd", "GH Ltd", "IJ Ltd")),
        ("HS CODE", ("fish", "cars", "pipes", "coal", "toys")),
        ("LAND VAN AFKOMST", LAND),
        ("Exportr name", ("Example Ltd", "Sample Co")),
    ],
)
def test_what_stays_doubtful_is_asked_about_and_not_used(header: str, cells: tuple[str, ...]) -> None:
    found = column(header, cells)
    assert header not in used(found)
    assert [question.header for question in found.questions] == [header]
    assert f"--column '{header}=" in found.questions[0].text


NUMBERS = ("116", "109", "133", "110", "502")


def test_numbers_of_countries_that_are_not_of_iso_are_asked_about_with_the_list_they_may_be_of() -> None:
    (question,) = column("ORIGIN", NUMBERS).questions
    assert "not all of ISO 3166" in question.text
    assert question.option == "--numbers cn"
    read = table("ORIGIN,Destination", *(f"{text},KP" for text in NUMBERS), mapping=Mapping(numbers="cn"))
    assert not read.questions
    assert [event.origin and event.origin.country for event in read.events] == ["JP", "KP", "KR", "HK", "US"]
    assert any("read by the list 'cn'" in note for note in read.notes)


def test_a_few_numbers_that_stand_in_several_lists_are_asked_about_and_many_are_not() -> None:
    (question,) = column("ORIGIN", ("116", "132")).questions
    assert "stand in several lists: '116' is Cambodia in iso; '116' is Japan in cn" in question.why
    assert not column("ORIGIN", ("156", "410", "408", "276", "250", "392")).questions


def test_a_number_that_the_named_list_does_not_know_is_said() -> None:
    with pytest.raises(NoEnd, match="no column tells") as bad:
        table("ORIGIN,HS", "999,8703", "116,8703", mapping=Mapping(numbers="cn"))
    assert "'999'" in bad.value.questions[0].why


YEARS = "Reporter,Partner,Flow,HS,2016,2017,2018,2019"


@pytest.mark.parametrize(
    "headers", [YEARS, "Origin,HS,2019-01,2019-02,2019-03", "Origin,HS,Value in 2017,2018 (USD),2019M12"]
)
def test_years_as_columns_are_refused_with_the_way_to_read_them(headers: str) -> None:
    with pytest.raises(InputError, match="years or months are columns") as bad:
        table(headers, ",".join("7" * len(headers.split(","))))
    assert "tidewaiter mirror" in str(bad.value.hint)


def test_years_beside_a_date_are_columns_like_others() -> None:
    assert table(f"Date,Origin,Destination,{YEARS}", "2019-05-06,CN,KP,,,,8703,1,2,3,4").events


def test_a_column_without_a_name_whose_cells_are_countries_is_asked_about() -> None:
    found = column("", LAND)
    assert [(question.header, question.index) for question in found.questions] == [("", 0)]
    assert "--column '#1=" in found.questions[0].text


def test_a_header_without_any_meaning_here_is_left_alone() -> None:
    found = column("Colour", ("fine", "late", "checked"))
    assert found.questions == ()
    assert found.ignored == ("Colour",)


@pytest.mark.parametrize(("direction", "end"), [("import", "dispatch"), ("export", "destination")])
def test_the_direction_settles_a_bare_country_whose_cells_vary(direction: str, end: str) -> None:
    found = table("COUNTRY;Goods", *(f"{name};car" for name in LAND), mapping=Mapping(direction=direction))  # type: ignore[arg-type]
    assert used(found)["COUNTRY"] == end


def test_a_country_that_never_varies_is_the_files_own_and_asked_about() -> None:
    found = table("COUNTRY;Origin", "IN;KP", "IN;CN", mapping=Mapping(direction="import"))
    assert [question.header for question in found.questions] == ["COUNTRY"]


def test_a_bare_country_beside_a_column_of_that_end_is_asked_about() -> None:
    found = table("COUNTRY;Origin", "CN;KP", "RU;CN", mapping=Mapping(direction="import"))
    assert [question.header for question in found.questions] == ["COUNTRY"]


def test_a_flow_that_is_the_same_in_all_rows_is_the_direction_of_the_file() -> None:
    found = table("RECORDS TAG;COUNTRY;INDIAN PORT;Goods", *(f"IMPORT;{name};KANDLA;car" for name in LAND))
    assert used(found)["COUNTRY"] == "dispatch"
    assert used(found)["INDIAN PORT"] == "port_discharge"


COMTRADE = "refYear,reporterISO,reporterDesc,flowCode,partnerCode,partnerISO,partnerDesc,cmdCode,primaryValue"


def test_reporter_and_partner_get_their_ends_by_the_flow_of_the_row() -> None:
    found = table(
        COMTRADE,
        "2022,CHN,China,X,408,PRK,Dem. People's Rep. of Korea,870323,900.5",
        "2022,CHN,China,M,408,PRK,Dem. People's Rep. of Korea,2601,1900.5",
        "2022,USA,USA,RX,410,KOR,Rep. of Korea,2601,1900.5",
    )
    ends = [
        (event.supplier and event.supplier.country, event.destination and event.destination.country)
        for event in found.events
    ]
    assert ends == [("CN", "KP"), ("KP", "CN"), ("US", "KR")]
    assert found.events[2].manner == ("re-export",)
    assert found.questions == ()


def test_a_total_over_the_world_is_no_act() -> None:
    found = table(COMTRADE, "2022,USA,USA,M,0,W00,World,TOTAL,1900.5")
    assert found.events[0].type == "other"
    assert any("total over all countries" in note for note in found.events[0].notes)


def test_reporter_and_partner_without_a_flow_are_asked_about() -> None:
    with pytest.raises(NoEnd) as caught:
        table("reporter,partner,item", "China,North Korea,car")
    assert [question.header for question in caught.value.questions] == ["reporter", "partner"]
    assert "--direction import" in str(caught.value.hint)
    assert not table("reporter,partner,item", "China,North Korea,car", mapping=Mapping(direction="import")).questions


def test_a_table_whose_only_country_is_doubtful_is_refused_with_the_option_that_settles_it() -> None:
    with pytest.raises(NoEnd) as caught:
        table("COUNTRY,Goods", "KP,car", "CN,car")
    assert caught.value.questions
    assert "COUNTRY; Goods" in str(caught.value.hint)
    assert "--column 'COUNTRY=" in str(caught.value.hint)


def test_several_sheets_are_kept_in_one_mapping_unless_they_contradict_each_other() -> None:
    first = _plan_of(("Origin", "Item"), [("KP", "car"), ("CN", "coal"), ("RU", "oil")])
    second = _plan_of(("Destination", "Item"), [("KP", "1"), ("CN", "2"), ("RU", "3")])
    assert [one.header for one in as_one_mapping((first, first)).columns] == ["Origin", "Item"]
    with pytest.raises(InputError, match="'Item' holds item in one sheet and line_no in another"):
        as_one_mapping((first, second))


def test_a_constant_is_end_enough() -> None:
    with pytest.raises(InputError, match="no column tells a country"):
        table("Date,Goods", "2024-02-18,car")
    from tidewaiter.trade.mapping import Constant

    found = table("Date,Goods", "2024-02-18,car", mapping=Mapping(constants=(Constant("destination", "KP"),)))
    assert found.events[0].destination is not None


def test_the_order_of_the_user_goes_before_the_columns() -> None:
    said = Mapping(dates="MDY", decimal=",")
    found = table("Date;Value (USD);Destination", "03/04/2024;1,234;KP", mapping=said)
    event = found.events[0]
    assert event.date is not None and event.value is not None
    assert (event.date.value, event.value.amount) == ("2024-03-04", 1.234)
    assert not any("two ways" in note for note in found.notes)


def test_cells_far_below_the_first_rows_are_evidence_too() -> None:
    rows = [("", "KP")] * 3000 + [("870323", "KP"), ("271019", "KP"), ("720610", "KP")]
    plan = _plan_of(("Zzz", "Destination"), rows)
    assert [(question.header, question.may_be) for question in plan.questions] == [("Zzz", ("hs",))]


def test_an_amount_is_asked_about_only_where_no_column_gives_it() -> None:
    rows = [("12", "USD 5", "KP"), ("13", "USD 6", "KP"), ("14", "USD 7", "KP")]
    assert not _plan_of(("Amnt valor x", "Value", "Destination"), rows).questions
    assert _plan_of(("Amnt valor x", "Colour", "Destination"), rows).questions


def test_countries_that_are_numbers_are_read_by_iso_and_said() -> None:
    plan = _plan_of(("Destination",), [("408",), ("410",), ("643",)])
    assert any("408 North Korea" in note for note in plan.notes)


def test_a_multiple_in_the_header_is_said() -> None:
    plan = _plan_of(("FOB (US$'000)", "Destination"), [("12.5", "KP")])
    assert any("times 1,000" in note for note in plan.notes)


def test_a_file_of_imports_that_does_not_say_whose_they_are_is_asked_once() -> None:
    found = table("HS code,Supplier country", "870323,KP", mapping=Mapping(direction="import"))
    assert any("--set country_to" in note for note in found.notes)
    more = table("HS code,Supplier country,Destination", "870323,KP,IN", mapping=Mapping(direction="import"))
    assert not any("--set country_to" in note for note in more.notes)


def test_a_header_that_stands_twice_is_asked_about_by_its_place() -> None:
    with pytest.raises(NoEnd) as caught:
        table("Date,Country,Country,Goods", "2019-05-06,CN,KP,lathe")
    assert [question.name for question in caught.value.questions] == ["#2", "#3"]
    assert "--column '#2=" in str(caught.value.hint)


def test_a_flag_that_is_a_tick_is_no_state() -> None:
    assert "FLAG" not in used(column("FLAG", ("Y", "N")))
    assert used(column("FLAG", ("NO", "PA")))["FLAG"] == "flag"
