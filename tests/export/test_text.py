from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tidewaiter.export import page, text
from tidewaiter.model import Case, Comparison, Judgement, Story


@pytest.fixture(scope="module")
def written(case: Case) -> str:
    return text.write(case)


def flat(written: str) -> str:
    return " ".join(written.split())


def test_a_story_says_its_copies(written: str) -> None:
    assert "Story 1 of 1: “Milling machine goes to Hamhung”, 2 copies of one text" in written


def test_an_event_is_one_sentence_with_its_verdict_in_words(written: str) -> None:
    assert (
        "1 PROHIBITED, IF AS REPORTED: sale of “a used milling machine” from a trader of Vladivostok (Russia) "
        "to a plant in Hamhung (North Korea), 4 March 2024" in flat(written)
    )


def test_who_says_and_who_denies_it_is_told(written: str) -> None:
    assert "says a clerk [both copies]: “sold a milling machine to a plant in Hamhung”" in flat(written)
    assert "denies Pyongyang (North Korea) [both copies]: “Pyongyang denies the sale”" in flat(written)


def test_where_nobody_speaks_that_is_said(written: str) -> None:
    assert "says nobody named denies nobody" in flat(written)


def test_what_is_unknown_is_said(written: str) -> None:
    assert re.search(r"unknown +supplier; what kind exactly: .*; date", flat(written))
    assert "unknown in force: the day of the act is not known" in flat(written)
    assert "ask On which day was it? [1718/8(a)(iii)]" in flat(written)


def test_a_recalled_paragraph_number_is_marked_and_a_sourced_one_is_not(written: str) -> None:
    assert "S/RES/2397 (2017), para. 7 [paragraph number not yet checked]" in flat(written)
    assert "S/RES/1718 (2006), para. 8 (a) (ii): Goods" in flat(written)


def test_copies_that_lead_to_other_verdicts_are_named_with_the_reason(written: str) -> None:
    told = flat(written)
    assert "PROHIBITED, IF AS REPORTED in paper.txt: S/RES/1718 (2006), para. 8 (a) (ii)" in told
    assert "but UNDETERMINED in wire.txt" in told
    assert "unknown goods: the machine's accuracy is not told" in told


def test_a_statement_of_law_is_tied_to_its_paragraph_and_is_no_verdict(written: str) -> None:
    assert "speaks of S/RES/2397 (2017), para. 7" in flat(written)
    assert "3 statement of law: “the Council forbids" in flat(written)


def test_a_meeting_is_told_as_no_transfer(written: str) -> None:
    after = written.split("Also told, and no transfer")[1]
    assert "meeting: “Envoys" in after


def test_a_changed_stance_comes_first_among_the_edits(written: str) -> None:
    after = flat(written.split("Copies compared")[1])
    assert after.index("FLAG STANCE CHANGED") < after.index("added “Seoul")
    assert "“watches believed to be” → “watches, which were probably”" in after


def test_what_was_not_read_is_said(written: str) -> None:
    assert "wire.txt: one caption was not read: it has no sentence" in written
    assert "a third file was empty and was not read" in written


@pytest.mark.parametrize("width", [40, 60, 100, 140])
def test_no_line_is_longer_than_the_width(case: Case, width: int) -> None:
    assert max(len(line) for line in text.write(case, width=width).splitlines()) <= width


def test_colour_adds_nothing_but_colour(case: Case, written: str) -> None:
    coloured = text.write(case, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == written


def test_a_text_cannot_steer_the_terminal(case: Case) -> None:
    first, second = case.readings
    hostile = replace(first, document=replace(first.document, title="a\x1b[2Jb\u202ec\x07"))
    out = text.write(replace(case, readings=(hostile, second)))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out)


def test_only_a_person_s_judgement_carries_a_decision(case: Case, written: str) -> None:
    assert "Judgements" not in written
    judged = replace(case, judgements=(Judgement("e1", "unsure", "A. Reader", "2024-03-09", "no invoice"),))
    assert "unsure: e1, by A. Reader, 2024-03-09: no invoice" in text.write(judged)


def test_an_empty_case_is_no_clearance() -> None:
    assert "that is no clearance" in flat(text.write(Case(readings=())))


def test_the_same_case_gives_the_same_text(case: Case, written: str) -> None:
    assert text.write(case) == written


def test_an_act_that_touches_no_measure_says_what_may_change_that(case: Case) -> None:
    first = case.readings[0]
    out = flat(text.write(Case(readings=(replace(first, findings=()),))))
    assert "NO MEASURE FOUND: smuggling of “watches”" in out
    assert "no measure is touched by what is told; what is unknown may touch one" in out


def test_a_copy_by_a_guess_says_that_it_is_one(case: Case) -> None:
    first, second = (reading.document.id for reading in case.readings[:2])
    pair = Comparison(first, second, "reworded", 0.0, 0.0, 0.0, 0.0, 0, common=("oslo", "40"))
    guessed = Case(readings=case.readings[:2], stories=(Story("s", (first, second), (pair,), (second,)),))
    for out in (text.write(guessed, width=200), page.write(guessed)):
        assert "1 of them re-worded, which is a guess" in out
        assert "a guess: one text in other words" in out
        assert "oslo, 40" in out
