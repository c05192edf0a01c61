"""What an item text names: the head decides, the words around it narrow it, and doubt is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.goods.classify import Goods, Sense, classify
from tidewaiter.goods.lexicon import lexicon


def only(text: str) -> Sense:
    senses = classify(text).senses
    assert len(senses) == 1, senses
    return senses[0]


def headings(text: str) -> list[str]:
    return [sense.hs[0] for sense in classify(text).senses if sense.hs]


@pytest.mark.parametrize(
    ("text", "heading", "kind"),
    [
        ("coal mining equipment", "8430", "machinery"),
        ("car parts", "8708", "vehicle-parts"),
        ("iron ore", "2601", "iron-ore"),
        ("lead crystal", "7013", "lead-crystal"),
        ("copper wire", "7408", "copper"),
        ("leather car seats", "9401", None),
        ("lead pencils", "9609", None),
        ("fish oil", "1504", "food"),
        ("toy gun", "9503", "toy"),
        ("water tank", "7309", "steel"),
        ("rice cookers", "8516", "electrical-equipment"),
        ("gold trading licences", "7108", "gold"),
    ],
)
def test_the_last_noun_of_a_phrase_decides(text: str, heading: str, kind: str | None) -> None:
    first = classify(text).senses[0]
    assert first.hs[0] == heading
    assert first.kind == kind


def test_an_unknown_head_leaves_the_known_word_in_doubt() -> None:
    assert only("gold bars").certain
    assert not only("gold trading licences").certain
    assert not only("coal miners").certain


@pytest.mark.parametrize("text", ["wire of copper", "copper wire", "wire made of copper"])
def test_a_material_may_stand_before_or_behind(text: str) -> None:
    assert only(text).hs == ("7408",)


@pytest.mark.parametrize(
    ("text", "heading", "kind"),
    [
        ("parts of weapons", "9305", "arms-parts"),
        ("spare parts for Il-62M aircraft", "8807", "aircraft-parts"),
        ("truck components", "8708", "vehicle-parts"),
        ("accessories for motorcycles", "8714", "vehicle-parts"),
        ("pump parts", "8413", "machinery"),
        ("запчасти для тракторов", "8708", "vehicle-parts"),
        ("무기 부품", "9305", "arms-parts"),
    ],
)
def test_parts_have_their_own_heading_or_that_of_the_whole(text: str, heading: str, kind: str) -> None:
    sense = only(text)
    assert (sense.hs[0], sense.kind) == (heading, kind)


def test_parts_of_missiles_are_parts_of_arms_and_missile_items() -> None:
    assert classify("components for missiles").kinds == ("arms-parts", "missile-item")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2,300 tons of iron ore", "iron ore"),
        ("bottles of cognac", "cognac"),
        ("a shipment of coal from Nampo", "coal"),
    ],
)
def test_words_that_count_or_hold_goods_are_passed_over(text: str, words: str) -> None:
    assert only(text).words == words


def test_what_crates_hide_is_named_too_but_in_doubt() -> None:
    crates, weapons = classify("wooden crates with weapons").senses
    assert crates.kind == "wood"
    assert (weapons.kind, weapons.certain) == ("arms", False)


def test_each_thing_of_a_list_has_its_own_sense() -> None:
    assert classify("artillery, rockets and ballistic missiles").kinds == ("artillery", "rocket", "ballistic-missile")
    assert headings("vehicles and vehicle parts") == ["87", "8708"]


def test_a_shared_head_is_told_as_a_possibility_beside_the_bare_word() -> None:
    shared, bare, zinc = classify("lead and zinc ore").senses
    assert (shared.kind, shared.certain) == ("lead-ore", False)
    assert (bare.kind, bare.certain) == ("lead", False)
    assert zinc.kind == "zinc-ore"
    assert headings("coal and iron ore") == ["2701", "2601"]


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("luxury foreign vehicles", "luxury-car", "8703"),
        ("a luxury Mercedes", "luxury-car", "8703"),
        ("gold-plated watches", "luxury-watch", "9101"),
        ("armed drones", "combat-drone", "8806"),
        ("women's shirts", "apparel", "6206"),
        ("knitted trousers", "apparel", "6103"),
        ("frozen mackerel", "seafood", "0303"),
        ("canned crabs", "seafood", "1605"),
        ("Persian carpets", "rug-or-tapestry", "5701"),
    ],
)
def test_modifiers_narrow_the_head(text: str, kind: str, code: str) -> None:
    sense = only(text)
    assert (sense.kind, sense.hs[0]) == (kind, code)


def test_a_modifier_behind_a_comma_belongs_to_what_stands_before() -> None:
    assert headings("mackerel, frozen") == ["0303"]
    assert headings("trousers, women's") == ["6204"]
    assert headings("cars, trucks") == ["8703", "8704"]


@pytest.mark.parametrize("text", ["vehicles", "oil", "fuel", "equipment", "iron", "parts", "chips"])
def test_generic_words_are_not_certain(text: str) -> None:
    assert not any(sense.certain for sense in classify(text).senses)


def test_only_words_that_say_nothing_make_a_text_generic() -> None:
    assert classify("various goods").generic
    assert classify("supplies").generic
    assert not classify("luxury goods").generic
    assert not classify("weapons and other items").generic


def test_nothing_known_is_said_to_be_unknown() -> None:
    assert classify("something strange") == Goods(text="something strange", unknown=True)
    assert classify("").unknown


@pytest.mark.parametrize(
    ("text", "make", "model", "kind"),
    [
        ("an Aurus Senat limousine", "Aurus", "Senat", "luxury-car"),
        ("Mercedes-Maybach S600 Guard", "Mercedes-Maybach", "S600 Guard", "luxury-car"),
        ("two Mercedes", "Mercedes", None, "passenger-car"),
        ("KamAZ trucks", "KamAZ", None, "truck"),
        ("Toyota forklift", "Toyota", None, "machinery"),
        ("second-hand Toyota Land Cruisers", "Toyota", "Land Cruisers", "passenger-car"),
        ("MiG-21", "Mikoyan", "MiG-21", "combat-aircraft"),
        ("Il-62M", "Ilyushin", "Il-62M", "aircraft"),
        ("Galaxy Z Flip6", "Samsung", "Galaxy Z Flip6", "phone"),
        ("Shahed-136", "Shahed", "Shahed-136", "combat-drone"),
        ("아우루스 승용차", "Aurus", None, "luxury-car"),
    ],
)
def test_makes_and_models_are_known(text: str, make: str, model: str | None, kind: str) -> None:
    goods = classify(text)
    assert (goods.make, goods.model) == (make, model)
    assert goods.kinds == (kind,)


@pytest.mark.parametrize("text", ["apple juice", "Apple juice", "an 8-ton truck", "apples"])
def test_common_words_are_no_makes(text: str) -> None:
    assert classify(text).make is None


def test_designations_are_read_with_their_number() -> None:
    assert only("152 mm howitzer shells").kind == "ammunition"
    assert only("KN-23 missiles").kind == "ballistic-missile"
    assert only("240-mm multiple rocket launchers").kind == "rocket"
    assert only("T-62 tanks").kind == "battle-tank"


def test_new_and_used_are_told_apart_and_else_unknown() -> None:
    assert classify("second-hand cargo ships").new is False
    assert classify("a brand-new helicopter").new is True
    assert classify("a helicopter").new is None
    assert classify("new and used cars").new is None


def test_codes_come_from_certain_words_first_and_say_which_words() -> None:
    goods = classify("vehicles and diesel")
    assert [(code.code, code.why, code.declared, code.edition) for code in goods.codes] == [
        ("2710", "diesel", False, "2022"),
        ("87", "vehicles", False, "2022"),
    ]


def test_codes_in_the_text_are_kept_apart_from_words() -> None:
    goods = classify("HTS CODE : 6109901065 T-SHIRTS HTS CODE : 6106202010 BLOUSES")
    assert goods.codes_in_text == ("6109901065", "6106202010")
    assert [code.code for code in goods.codes] == ["6109", "6206"]
    assert not classify("HS 8703").unknown


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("поставки нефтепродуктов и угля", ("refined-petroleum", "coal")),
        ("артиллерийские снаряды и баллистические ракеты", ("ammunition", "ballistic-missile")),
        ("러시아산 고급 승용차", ("luxury-car",)),
        ("정제유와 석탄", ("refined-petroleum", "coal")),
        ("煤炭和铁矿石", ("coal", "iron-ore")),
        ("俄罗斯制造的汽车", ("passenger-car",)),
    ],
)
def test_russian_korean_and_chinese_name_what_the_measures_name(text: str, kinds: tuple[str, ...]) -> None:
    assert classify(text).kinds == kinds


def test_a_chinese_compound_is_not_its_first_part() -> None:
    assert "coal" not in classify("煤矿设备").kinds


WORDS = sorted(lexicon().phrases)[:: max(1, len(lexicon().phrases) // 400)]
GLUE = [" ", ", ", " and ", " of ", " for ", "-", " with ", " parts of ", "HS 87 ", "ß", "İ", "n° 3"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(GLUE), st.text(max_size=8)), max_size=12))
def test_any_text_is_read_with_spans_verbatim_and_always_the_same(parts: list[str]) -> None:
    text = "".join(parts)
    goods = classify(text)
    assert goods == classify(text)
    assert goods.unknown == (not goods.senses and not goods.codes_in_text)
    for sense in goods.senses:
        assert 0 <= sense.start < sense.end <= len(text)
        assert text[sense.start : sense.end] == sense.words
        assert sense.model is None or sense.model in text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    assert classify(text).text == text


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WORDS))
def test_upper_case_changes_no_kind_of_a_certain_word(word: str) -> None:
    plain, shouted = classify(word), classify(word.upper())
    if not plain.make and not shouted.make and word.isascii():
        assert plain.kinds == shouted.kinds


@pytest.mark.parametrize(
    "text", ["missile experts", "thousands of foreign fighters", "tank mechanics", "drone trainers"]
)
def test_people_are_not_the_goods_they_are_named_after(text: str) -> None:
    assert classify(text).kinds == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("toys, motor driven", ("toy",)),
        ("boxes, plastic, for screws", ()),
        ("GENERAL CARGO STC 20 PALLETS", ("goods-unspecified",)),
    ],
)
def test_in_a_record_what_describes_the_goods_names_no_goods_of_its_own(text: str, kinds: tuple[str, ...]) -> None:
    assert classify(text, record=True).kinds == kinds


def test_a_number_of_holders_tells_no_goods() -> None:
    assert classify("20 pallets").unknown
    assert classify("20 pallets of coal").kinds == ("coal",)
