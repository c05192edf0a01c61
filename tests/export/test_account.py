from __future__ import annotations

from dataclasses import replace

from tidewaiter.export.account import account, named
from tidewaiter.model import Case, Story


def test_events_come_gravest_first_acts_before_law_before_the_rest(case: Case) -> None:
    (story,) = account(case).stories
    assert [(told.number, told.kind, told.verdict) for told in story.told] == [
        (1, "act", "prohibited"),
        (2, "act", "undetermined"),
        (3, "law", None),
        (4, "aside", None),
    ]


def test_copies_with_the_same_answer_are_one_variant(case: Case) -> None:
    ruling = account(case).stories[0].told[0].rulings[0]
    assert ruling.measure == "UNSCR-2397-OP7"
    assert not ruling.differs
    assert [copy.label for copy in ruling.variants[0].copies] == ["wire.txt", "paper.txt"]


def test_copies_with_other_answers_are_variants_gravest_first(case: Case) -> None:
    rulings = {ruling.measure: ruling for ruling in account(case).stories[0].told[0].rulings}
    variants = rulings["UNSCR-1718-OP8aii"].variants
    assert [(v.finding.verdict, v.copies[0].label) for v in variants] == [
        ("prohibited", "paper.txt"),
        ("undetermined", "wire.txt"),
    ]


def test_a_copy_that_raises_no_answer_is_named(case: Case) -> None:
    rulings = {ruling.measure: ruling for ruling in account(case).stories[0].told[0].rulings}
    assert [copy.label for copy in rulings["UNSCR-2397-OP8"].silent] == ["paper.txt"]


def test_nothing_is_lost_where_nobody_has_grouped_or_merged(case: Case) -> None:
    bare = replace(case, stories=(), events=())
    stories = account(bare).stories
    assert [len(story.told) for story in stories] == [3, 4]
    assert [told.number for story in stories for told in story.told] == [1, 2, 3, 4, 5, 6, 7]
    assert stories[0].told[0].speaking[0].voice.speaker == "a clerk"


def test_two_files_of_one_name_are_told_apart(case: Case) -> None:
    first, second = case.readings
    other = replace(second, document=replace(second.document, path="elsewhere/wire.txt"))
    names = [copy.name for copy in account(replace(case, readings=(first, other))).copies]
    assert names == ["papers/wire.txt", "elsewhere/wire.txt"]


def test_copies_with_long_names_go_by_letters(case: Case) -> None:
    first, second = case.readings
    other = replace(second, document=replace(second.document, path="2024-03-04_a_paper_of_that_day.txt"))
    assert [copy.label for copy in account(replace(case, readings=(first, other))).copies] == ["A", "B"]


def test_a_story_without_a_title_goes_by_its_opening_words(case: Case) -> None:
    first = case.readings[0]
    bare = replace(first, document=replace(first.document, title=None, dateline="VLADIVOSTOK (A Wire)"))
    assert account(Case(readings=(bare,))).stories[0].title.startswith("A local trader sold")


def test_copies_are_named_shortly_where_all_agree(case: Case) -> None:
    copies = account(case).copies
    assert named(copies, copies) == "both copies"
    assert named(copies[:1], copies) == "wire.txt only"
    assert named(copies[:1], copies[:1]) == ""


def test_an_empty_case_is_an_empty_account() -> None:
    assert account(Case(readings=())).stories == ()


def test_an_event_over_two_stories_is_told_once(case: Case) -> None:
    apart = replace(case, stories=(Story("a", ("wire",)), Story("b", ("paper",))))
    assert [len(story.told) for story in account(apart).stories] == [3, 1]
