"""Headings suggested for goods as traders write them: floors on a set of strings, and each kind of answer."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.datafile import read_tree
from tidewaiter.goods.classify import classify
from tidewaiter.goods.suggest import contradiction, suggest, within

STRINGS = Path(__file__).parent / "strings"
BANNED = tuple(str(chapter) for chapter in range(72, 90))
Row = tuple[str, tuple[str, ...]]


def strings(name: str) -> list[Row]:
    return [(row["text"], tuple(row["hs"].split())) for row in read_tree(STRINGS / f"{name}.yaml").value]


def first(text: str) -> str:
    return suggest(text).candidates[0].heading


def share_right(rows: list[Row], most: int, digits: int) -> float:
    right = [
        any(c.heading[:digits] == code[:digits] for c in suggest(text).candidates[:most] for code in codes)
        for text, codes in rows
    ]
    return sum(right) / len(right)


def test_the_strings_worked_on_keep_their_floors() -> None:
    rows = [row for row in strings("worked_on") if row[0].isascii()]
    assert share_right(rows, 1, 4) >= 0.93
    assert share_right(rows, 3, 4) >= 0.97
    assert share_right(rows, 3, 2) >= 0.98


def test_the_strings_set_aside_keep_their_floors() -> None:
    rows = strings("set_aside")
    assert share_right(rows, 1, 4) >= 0.85
    assert share_right(rows, 3, 4) >= 0.93
    assert share_right(rows, 3, 2) >= 0.96


def test_the_second_strings_keep_their_floors() -> None:
    rows = strings("second")
    assert share_right(rows, 1, 4) >= 0.88
    assert share_right(rows, 3, 4) >= 0.94
    assert share_right(rows, 3, 2) >= 0.96


@pytest.mark.parametrize("script", ["\u0400-\u04ff", "\uac00-\ud7a3", "\u4e00-\u9fff"])
def test_russian_korean_and_chinese_keep_their_floors(script: str) -> None:
    rows = [row for row in strings("worked_on") if re.search(f"[{script}]", row[0])]
    assert len(rows) >= 40
    assert share_right(rows, 1, 4) >= 0.85


def test_chapters_72_to_89_are_told_from_the_rest_on_the_strings_worked_on() -> None:
    rows = [row for row in strings("worked_on") if row[0].isascii()]
    told = [(within(text, BANNED).answer, {code.startswith(BANNED) for code in codes}) for text, codes in rows]
    clear = [(answer, truth == {True}) for answer, truth in told if len(truth) == 1]
    yes = [truth for answer, truth in clear if answer == "yes"]
    assert sum(yes) / len(yes) >= 0.96
    missed = sum(truth for answer, truth in clear if answer == "no")
    assert sum(yes) / (sum(yes) + missed) >= 0.98
    assert sum(answer == "unsure" for answer, _ in clear) / len(clear) <= 0.1


def test_a_high_score_is_right_more_often_than_a_low_one() -> None:
    scored = [(suggest(text), codes) for text, codes in strings("worked_on") if suggest(text).candidates]
    high = [s.candidates[0].heading in codes for s, codes in scored if s.candidates[0].score >= 0.8]
    low = [s.candidates[0].heading in codes for s, codes in scored if s.candidates[0].score < 0.6]
    assert sum(high) / len(high) > 0.9 > sum(low) / len(low)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("CONVEYOR BELTS RUBBER EP 800", "4010"),
        ("sand, 98% silica", "2505"),
        ("spare parts for diesel engine", "8409"),
        ("full cream milk powder in 25kg bags", "0402"),
        ("blister packs of aspirin tablets", "3004"),
        ("dried chickpeas", "0713"),
    ],
)
def test_what_stands_around_the_head_does_not_lead_astray(text: str, heading: str) -> None:
    found = [c.heading for c in suggest(text).candidates[:3]]
    assert heading in found


def test_the_words_that_led_there_stand_in_the_text() -> None:
    text = "2 used water pumps, 20 bicycles"
    for candidate in suggest(text).candidates:
        assert candidate.why
        assert all(words in text for words in candidate.why.split("; "))


@pytest.mark.parametrize("text", ["", "spare parts", "misc goods as per invoice", "zzqx 77", "personal effects"])
def test_what_tells_too_little_is_abstained_from(text: str) -> None:
    assert suggest(text).abstained


def test_several_goods_in_one_line_are_split() -> None:
    parts = suggest("frozen mackerel, diesel engines and 20 bicycles").parts
    assert [part.candidates[0].heading for part in parts] == ["0303", "8408", "8712"]


def test_what_stands_in_brackets_is_no_other_goods() -> None:
    assert suggest("parts for sewing machines (bobbins, needles)").parts == ()


def test_codes_in_the_text_are_told_and_speak_for_their_heading() -> None:
    found = suggest("HTS CODE : 6109901065 NO FURTHER DETAILS")
    assert found.codes_in_text == ("6109901065",)
    assert found.candidates[0].heading == "6109"


def test_each_of_several_goods_keeps_its_own_code() -> None:
    text = "BICYCLES HTS CODE : 8712002500 COTTON SHIRTS HTS CODE : 6205202016"
    parts = suggest(text).parts
    assert [part.codes_in_text for part in parts] == [("8712002500",), ("6205202016",)]


def test_the_question_whether_goods_could_be_in_some_chapters_is_answered() -> None:
    assert within("diesel engine", BANNED).answer == "yes"
    assert within("frozen mackerel", BANNED).answer == "no"
    assert within("spare parts", BANNED).answer == "unsure"


def test_one_of_several_goods_inside_is_enough() -> None:
    assert within("frozen mackerel and diesel engines", BANNED).answer == "yes"


def test_a_description_that_contradicts_its_code_is_found() -> None:
    found = contradiction("used Toyota sedan", "040210")
    assert found is not None
    assert (found.by, found.level, found.said) == ("words", "chapter", ("8703",))
    assert "Toyota" in found.why


def test_a_description_that_agrees_with_its_code_is_no_contradiction() -> None:
    assert contradiction("used Toyota sedan", "870323") is None
    assert contradiction("spare parts", "870323") is None


def test_another_code_inside_the_text_is_a_contradiction() -> None:
    found = contradiction("ceramic tiles HSN 69072100", "721420")
    assert found is not None
    assert (found.by, found.said) == ("code", ("69072100",))


def test_right_codes_are_seldom_contradicted() -> None:
    rows = strings("worked_on")
    assert sum(contradiction(text, codes[0] + "00") is not None for text, codes in rows) / len(rows) <= 0.015


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_an_answer_and_scores_fall(text: str) -> None:
    found = suggest(text)
    scores = [c.score for c in found.candidates]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) <= 1.01


def test_goods_with_codes_of_their_own_are_split_though_the_words_are_unknown() -> None:
    parts = suggest("QWERTYS HTS CODE : 6109901065 ASDFGS HTS CODE : 8712002500").parts
    assert [(part.text.split()[0], part.codes_in_text) for part in parts] == [
        ("QWERTYS", ("6109901065",)),
        ("ASDFGS", ("8712002500",)),
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("bags, plastic, for waste", "3923"),
        ("trousers, ladies, knitted, of synthetic fibres", "6104"),
        ("lamp, LED, desk", "9405"),
        ("helmet, motorcycle, with visor", "6506"),
        ("engine, diesel, for boats", "8408"),
        ("fish (mackerel), frozen, in cartons", "0303"),
        ("copper; tube fittings", "7412"),
        ("rubber, vulcanised; hoses", "4009"),
        ("chicory, roasted", "2101"),
        ("Syringes 10 ml with luer lock", "9018"),
    ],
)
def test_what_stands_behind_a_comma_or_a_size_describes_the_goods_before_it(text: str, heading: str) -> None:
    found = suggest(text)
    assert found.candidates[0].heading == heading
    assert found.parts == ()


def test_several_goods_stay_several_goods() -> None:
    headings = [part.candidates[0].heading for part in suggest("television sets, washing machines, bicycles").parts]
    assert headings == ["8528", "8450", "8712"]


def test_goods_of_another_heading_of_the_same_chapter_contradict_the_code() -> None:
    found = contradiction("laptop computers", "843810")
    assert found is not None
    assert (found.by, found.level, found.said) == ("words", "heading", ("8471",))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("laptop computers", "847330"),  # their parts: the words speak for both
        ("articles of plastics", "391740"),  # words for the rest of a chapter
        ("pumps and laptop computers", "841381"),  # one of several goods
    ],
)
def test_near_headings_and_words_for_the_rest_of_a_chapter_do_not_contradict(text: str, code: str) -> None:
    assert contradiction(text, code) is None


def test_parts_of_something_named_are_no_vague_words() -> None:
    assert not suggest("parts for Tu-204 aircraft").abstained
    assert suggest("2 ctns personal effects").abstained


def test_the_parts_of_a_numbered_list_begin_with_their_numbers() -> None:
    assert suggest("1) bicycles 2) rice").parts[1].text == "2) rice"


def test_a_part_told_with_its_material_describes_the_goods() -> None:
    found = suggest("boots, men's, leather upper, sole of rubber")
    assert (found.candidates[0].heading, found.parts) == ("6403", ())


def test_a_counted_holder_is_no_part_of_its_own() -> None:
    assert suggest("strawberries, fresh, 2 kg trays").parts == ()


def test_all_that_stands_before_a_head_narrows_it() -> None:
    assert first("ladies knitted dress") == "6104"


@pytest.mark.parametrize("text", ["linseed meal oddments", "quinces pressed, odd lots", "olive pulp husk cut"])
def test_a_text_that_speaks_for_nothing_inside_is_outside_though_no_heading_is_sure(text: str) -> None:
    assert within(text, BANNED).answer == "no"


@pytest.mark.parametrize(
    "text", ["machines for bonnet tarring", "machinery for wet rope laying", "date pitting machines"]
)
def test_a_machine_of_any_kind_is_inside_the_chapters_of_machines(text: str) -> None:
    assert within(text, ["84", "85"]).answer == "yes"
    assert within(text, ["72", "73"]).answer != "yes"


def test_household_effects_are_on_neither_side() -> None:
    assert within("2 ctns household effects", ["84", "85"]).answer == "unsure"


def test_a_stroke_between_two_numbers_parts_no_goods() -> None:
    assert suggest("bitumen penetration 60/70 in steel drums").parts == ()
    assert len(suggest("steel drums / lathes").parts) == 2


@pytest.mark.parametrize("text", ["fruit sorting or grading machines", "leaf drying and rolling machines"])
def test_two_kinds_of_work_share_the_machine_behind_the_second(text: str) -> None:
    assert suggest(text).parts == ()
    assert [s.hs[0][:2] for s in classify(text, record=True).senses] == ["84"]


def test_a_make_is_read_with_its_model_though_the_vehicle_is_used() -> None:
    used, bare = suggest("used Toyota Hiace van").candidates, suggest("Toyota Hiace van").candidates
    assert used[0].heading == bare[0].heading == classify("used Toyota Hiace van").codes[0].code
    assert first("Mercedes Sprinter van") == "8704"


@pytest.mark.parametrize("text", ["HYUNDAI H100", "Toyota", "machine tools", "станок"])
def test_a_make_or_a_word_of_many_headings_is_not_too_sure_of_one(text: str) -> None:
    assert suggest(text).candidates[0].score < 0.9


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("pallet trucks nylon wheel", "8427"),
        ("wash basins pedestal ceramic", "6910"),
        ("thermostats capillary copper", "9032"),
        ("capacitors film polyester", "8532"),
        ("umbrellas beach polyester", "6601"),
    ],
)
def test_a_plural_before_singulars_is_the_head(text: str, heading: str) -> None:
    assert first(text) == heading


def test_a_bare_holder_behind_goods_is_packing() -> None:
    assert suggest("quail eggs, crates").parts == ()
    assert len(suggest("quail eggs, lathes").parts) == 2


@pytest.mark.parametrize("word", ["pump ", "steel pumps of brass, ", "水泵 ", "펌프 "])
def test_a_long_text_costs_no_more_for_each_word_than_a_short_one(word: str) -> None:
    some, many = (_steps(word * times) for times in (100, 400))
    assert many < 6 * some


def _steps(text: str) -> int:
    """Calls and lines that reading a text takes: a measure of time that does not hang on the clock."""
    suggest(text + ".")
    steps = 0

    def step(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal steps
        steps += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        suggest(text)
    finally:
        sys.settrace(before)
    return steps


def test_headings_for_coated_cloth_and_for_babies_are_not_contradicted_by_the_garment() -> None:
    assert contradiction("women's anoraks", "621710") is not None
    for text, code in (("women's anoraks", "621030"), ("men's overcoats of wool", "621040"), ("t-shirts", "611120")):
        assert contradiction(text, code) is None


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("CARGO IN TRANSIT - GREEN COFFEE BEANS 60 KG NET, NET WT 19200 KGS GROSS WT 19500 KGS", "0901"),
        ("TOTAL 320 PKGS ONLY. CEMENT IN BAGS NET WT 25000 KGS FREIGHT PREPAID", "2523"),
        ("USED 2014 HONDA FIT VIN GK3-1022331 ENGINE RUNNING", "8703"),
    ],
)
def test_what_papers_say_of_weight_and_carriage_is_no_goods(text: str, heading: str) -> None:
    assert suggest(text).candidates[0].heading == heading


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("diuron 46% + paraquat 20% herbicide 5 litre", "3808"),
        ("mens shirts 100% cotton jersey", "6205"),
        ("9 mm pistols", "9302"),
        ("womens blouses woven rayon twill", "6206"),
        ("scrap printed circuit boards", "8549"),
    ],
)
def test_what_is_mixed_in_or_made_up_of_is_not_the_head(text: str, heading: str) -> None:
    assert suggest(text).candidates[0].heading == heading
