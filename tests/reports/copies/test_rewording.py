"""The same names and numbers in the same order, in other words: one story, and said to be a guess."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from tidewaiter.model import Document, Story
from tidewaiter.reports.copies.facts import Fact, Told
from tidewaiter.reports.copies.rewording import FACTS, PLAIN, WEIGHED, rate, reword, weigh
from tidewaiter.reports.copies.stories import group
from tidewaiter.reports.readers.plain import read

GROUPS = yaml.safe_load((Path(__file__).parent / "rewordings.yaml").read_text(encoding="utf-8"))
EVEN = weigh(())


def document(text: str) -> Document:
    return read(text.encode())


def told(forms: list[str], words: str = "") -> Told:
    return Told(tuple(Fact(form, 0) for form in forms), (Counter(words.split()),))


def of(stories: tuple[Story, ...], text: str) -> Story:
    return next(story for story in stories if document(text).id in story.documents)


@pytest.mark.parametrize("case", GROUPS, ids=lambda case: case["name"])
def test_a_text_put_into_other_words_is_in_the_story_by_a_guess(case: dict[str, str]) -> None:
    stories = group([document(case[kind]) for kind in ("wire", "spun", "other")])
    story = of(stories, case["wire"])
    assert story.documents == (document(case["wire"]).id, document(case["spun"]).id)
    assert story.reworded == (document(case["spun"]).id,)
    (pair,) = story.comparisons
    assert pair.relation == "reworded"
    assert pair.left_in_right_unquoted < 0.1
    assert len(set(pair.common)) >= FACTS
    assert all("same order" in (row.note or "") for row in pair.sentences)


@pytest.mark.parametrize("case", GROUPS, ids=lambda case: case["name"])
def test_a_second_reporter_of_the_same_event_is_a_story_of_his_own(case: dict[str, str]) -> None:
    stories = group([document(case[kind]) for kind in ("wire", "spun", "other")])
    assert of(stories, case["other"]).documents == (document(case["other"]).id,)


def test_re_worded_copies_are_found_among_many_texts_too() -> None:
    stories = group([document(case[kind]) for kind in ("wire", "spun", "other") for case in GROUPS * 1])
    assert sorted(len(story.documents) for story in stories) == [1] * len(GROUPS) + [2] * len(GROUPS)


def test_a_copy_of_a_re_worded_copy_is_a_guess_too() -> None:
    case = GROUPS[0]
    copy = case["spun"].replace("A tanker named", "One tanker named")
    (story,) = group([document(case["wire"]), document(case["spun"]), document(copy)])
    assert story.reworded == (document(case["spun"]).id, document(copy).id)


def test_a_figure_that_became_another_in_a_re_worded_copy_is_named() -> None:
    case = GROUPS[0]
    (story,) = group([document(case["wire"]), document(case["spun"].replace("18,500 tonnes", "15,800 tonnes"))])
    flagged = [row for row in story.comparisons[0].sentences if "number-changed" in row.edits]
    assert [(row.note or "").split(";")[0] for row in flagged] == ["18500 -> 15800"]


def test_a_re_worded_copy_that_keeps_its_figures_is_not_flagged() -> None:
    for case in GROUPS:
        (story,) = group([document(case["wire"]), document(case["spun"])])
        assert all(row.edits == ("re-worded",) for row in story.comparisons[0].sentences)


def test_own_reporting_that_quotes_a_wire_is_no_copy() -> None:
    case = GROUPS[0]
    lines = case["wire"].splitlines()
    own = f"{case['other']}The agency had reported before: {lines[2]}\n{lines[4]}\n"
    stories = group([document(case["wire"]), document(own)])
    assert len(stories) == 2
    assert [pair.relation for pair in stories[0].comparisons] == ["partial"]


def test_the_same_facts_in_another_order_are_no_likeness() -> None:
    forms = [f"name{k}" for k in range(FACTS + 3)]
    signs = reword(told(forms), told(forms[::-1]), EVEN)
    assert signs is None or rate(signs, PLAIN) == "independent"


def test_the_share_is_that_of_the_text_with_fewer_facts() -> None:
    forms = [f"name{k}" for k in range(FACTS)]
    signs = reword(told(forms), told([*forms, *(f"more{k}" for k in range(40))]), EVEN)
    assert signs is not None
    assert (signs.share, len(signs.common)) == (1.0, FACTS)


def test_too_few_facts_are_no_sign() -> None:
    forms = [f"name{k}" for k in range(FACTS - 1)]
    signs = reword(told(forms, "a b c"), told(forms, "a b c"), EVEN)
    assert signs is not None
    assert rate(signs, PLAIN) == "independent"


def test_facts_in_order_without_an_echo_in_the_sentences_are_shown_and_not_merged() -> None:
    forms = [f"name{k}" for k in range(FACTS)]
    signs = reword(told(forms, "ship crate pump"), told(forms, "horse field barn"), EVEN)
    assert signs is not None
    assert rate(signs, PLAIN) == "undecided"
    assert rate(reword(told(forms, "ship crate"), told(forms, "ship crate"), EVEN) or signs, PLAIN) == "reworded"


def test_a_fact_that_few_texts_have_weighs_more() -> None:
    texts = [told(["everybody", f"name{k}"]) for k in range(30)]
    weights = weigh(texts)
    assert weights.of("name3") > weights.of("everybody")
    assert weights.bar == WEIGHED
    assert weigh(texts[:5]).of("name3") == weigh(texts[:5]).of("everybody") == 1.0


RUSSIAN = """\
ПРАГА, 4 марта - Таможня Чехии задержала 3 марта грузовик фирмы KLM-TRANS с 412 насосами, сообщил 4 марта
агентству CTK её представитель. Груз шёл из Германии в Сирию через Турцию. По его словам, за 97 насосов
заплатили 640 евро, а 55 насосов ушли 28 февраля в Ливан. В 2019 году Чехия уже останавливала 12 таких
грузовиков по пути в Иран.
"""
ENGLISH = """\
PRAGUE, March 4 - Customs of the Czech Republic stopped a lorry of the firm KLM-TRANS with 412 pumps on
March 3, their spokesman told the agency CTK on March 4. The load was on its way from Germany to Syria
through Turkey. He said that 640 euros were paid for 97 of the pumps, and that 55 pumps went to Lebanon on
February 28. In 2019 the Czech Republic halted 12 such lorries bound for Iran.
"""


KOREAN = """\
하노이 5월 9일 - 로이터 통신은 베트남 세관이 7일 드미트리 페스코프 대변인이 언급한 화물 310톤을 압류했다고 9일 보도했다.
화물은 몽골에서 라오스로 가던 중이었고 28개 컨테이너에 실려 있었다.
외교부는 2019년에도 베트남이 46개 컨테이너를 압류했다고 밝혔다.
"""
ITS_ENGLISH = """\
HANOI, May 9 - Vietnam's customs seized on May 7 a load of 310 tons of which Dmitry Peskov had spoken, Reuters
reported on May 9. The load was going from Mongolia to Laos in 28 containers. The Foreign Ministry said that in
2019 Vietnam seized 46 containers.
"""
SECOND_REPORTER = """\
VIENTIANE, May 10 - Laos has asked Vietnam to release 310 tons of timber held since May 7. The owner, a trader in
Mongolia, told Reuters that his papers are in order and that he will lose 90,000 dollars for every week of delay.
"""


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        (RUSSIAN, ENGLISH, {"SY", "TR", "412", "CTK"}),
        (KOREAN, ITS_ENGLISH, {"MN", "LA", "310", "Dmitry Peskov", "foreign ministry"}),
    ],
)
def test_a_translation_is_joined_as_a_guess(one: str, other: str, common: set[str]) -> None:
    (story,) = group([document(one), document(other)])
    (pair,) = story.comparisons
    assert pair.relation == "reworded"
    assert common <= set(pair.common)
    assert len(story.reworded) == 1


def test_another_report_of_the_event_in_another_language_is_not_joined() -> None:
    assert len(group([document(KOREAN), document(SECOND_REPORTER)])) == 2


def test_a_text_in_another_language_on_something_else_is_not_shown() -> None:
    stories = group([document(RUSSIAN), document(GROUPS[0]["wire"]), document(GROUPS[3]["wire"])])
    assert all(not story.comparisons for story in stories)
