"""The filter keeps every row that the row reader and the law could speak of."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.engine.bulk import numbers
from tidewaiter.engine.bulk.filter import Filter
from tidewaiter.engine.bulk.reading import Reading
from tidewaiter.errors import InputError
from tidewaiter.law import load
from tidewaiter.screen import RowAnswer, screen_row
from tidewaiter.trade.amounts import Sign, read_number, split_amount
from tidewaiter.trade.mapping import Mapping
from tidewaiter.trade.plan import make_plan
from tidewaiter.trade.rows import Shipment
from tidewaiter.trade.sheets import Rejected

pa = pytest.importorskip("pyarrow", reason="needs tidewaiter[tables]")

HEADERS = (
    "date", "supplier", "supplier country", "export country", "importer", "importer country", "country of origin",
    "destination", "goods description", "hs code", "value", "currency", "quantity", "unit", "vessel name", "imo",
    "flag",
    "port of loading", "port of discharge", "importer address", "exporter address", "notify party", "destination code",
    "direction", "partner", "reporter", "beneficiary bank", "remarks",
)  # fmt: skip
PLACES = (
    "", "KP", "KR", "CN", "RU", "North Korea", "Korea", "KOREA, DPR", "Dem. People's Rep. of Korea", "408", "410", "DE",
    "Congo", "n/a", "World", "NK", "KN", "Korea (South)", "Nampo", "Atlantis", "US",
    "조선민주주의인민공화국", "-", "PRK", "ROK", "Guinea", "us",
)  # fmt: skip
GOODS = (
    "", "passenger car", "coal", "North Korean coal", "seafood", "rice", "training aircraft", "training", "insurance",
    "joint venture in Rason", "workers", "labour", "goods", "spare parts", "refined petroleum", "wine", "book",
    "Pyongyang noodles", "the North and Korea", "석탄", "북한산 석탄", "bulk cash", "port call",
    "crew services", "statue",
    "lathes, final destination Pyongyang", "crab, origin: KP", "machine parts for north korea", "POD KPNAM, tyres",
    "not for North Korea", "Станок, транзит в КНДР", "车床 转运朝鲜", "输朝物资", "대북 수출용 선반", "선반 북한향",
    "gear boxes via Nampo", "jackets made in south korea", "books about the DPRK",
    "office in Pyongyang", "bunkering of a vessel", "repair of missiles", "ship-to-ship transfer of fuel oil", "cargo",
)  # fmt: skip
VALUES = {
    "date": ("", "2018-03-01", "2014-02-31", "2019", "03/04/2018", "25/04/2018", "2020-02-29", "yesterday", "2017-08"),
    "supplier": ("", "Acme", "Korea Mining Co", "Pyongyang Trading", "n/a", "조선무역회사"),
    "importer": ("", "Beta GmbH", "Chosun Ilbo", "North Korea Post", "-"),
    "hs code": ("", "8703", "2701.12", "87 03 23", "0101", "87.3", "abc", "2709;2710", "77", "930100", "2.7e5"),
    "value": ("", "100", "12.50", "1,234.50", "1.234", "-5", "1e3", "nan", "USD 5", "1.234,50", "0.125", "1e999",
              "1,234,567", "1.234.567", "1 234,5", "1 234", "0012,50", "1 234.567", "12,345.6789", "1,23,456.00",
              "12,5", "0,234.5", "999 999 999 999,99", "1,234 567.5", "1'234.5", "12.34.56", "1 23", "1,2345"),
    "currency": ("", "USD", "$", "XXX"),
    "quantity": ("", "5", "1.234", "five", "12 t", "1 234", "3.1415"),
    "unit": ("", "kg", "ton", "barrels"),
    "vessel name": ("", "STAR 1", "DPRK STAR (IMO 9074729)", "n/a", "Chong Chon Gang"),
    "imo": ("", "9074729", "9074720", "x"),
    "port of loading": ("", "Nampo", "KPNAM", "Busan", "Rotterdam", "somewhere"),
    "port of discharge": ("", "Nampo, DPRK", "KRPUS", "Dandong", "Chongjin"),
    "importer address": (
        "",
        "12 Main St, Berlin",
        "Tel. +850 2 18111",
        "Moranbong-guyok",
        "Jongno-gu, Seoul",
        "평양시",
    ),
    "exporter address": ("", "Hamburg", "Chung-guyok, Pyongyang", "Korea"),
    "beneficiary bank": ("", "Acme Bank", "FTBDKPPY", "Foreign Trade Bank, Pyongyang", "DEUTDEFF"),
    "remarks": ("", "none", "for onward shipment to DPRK", "origin: KP", "via Nampo", "fragile", "не для КНДР"),
    "notify party": ("", "to order", "Gamma Ltd", "Wonsan Shipping"),
    "direction": ("", "import", "export", "M", "X", "re-export", "sideways"),
}  # fmt: skip


def reading(headers: tuple[str, ...], rows: list[tuple[str, ...]] | None = None, **said: object) -> Reading:
    numbered = list(enumerate(rows or [tuple("" for _ in headers)], start=2))
    plan = make_plan(headers, lambda: numbered, mapping=Mapping(**said), path="rows.csv", line=1)  # type: ignore[arg-type]
    return Reading("rows.csv", headers, plan)


def kept(read: Reading, rows: list[tuple[str, ...]]) -> list[bool]:
    return mask(Filter(read), read, rows)


def mask(sieve: Filter, read: Reading, rows: list[tuple[str, ...]]) -> list[bool]:
    cells = {column.index: pa.array([row[column.index] for row in rows], pa.string()) for column in read.columns}
    found: list[bool] = sieve.mask(cells, len(rows)).tolist()
    return found


def spoken_of(read: Reading, row: tuple[str, ...]) -> bool:
    """Whether the slow path says anything of a row: rejects it, or raises a measure."""
    found = read.read(dict(enumerate(row)))
    if isinstance(found, Rejected) or found.unread:
        return True
    said = answer(found)
    if said.assessment.findings or said.assessment.also or not said.judged:
        return True
    return any(one.readings for one in said.remarks)


def answer(row: Shipment) -> RowAnswer:
    return screen_row(row.event, {name: cell.span for name, cell in row.cells.items()}, load.default())


def cell(header: str) -> st.SearchStrategy[str]:
    if "country" in header or header in ("destination", "destination code", "flag", "partner", "reporter"):
        return st.sampled_from(PLACES)
    if header == "goods description":
        return st.sampled_from(GOODS)
    return st.sampled_from(VALUES[header])


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    headers = tuple(draw(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=len(HEADERS), unique=True)))
    rows = draw(st.lists(st.tuples(*(cell(header) for header in headers)), min_size=1, max_size=8))
    return headers, rows


@settings(max_examples=200, deadline=None)
@given(tables())
def test_a_row_that_is_passed_over_is_one_the_slow_path_says_nothing_of(
    table: tuple[tuple[str, ...], list[tuple[str, ...]]],
) -> None:
    headers, rows = table
    try:
        read = reading(headers, rows)
    except InputError:
        return  # no column tells a country
    for row, stays in zip(rows, kept(read, rows), strict=True):
        assert stays or not spoken_of(read, row), row


@settings(max_examples=100, deadline=None)
@given(tables(), st.integers(1, 4))
def test_a_filter_keeps_the_same_rows_whatever_it_remembers(
    table: tuple[tuple[str, ...], list[tuple[str, ...]]], size: int
) -> None:
    headers, rows = table
    try:
        read = reading(headers, rows)
    except InputError:
        return
    one = Filter(read)
    several = [rows[at : at + size] for at in range(0, len(rows), size)] * 2
    assert [mask(one, read, some) for some in several] == [kept(read, some) for some in several]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.sampled_from(GOODS), st.text(max_size=20))
def test_no_free_text_ties_a_row_that_the_filter_passes_over(before: str, goods: str, after: str) -> None:
    read = reading(("supplier country", "destination", "goods description"))
    row = ("DE", "FR", f"{before} {goods} {after}".replace("\0", " "))
    assert kept(read, [row])[0] or not spoken_of(read, row)


def real_rows(shared: Path, count: int) -> list[dict[str, str]]:
    path = shared / "data" / "customs" / "korea_import_valid.csv"
    if not path.exists():
        pytest.skip("../shared/data/customs is not here")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))[:count]


def test_real_declarations_mixed_with_rows_of_the_dprk_give_the_same_counts(shared: Path) -> None:
    headers = ("Date", "HS Code", "Origin Country", "Country of Departure", "Destination Country", "Item", "Value")
    read = reading(headers)
    rows: list[tuple[str, ...]] = []
    for at, row in enumerate(real_rows(shared, 1500)):
        origin = "KP" if at % 97 == 0 else row["Country of Origin"]
        to = "Korea" if at % 131 == 0 else "KP" if at % 53 == 0 else "KR"
        item = "North Korean clams" if at % 211 == 0 else ""
        rows.append((row["Date"], row["HS6 Code"], origin, row["Country of Departure"], to, item, row["Item Price"]))
    whole: Counter[str] = Counter()
    filtered: Counter[str] = Counter()
    for cells, stays in zip(rows, kept(read, rows), strict=True):
        outcome = verdict(read, cells)
        whole[outcome] += 1
        filtered[outcome if stays else "not_covered"] += 1
    assert filtered == whole
    assert whole["prohibited"] > 10
    assert whole["undetermined"] > 2


def verdict(read: Reading, row: tuple[str, ...]) -> str:
    found = read.read(dict(enumerate(row)))
    return "rejected" if isinstance(found, Rejected) else answer(found).verdict


def test_the_filter_passes_over_nearly_all_rows_that_touch_nothing() -> None:
    read = reading(("supplier country", "destination", "goods description"))
    rows: list[tuple[str, ...]] = [("DE", "FR", f"pump no. {number}") for number in range(1000)]
    assert sum(kept(read, rows)) == 0


def test_a_bare_korea_stays_and_a_southern_destination_does_not() -> None:
    read = reading(("supplier country", "destination"))
    assert kept(read, [("CN", "Korea"), ("CN", "South Korea"), ("CN", "KP")]) == [True, False, True]


def test_dictionary_columns_are_filtered_as_plain_ones() -> None:
    read = reading(("supplier country", "destination", "goods description"))
    rows: list[tuple[str, ...]] = [("DE", "FR", "pump"), ("KP", "CN", "coal"), ("DE", "", "clams from North Korea")]
    cells = {at: pa.array([row[at] for row in rows]).dictionary_encode() for at in range(3)}
    assert Filter(read).mask(cells, 3).tolist() == kept(read, rows) == [False, True, True]


def test_odd_digits_of_codes_are_a_habit_in_any_script() -> None:
    column = reading(("hs code", "destination")).columns[0]
    shown = [
        numbers.habits_of(pa.array(texts), column) for texts in (["0101", None, "87.03"], ["0101", "101"], ["٣٤٥"])
    ]
    assert shown == [frozenset(), {numbers.ODD_CODE}, {numbers.ODD_CODE}]
    assert numbers.habits_of(pa.array(["101", "0101", "2701"]).slice(1), column) == frozenset()
    assert numbers.habits_of(pa.array(["0101", "101"]).dictionary_encode(), column) == {numbers.ODD_CODE}


def test_amounts_show_the_sign_before_their_decimals() -> None:
    column = reading(("value", "destination")).columns[0]
    shown = {
        text: set(numbers.habits_of(pa.array(["5"] * 300 + [text, None, ""]).slice(1), column))
        for text in ("12.50", "1,234,567", "1 234.5", "12,50", "1.234.567", "1 234,5", "12", "1 234", "1.234", "x")
    }
    assert [text for text, signs in shown.items() if signs == {"."}] == ["12.50", "1,234,567", "1 234.5"]
    assert [text for text, signs in shown.items() if signs == {","}] == ["12,50", "1.234.567", "1 234,5"]
    assert [shown[text] for text in ("12", "1 234", "1.234", "x")] == [set(), set(), {"either"}, set()]
    assert numbers.habits_of(pa.array([], pa.string()), column) == frozenset()


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"[0-9]{1,4}([., ][0-9]{1,4}){0,3}", fullmatch=True), st.sampled_from([None, ".", ","]))
def test_an_amount_that_needs_no_asking_is_read_under_every_habit(text: str, habit: Sign | None) -> None:
    column = reading(("value", "destination")).columns[0]
    if not numbers.odd_cells(pa.array([text]), column, settled=habit is not None)[0]:
        assert read_number(split_amount(text)[0], decimal=habit) >= 0
    assert numbers.habits_of(pa.array([text]), column) == {sign for sign in [numbers.habit_of("amount", text)] if sign}
