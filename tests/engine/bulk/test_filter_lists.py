"""With lists the filter keeps every row a cell of which may name a listed party, and passes over the others still."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.parties.listed_parties import opened
from tidewaiter.designate import in_row
from tidewaiter.engine.bulk import filter as sieve
from tidewaiter.engine.bulk import reading
from tidewaiter.engine.bulk.filter import Filter
from tidewaiter.engine.bulk.reading import Reading
from tidewaiter.parties.matching.matcher import Matcher
from tidewaiter.trade.mapping import Constant, Mapping
from tidewaiter.trade.plan import make_plan
from tidewaiter.trade.sheets import Rejected

pa = pytest.importorskip("pyarrow", reason="needs tidewaiter[tables]")

HEADERS = (
    "supplier",
    "supplier country",
    "importer",
    "importer country",
    "vessel name",
    "imo",
    "notify party",
    "hs code",
)
NAMES = (
    "", "Acme Ltd", "Nowhere Tidal Trading Corporation", "NOWHERE TIDAL TRADNG CORP", "Pak Thae Munsik", "Rim Choe",
    "Mirok Comercial Bank", "Grey Heron Asociated Co Ltd", "Numuni, Exemplari", "Muster GmbH", "Pak", "General Bank",
)  # fmt: skip
SHIPS = ("", "VICTORY", "MV Morning Lantern", "HAPPY GULL (IMO 9187629)", "MORNING STAR", "Lantern")
NUMBERS = ("", "9187629", "9074729", "IMO 9074729", "9074729.0", "9999999", "x")
CODES = ("", "1006", "4901")


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    return opened(tmp_path_factory.mktemp("lists"))


@pytest.fixture(autouse=True)
def _opens(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "at", lambda index: matcher)


def made(rows: Sequence[tuple[str, ...]], **said: object) -> Reading:
    plan = make_plan(HEADERS, lambda: list(enumerate(rows, start=2)), mapping=Mapping(**said), path="rows.csv", line=1)  # type: ignore[arg-type]
    return Reading("rows.csv", HEADERS, plan, lists="made up")


def kept(read: Reading, rows: Sequence[tuple[str, ...]]) -> list[bool]:
    cells = {column.index: pa.array([row[column.index] for row in rows], pa.string()) for column in read.columns}
    found: list[bool] = Filter(read).mask(cells, len(rows)).tolist()
    return found


def names_a_party(read: Reading, row: tuple[str, ...], matcher: Matcher) -> bool:
    found = read.read(dict(enumerate(row)))
    assert not isinstance(found, Rejected)
    cells = {name: [cell.span for cell in cells] for name, cells in found.more.items()}
    return bool(in_row(found.event, cells, matcher)[1])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from(("DE", "FR", "")), st.sampled_from(NAMES), st.just("US"),
        st.sampled_from(SHIPS), st.sampled_from(NUMBERS), st.sampled_from(NAMES), st.sampled_from(CODES),
    )
)  # fmt: skip
def test_every_row_that_names_a_listed_party_is_kept(matcher: Matcher, row: tuple[str, ...]) -> None:
    read = made([row])
    assert kept(read, [row])[0] or not names_a_party(read, row, matcher)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40).filter(lambda text: "\0" not in text), st.sampled_from(NAMES))
def test_any_cell_around_a_name_is_looked_up_as_the_row_is(matcher: Matcher, around: str, name: str) -> None:
    row = ("Acme", "DE", f"{name} {around}", "US", "", "", "", "4901")
    read = made([row])
    assert kept(read, [row])[0] or not names_a_party(read, row, matcher)


def test_rows_without_a_listed_party_are_passed_over(matcher: Matcher) -> None:
    rows = [("Acme Ltd", "DE", name, "US", "", "", "", "4901") for name in ("Muster GmbH", "Pak", "Timber Works")]
    assert kept(made(rows), rows) == [False, False, False]


def test_a_listed_party_given_for_the_whole_file_keeps_every_row(matcher: Matcher) -> None:
    rows = [("", "DE", "Muster GmbH", "US", "", "", "", "4901")]
    told = made(rows, constants=(Constant("recipient", "Mirok Commercial Bank"),))
    assert kept(told, rows) == [True]


def test_each_distinct_value_is_asked_once(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(text: str, field: str, listed: Matcher) -> bool:
        asked.append(text)
        return False

    monkeypatch.setattr(sieve, "may_be_listed", ask)
    rows = [("Acme Ltd", "DE", "Muster GmbH", "US", "", "", "", "4901")] * 50
    kept(made(rows), rows)
    assert sorted(asked) == ["Acme Ltd", "Muster GmbH"]
