"""Dates told in words, and what they are counted from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model import Document, When, is_verbatim, read_when
from tidewaiter.reports.dates.mentions import find_dates, resolve

TUESDAY = date(2024, 2, 20)


def page(text: str) -> Document:
    return Document("d", text, "", "")


def found(text: str, published: str | None = "2024-02-20") -> list[tuple[str | None, str | None]]:
    when = read_when(published) if published else None
    return [(w.text, w.value) for w in find_dates(page(text), 0, len(text), published=when)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2024-02-18", "2024-02-18"),
        ("18 February 2024", "2024-02-18"),
        ("the 18th of February, 2024", "2024-02-18"),
        ("Sunday, February 18, 2024", "2024-02-18"),
        ("Feb. 18", "2024-02-18"),
        ("March 3", "2023-03-03"),
        ("March 2023", "2023-03"),
        ("2024.2.18.", "2024-02-18"),
        ("18.02.2024", "2024-02-18"),
        ("13/02/2024", "2024-02-13"),
        ("2/20/24", "2024-02-20"),
        ("Jan. 3-5, 2024", "2024-01-03/2024-01-05"),
        ("the 1990s", "1990/1999"),
        ("the first quarter of 2024", "2024-33"),
        ("the second half of 2023", "2023-07/2023-12"),
        ("summer of 2023", "2023-22"),
        ("Juche 113 (2024)", "2024"),
        ("2017-2019", "2017/2019"),
        ("between March and May", "2023-03/2023-05"),
        ("from January to August last year", "2023-01/2023-08"),
        ("from December to February 2024", "2023-12/2024-02"),
    ],
)  # fmt: skip
def test_a_date_told_in_full_is_read(words: str, value: str) -> None:
    when = resolve(words, published=TUESDAY)
    assert when is not None
    assert when.value == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("today", "2024-02-20"),
        ("yesterday", "2024-02-19"),
        ("tomorrow", "2024-02-21"),
        ("on Tuesday", "2024-02-20"),
        ("on Wednesday", "2024-02-14"),
        ("last Tuesday", "2024-02-13"),
        ("next Friday", "2024-02-23"),
        ("last week", "2024-02-12/2024-02-18"),
        ("the weekend", "2024-02-17/2024-02-18"),
        ("this month", "2024-02"),
        ("last quarter", "2023-36"),
        ("next year", "2025"),
        ("three days ago", "2024-02-17"),
        ("two weeks ago", "2024-02-05/2024-02-11"),
        ("seven months ago", "2023-07"),
        ("the past two weeks", "2024-02-06/2024-02-20"),
        ("the 18th", "2024-02-18"),
        ("the 25th", "2024-01-25"),
        ("in September", "2023-09"),
        ("last September", "2023-09"),
        ("in February", "2024-02"),
        ("last February", "2023-02"),
        ("September of last year", "2023-09"),
        ("late January", "2024-01"),
        ("mid-September", "2023-09"),
        ("early next year", "2025"),
        ("the end of 2022", "2022"),
        ("earlier this month", "2024-02"),
        ("since 2022", "2022/2024"),
        ("on or after 22 December 2017", "2017-12-22/.."),
        ("until 22 December 2019", "../2019-12-22"),
        ("before 22 December 2017", "../2017-12-21"),
    ],
)  # fmt: skip
def test_a_relative_date_is_counted_from_publication(words: str, value: str) -> None:
    when = resolve(words, published=TUESDAY)
    assert when is not None
    assert when.value == value


def test_parts_of_a_period_are_marked_approximate() -> None:
    when = resolve("late January", published=TUESDAY)
    assert when is not None and when.approximate


def test_a_part_of_a_period_keeps_its_days_beside_the_words_precision() -> None:
    when = resolve("late January", published=TUESDAY)
    assert when is not None and when.value == "2024-01" and str(when.earliest) == "2024-01-21"


def test_what_goes_on_since_a_date_is_marked_ongoing() -> None:
    assert (when := resolve("since 2022", published=TUESDAY)) is not None and when.ongoing


def test_the_anchor_is_named_where_the_day_of_publication_decided() -> None:
    absolute, relative = resolve("18 February 2024", published=TUESDAY), resolve("Feb. 18", published=TUESDAY)
    assert absolute is not None and absolute.anchor is None
    assert relative is not None and relative.anchor == "published 2024-02-20"


def test_figures_that_can_be_read_two_ways_are_not_decided() -> None:
    when = resolve("2/3/24", published=TUESDAY)
    assert when is not None
    assert (when.value, when.rule) == (None, "either 2024-03-02 or 2024-02-03")


def test_a_future_verb_makes_it_the_next_one() -> None:
    assert found("The two will meet in Oslo on March 3.") == [("March 3", "2024-03-03")]
    assert found("The ban is to end in May.") == [("May", "2024-05")]
    assert found("On Friday the two will meet.") == [("Friday", "2024-02-23")]


def test_a_future_verb_of_another_clause_does_not() -> None:
    assert found("They will use the crane that came on March 3.") == [("March 3", "2023-03-03")]


def test_one_day_of_grace_is_given_for_time_zones() -> None:
    assert found("The launch of Feb. 21 failed.") == [("Feb. 21", "2024-02-21")]


def test_without_publication_relative_dates_stay_open() -> None:
    assert found("It came on Tuesday, Feb. 18, and in May, last week and in 2017.", None) == [
        ("Tuesday, Feb. 18", "XXXX-02-18"),
        ("May", "XXXX-05"),
        ("last week", None),
        ("2017", "2017"),
    ]


def test_an_open_date_has_no_days() -> None:
    when = resolve("Feb. 18", published=None)
    assert when == When("XXXX-02-18", "day", text="Feb. 18", rule="date")


def test_a_month_of_publication_decides_what_every_day_of_it_decides() -> None:
    assert found("In April it asked, on Monday it got, next year it sends.", "2023-08") == [
        ("April", "2023-04"),
        ("Monday", None),
        ("next year", "2024"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2397 (2017) bans it.",
        "Resolution 2397 of 2017 bans it.",
        "S/RES/1718 (2006) stands.",
        "HS code 2009 covers juice.",
        "See paragraph 2006 of the annex.",
        "It carried from 2000 to 3000 tonnes.",
        "It may march on, and the sun sets in second place.",
        "Every month for three years it recently came.",
    ],
)
def test_numbers_and_words_that_only_look_like_dates_are_left(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ran in July and October 2017.", [("July", "2017-07"), ("October 2017", "2017-10")]),
        ("It ran from Monday to Wednesday.", [("from Monday to Wednesday", "2024-02-12/2024-02-14")]),
        ("It ran June through August.", [("June through August", "2023-06/2023-08")]),
        ("It was seen in the early part of 2023.", [("the early part of 2023", "2023")]),
        ("Two decades ago it ran.", [("Two decades ago", "2000/2009")]),
        ("It runs every March.", []),
        ("9월 13~15일과 매년 3월", [("9월 13~15일", "2023-09-13/2023-09-15")]),
        ("с марта по май 2023 года", [("с марта по май 2023 года", "2023-03/2023-05")]),
    ],
)  # fmt: skip
def test_dates_beside_each_other_share_what_only_one_tells(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_counting_from_the_text_takes_the_date_before() -> None:
    assert found("It left on Jan. 30, 2024, and came the next day. Three days later it sank.") == [
        ("Jan. 30, 2024", "2024-01-30"),
        ("the next day", "2024-01-31"),
        ("Three days later", "2024-02-03"),
    ]


def test_counting_from_the_text_stays_open_where_no_date_was_told() -> None:
    assert found("It came the next day.") == [("the next day", None)]


def test_russian_dates_are_read() -> None:
    text = "Это было 18 февраля, в четверг, в сентябре прошлого года и 3 мая 2023 года, вчера."
    assert found(text) == [
        ("18 февраля", "2024-02-18"),
        ("четверг", "2024-02-15"),
        ("сентябре прошлого года", "2023-09"),
        ("3 мая 2023 года", "2023-05-03"),
        ("вчера", "2024-02-19"),
    ]


def test_korean_dates_are_read() -> None:
    text = "2월 18일에 왔고 지난 19일 떠났다. 지난해 9월과 2017년, 20일간 오늘까지 이달 3일에."
    assert found(text) == [
        ("2월 18일", "2024-02-18"),
        ("지난 19일", "2024-02-19"),
        ("지난해 9월", "2023-09"),
        ("2017년", "2017"),
        ("오늘까지", "../2024-02-20"),
        ("이달 3일", "2024-02-03"),
    ]


def test_words_that_name_no_period_say_so() -> None:
    when = resolve("recently", published=TUESDAY)
    assert when is not None
    assert (when.value, when.rule, when.text) == (None, "past", "recently")


def test_what_is_no_date_gives_none() -> None:
    assert resolve("a crane", published=TUESDAY) is None


PIECES = st.sampled_from(
    ["Feb.", "May", "29", "31", "2023", "Tuesday", "last", "next", "the", "of", "since", "until", "between", "and",
     "from", "to", "-", "early", "late", "quarter", "first", "year", "week", "days", "ago", "three", "later", ",", ".",
     "2/3/24", "2024-02-30", "1999", "the next day", "1990s", "summer", "2월", "18일", "февраля", "в"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=9), st.dates(date(1901, 1, 1), date(2098, 12, 31)), st.booleans())
@settings(max_examples=200, deadline=None)
def test_every_value_is_edtf_and_every_quote_verbatim(pieces: list[str], published: date, anchored: bool) -> None:
    text = " ".join(pieces)
    when = read_when(published.isoformat()) if anchored else None
    for item in find_dates(page(text), 0, len(text), published=when):
        assert all(is_verbatim(span, text) for span in item.evidence)
        if item.value is None:
            assert item.earliest is None and item.latest is None
            continue
        again = read_when(item.value)
        assert again.precision == item.precision
        # the value is as exact as the words ("since late May"), the days may lie within it
        assert again.earliest is None or (item.earliest is not None and again.earliest <= item.earliest)
        assert again.latest is None or (item.latest is not None and item.latest <= again.latest)
        assert item.earliest is None or item.latest is None or item.earliest <= item.latest


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("It was unloaded on November ninth.", "2023-11-09"),
        ("It was unloaded on the twenty-first of June 2022.", "2022-06-21"),
        ("From the day of the coup on Feb. 1, 2021 to December 2022 it grew.", "2021-02-01/2022-12"),
        ("In the period August 2006 to July 2007 it grew.", "2006-08/2007-07"),
    ],
)
def test_days_in_words_and_ranges_without_from_are_read(words: str, value: str) -> None:
    assert [told for _, told in found(words)] == [value]
