"""A row that tells little never looks cleaner than one that tells more; what its words name is asked."""

from __future__ import annotations

import csv
import io

import pytest

from tidewaiter.law import load
from tidewaiter.screen import RowAnswer, screen_row, touched_row
from tidewaiter.trade.rows import Shipment
from tidewaiter.trade.tables import read_table


def shipment(**told: str) -> Shipment:
    columns = {"date": "2020-05-06", "supplier_country": "", "destination": "", "item": "", "hs": "", **told}
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns))
    writer.writeheader()
    writer.writerow(columns)
    (found,) = read_table(out.getvalue().encode(), path="rows.csv").shipments
    return found


def answer(**told: str) -> RowAnswer:
    row = shipment(**told)
    return screen_row(row.event, {name: cell.span for name, cell in row.cells.items()}, load.default())


def measures(said: RowAnswer) -> dict[str, str]:
    return {one.measure.removeprefix("UNSCR-"): one.verdict for one in said.assessment.findings}


@pytest.mark.parametrize("told", [{}, {"hs": "845811"}, {"item": "lathes"}, {"item": "general cargo"}])
def test_a_row_without_ends_cannot_be_judged(told: dict[str, str]) -> None:
    said = answer(**told)
    assert (said.verdict, said.judged, said.assessment.findings) == ("undetermined", False, ())
    assert {"destination", "origin"} <= set(said.missing)
    row = shipment(**told)
    assert touched_row(row.event, {name: cell.span for name, cell in row.cells.items()}, load.default()) is not None


def test_goods_that_no_measure_speaks_of_need_no_ends() -> None:
    assert answer(item="rice", hs="100630").verdict == "not_covered"


@pytest.mark.parametrize("told", [{"supplier_country": "CN", "hs": "845811"}, {"destination": "DE"}])
def test_a_row_with_an_end_is_judged(told: dict[str, str]) -> None:
    assert answer(**told).judged


def test_a_cell_that_names_the_target_raises_what_the_ends_would() -> None:
    said = answer(item="lathes", vessel="PYONGYANG STAR")
    assert measures(said) == {"2397-OP7": "undetermined", "2397-OP6": "undetermined"}
    assert any("PYONGYANG STAR" in note for note in said.event.notes)


@pytest.mark.parametrize(
    "words",
    ["jackets made with North Korean labour", "shirts, knitted by workers from the DPRK", "shoes by DPRK labourers"],
)
def test_work_of_nationals_that_the_goods_words_name_is_a_question(words: str) -> None:
    said = measures(answer(supplier_country="CN", origin="CN", destination="RU", item=words))
    assert said["2375-OP17"] == said["2397-OP8"] == "undetermined"


@pytest.mark.parametrize(
    "words", ["gloves for workers", "books on North Korean workers", "toy soldiers", "training shoes"]
)
def test_goods_that_only_speak_of_people_ask_nothing_of_work(words: str) -> None:
    said = measures(answer(supplier_country="CN", origin="CN", destination="RU", item=words))
    assert not {"2375-OP17", "2397-OP8"} & set(said)


def test_a_joint_venture_beside_goods_to_the_target_is_a_question() -> None:
    said = measures(answer(supplier_country="CN", destination="KP", item="cooking oil, joint venture", hs="151219"))
    assert said == {"2375-OP18": "undetermined"}
    assert not measures(answer(supplier_country="CN", destination="DE", item="cooking oil, joint venture", hs="151219"))


@pytest.mark.parametrize("words", ["rice, and spare parts", "rice and equipment"])
def test_free_goods_do_not_hide_goods_that_are_not_named(words: str) -> None:
    said = answer(supplier_country="CN", destination="KP", item=words)
    assert measures(said)["2397-OP7"] == "undetermined"


def test_what_is_not_named_adds_nothing_to_goods_of_a_measure() -> None:
    said = answer(supplier_country="CN", destination="KP", item="lathes and spare parts")
    assert measures(said) == {"2397-OP7": "prohibited"}


def test_coal_out_of_rajin_that_the_target_supplies_is_a_question_of_its_origin() -> None:
    told = {"supplier_country": "KP", "origin": "RU", "destination": "CN", "port_loading": "Rajin", "hs": "270119"}
    said = answer(item="coal", **told)
    assert measures(said) == {"2371-OP8": "undetermined"}
    assert any("Russia origin" in question for question in said.assessment.findings[0].ask)
