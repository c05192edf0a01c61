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


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("surgical kit with scissors", ("medical-equipment",)),
        ("greenhouses with steel frames", ()),
        ("wardrobe with brass handles", ("furniture",)),
        ("prefabricated houses with copper pipes", ()),
    ],
)
def test_what_certain_goods_are_fitted_with_is_no_goods_of_its_own(text: str, kinds: tuple[str, ...]) -> None:
    assert classify(text, record=True).kinds == kinds


def test_what_else_goes_along_is_told() -> None:
    assert "small-arms" in classify("kit with pistols", record=True).kinds
    assert "listed-dual-use" in classify("toys with maraging steel", record=True).kinds
    assert classify("cartons with lathes", record=True).senses[0].certain
    assert UNSPECIFIED in classify("tents with 20 generators", record=True).kinds
    assert UNSPECIFIED in classify("frozen squid with lathes", record=True).kinds


@pytest.mark.parametrize(
    "text", ["vessels, other than warships", "machinery excluding arms and ammunition", "станки, кроме оружия"]
)
def test_what_goods_are_not_is_no_goods(text: str) -> None:
    assert not {"warship", "arms", "ammunition", "naval-vessel"} & set(classify(text, record=True).kinds)
    assert len(classify(text, record=True).kinds) == 1


def test_behind_a_comma_goods_that_follow_an_exclusion_are_in_doubt() -> None:
    senses = classify("machinery excluding arms, ammunition", record=True).senses
    assert [(s.kind, s.certain) for s in senses] == [("machinery", True), ("ammunition", False)]


def test_what_goods_are_made_up_of_is_in_doubt_and_what_a_box_holds_is_not() -> None:
    ash = classify("slag, containing lead, beryllium and cadmium", record=True).senses
    assert not any(s.certain for s in ash if s.hs[0] >= "78")
    assert classify("ceramic tiles containing beryllium", record=True).senses[-1].certain is False
    for text in ("wooden crates containing rifles", "truck containing rifles", "cartons containing rifles"):
        assert classify(text, record=True).senses[-1][0] == "small-arms"
        assert classify(text, record=True).senses[-1].certain


def test_the_scorer_reads_the_same_head() -> None:
    assert suggest("TRACTOR MANUALS").candidates[0].heading == "4901"
    assert suggest("CRANE FEATHERS").candidates[0].score < 0.8


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Gas oil, ship-to-ship", ("diesel",)),
        ("coal ex ship", ("coal",)),
        ("flour, delivery by rail wagon", ("cereals",)),
        ("frozen squid, vessel to vessel transfer", ("seafood",)),
        ("2 tugboats, delivery on heavy lift ship", ("vessel",)),
        ("rail wagon", ("railway-vehicle",)),
    ],
)
def test_what_carries_the_goods_is_no_goods(text: str, kinds: tuple[str, ...]) -> None:
    assert classify(text, record=True).kinds == kinds


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("steel drums of honey", "0409"),
        ("aluminium cans of lager", "2203"),
        ("30 steel drums containing palm oil", "1511"),
        ("in steel drums: transformer oil", "2710"),
        ("cardboard boxes of mushrooms", "0709"),
        ("plastic bags of cement", "2523"),
        ("wooden cases: ball bearings", "8482"),
        ("plastic jerry cans of vinegar", "2209"),
        ("gas cylinders of oxygen", "2804"),
        ("glass jars with lids", "7010"),
        ("steel drums with lids", "7309"),
        ("steel drums", "7309"),
        ("tea set of porcelain", "6911"),
    ],
)
def test_a_container_told_with_its_material_is_no_goods_beside_its_contents(text: str, code: str) -> None:
    senses = classify(text, record=True).senses
    assert [sense.hs[0] for sense in senses] == [code]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("plastic cover for dishwasher", ("8422", "3926")),
        ("plastic housing for sewing machine", ("8452", "3926")),
        ("machine parts", ("84", "85", "73", "40", "39")),
        ("spare parts for machinery", ("84", "85", "73", "40", "39")),
    ],
)
def test_parts_of_machines_may_be_of_anything(text: str, codes: tuple[str, ...]) -> None:
    [sense] = classify(text, record=True).senses
    assert sense.hs == codes
    assert sense.kind is None
    assert not sense.certain


def test_rubber_for_a_machine_and_bags_for_one_are_no_parts_of_it() -> None:
    assert classify("rubber gasket for pump", record=True).senses[0].hs == ("4016",)
    assert classify("plastic bags for dishwasher", record=True).senses[0].hs == ("3923",)
    assert classify("lathe parts", record=True).senses[0].certain
