"""Whatever stands in the cells of a row, it is answered, and the South is never taken for the North."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.checks.words import country, may_touch, place_of, signs
from tidewaiter.law import load
from tidewaiter.model import Event, HsCode, Role, Span
from tidewaiter.screen import screen_row
from tidewaiter.trade.dates import read_date

REGIME = load.default()
FIELDS = (
    "port_discharge",
    "port_loading",
    "transit",
    "importer_address",
    "exporter_address",
    "notify_party",
    "recipient",
    "imo",
)
SOUTH = ("Busan", "KRPUS", "Seoul", "+82 2 123 4567", "Gyeonggi-do", "Incheon Port", "Ansan-si, Gyeonggi-do", "")
ELSEWHERE = ("Dalian", "Vladivostok", "Hong Kong", "+852 1234 5678", "Rotterdam", "12 Nampo-dong, Busan", "", "unknown")


def row_of(destination: str, cells: dict[str, str]) -> tuple[Event, dict[str, Span]]:
    told = {"destination": destination, **{name: text for name, text in cells.items() if text.strip()}}
    spans = {name: Span("made.csv", text, row=2, column=name) for name, text in told.items()}
    named = country(destination)
    event = Event(
        id="row-2",
        type="transfer",
        date=read_date("2021-05-03"),
        supplier=Role(country="CN"),
        destination=Role(text=destination, country=named[0] if len(named) == 1 else None),
        hs=(HsCode("851712", declared=True),),
    )
    return event, spans


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=40)), st.text(max_size=20))
@settings(max_examples=150, deadline=None)
def test_any_text_in_any_cell_is_answered(cells: dict[str, str], destination: str) -> None:
    event, spans = row_of(destination or "x", cells)
    answer = screen_row(event, spans, REGIME)
    assert answer.verdict in ("prohibited", "undetermined", "exempt", "not_covered")


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_for_signs_without_a_fault(text: str) -> None:
    found = signs(text)
    assert all(sign.words in text for sign in found)
    assert may_touch(text) or not {sign.code for sign in found} & {"KP", "KR"}
    place_of(text)


@given(
    st.sampled_from(["KR", "South Korea", "Republic of Korea", "KOR", "410"]),
    st.dictionaries(st.sampled_from(FIELDS[:-1]), st.sampled_from(SOUTH + ELSEWHERE)),
)
@settings(max_examples=150, deadline=None)
def test_trade_with_the_south_is_never_raised_by_cells_that_do_not_name_the_north(
    destination: str, cells: dict[str, str]
) -> None:
    event, spans = row_of(destination, cells)
    answer = screen_row(event, spans, REGIME)
    assert answer.assessment.findings == ()
    assert [remark.kind for remark in answer.remarks if remark.readings] == []


@given(
    st.sampled_from(["KP", "North Korea", "DPRK", "PRK", "408"]),
    st.dictionaries(st.sampled_from(FIELDS[:-1]), st.sampled_from(SOUTH + ELSEWHERE)),
)
@settings(max_examples=150, deadline=None)
def test_a_declared_north_is_never_passed_over(destination: str, cells: dict[str, str]) -> None:
    event, spans = row_of(destination, cells)
    answer = screen_row(event, spans, REGIME)
    assert answer.verdict in ("prohibited", "undetermined")
    if answer.verdict == "undetermined":
        assert "probable-korea-confusion" in [remark.kind for remark in answer.remarks]
