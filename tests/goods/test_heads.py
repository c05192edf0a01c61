"""The last noun of an English compound is its head, also where only the trade words know it, or nothing does."""

from __future__ import annotations

import pytest

from tidewaiter.goods.classify import classify
from tidewaiter.goods.suggest import suggest

UNSPECIFIED = "goods-unspecified"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("GENERATOR HANDBOOKS", "4901"),
        ("drone manuals", "4901"),
        ("BUS TICKETS", "4911"),
        ("TRAIN TIMETABLES PAPER", "4911"),
        ("TRACTOR STRAW BALES", "1213"),
        ("ROCKET LOLLIES", "1704"),
        ("steel barrel honey", "0409"),
        ("lathe operator guides", "4901"),
    ],
)
def test_a_compound_is_goods_of_its_last_noun_alone(text: str, code: str) -> None:
    assert [sense.hs for sense in classify(text, record=True).senses] == [(code,)]


@pytest.mark.parametrize("text", ["CRANE FLIES", "AIRCRAFT PASSES", "radio scripts", "PISTOL SHRIMPS", "ships stores"])
def test_an_unknown_plural_behind_a_machine_leaves_open_what_the_goods_are(text: str) -> None:
    goods = classify(text, record=True)
    assert goods.kinds == (UNSPECIFIED,)
    assert not any(sense.certain for sense in goods.senses)
    assert goods.codes, "what stands before the head stays as a proposal"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lathe mazak qt200", "8458"),
        ("CRANE TADANO", "8426"),
        ("GENERATOR CUMMINS 50KVA", "8502"),
        ("MOTOR SIEMENS 5KW", "8501"),
        ("pump Wilos", "8413"),
        ("pump haas", "8413"),
        ("STEEL SHEET GALVANISED COILS", "7210"),
        ("uranium hexafluoride cylinders", "2844"),
        ("PUMP SEALS", "8413"),
        ("TRUCK FRAMES", "8704"),
        ("gear boxes steel", "8483"),
        ("ship's engine", "8408"),
        ("VALVE GATE FLANGED", "8481"),
    ],
)
def test_names_models_forms_and_parts_behind_goods_are_no_head(text: str, code: str) -> None:
    first = classify(text, record=True).senses[0]
    assert first.hs[0] == code
    assert first.kind != UNSPECIFIED


@pytest.mark.parametrize("text", ["SHIP'S PROVISIONS", "ship's provisions"])
def test_what_an_owner_has_is_not_the_owner(text: str) -> None:
    assert classify(text, record=True).kinds == ("food",)


def test_manufactures_behind_with_are_not_told_but_arms_are() -> None:
    assert classify("surgical kit with scissors", record=True).kinds == ("medical-equipment", UNSPECIFIED)
    assert "small-arms" in classify("kit with pistols", record=True).kinds
    assert classify("cartons with lathes", record=True).senses[0].certain


def test_the_scorer_reads_the_same_head() -> None:
    assert suggest("TRACTOR MANUALS").candidates[0].heading == "4901"
    assert suggest("CRANE FEATHERS").candidates[0].score < 0.8
