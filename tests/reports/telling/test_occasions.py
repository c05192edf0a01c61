"""Which of the dates told in a report is that of the act."""

from __future__ import annotations

import pytest

from tidewaiter.model import Document, Event, When, read_when
from tidewaiter.reports.read import read
from tidewaiter.reports.telling.occasions import together
from tidewaiter.reports.telling.ownership import is_finer


def told(text: str) -> list[Event]:
    document = Document("d", text, "", "", language="en", published=read_when("2024-02-20"))
    return [event for event in read(document).events if event.type in ("transfer", "seizure", "labour")]


def day(text: str) -> str | None:
    event = told(text)[0]
    return event.date.value if event.date is not None else None


def test_the_day_of_speech_is_never_the_day_of_the_act() -> None:
    assert day("Estonia had shipped rifles to Cuba, the ministry said on Monday.") is None
    assert day("The ministry said Monday it had seized rifles from a smuggler.") is None
    assert day("On Monday the ministry said Estonia had shipped rifles to Cuba in May.") == "2023-05"


def test_the_day_of_a_penalty_is_not_that_of_the_act() -> None:
    assert day("A court in Riga fined the trader in 2022 for shipping pumps to Iran.") is None
    assert day("A court in Riga fined the trader in 2022 for shipping pumps to Iran in 2019.") == "2019"


def test_a_date_of_another_noun_is_left_to_it() -> None:
    assert day("A tanker registered in 2016 carried diesel to Cuba in July 2021.") == "2021-07"
    assert day("A letter of 5 May 2021 says Iran sold rockets to Sudan.") is None


def test_a_sentence_that_says_only_when_it_was_dates_the_act_beside_it() -> None:
    assert day("Qatar gave Chad two boats. The handover took place on Friday.") == "2024-02-16"


def test_the_goods_on_their_way_date_the_act_beside_them() -> None:
    assert day("Ukraine sold grain to Kenya. The ship left Odessa on 3 June 2023.") == "2023-06-03"


def test_a_pronoun_of_another_act_does_not() -> None:
    first, second = told("Qatar gave Chad two boats. Peru sold Chile horses. They arrived on Friday.")
    assert first.date is None
    assert second.date is not None and second.date.value == "2024-02-16"


def test_the_most_precise_of_several_tellings_counts() -> None:
    year, month, other = read_when("2021"), read_when("2021-05"), read_when("2019")
    assert together([year, month]) == (month, ())
    assert together([month, year]) == (month, ())
    best, notes = together([month, other])
    assert best == month
    assert len(notes) == 1 and "2019" in notes[0]


def test_no_telling_with_a_date_is_no_date() -> None:
    assert together([]) == (None, ())


@pytest.mark.parametrize(
    ("one", "other", "finer"),
    [
        ("2021-05-03", "2021-05", True),
        ("2021-05", "2021-05-03", False),
        ("2021-05", "2021-05", False),
        ("2021-06-03", "2021-05", False),
        ("2021-05", "2020/..", True),
        ("XXXX-05", "2021", False),
    ],
)
def test_finer_is_what_lies_within_and_says_more(one: str, other: str, *, finer: bool) -> None:
    assert is_finer(read_when(one), read_when(other)) is finer


def test_a_range_told_is_not_narrowed_by_one_load_of_many() -> None:
    told = read_when("2021-01/2021-08")
    whole = When(told.value, "interval", told.earliest, told.latest, rule="range")
    assert not is_finer(read_when("2021-05"), whole)


def test_the_day_of_a_sighting_is_that_of_what_was_seen() -> None:
    text = "Egypt has intercepted a cargo of rockets from Sudan. The crew gave up after the interception of Jan. 30."
    assert [event.date.value for event in told(text)[:1] if event.date] == ["2024-01-30"]


def test_dates_joined_by_and_are_one_stretch_that_says_so() -> None:
    date = told("A Greek firm sold diesel to Syria in November and December.")[0].date
    assert date is not None and (date.value, date.rule) == ("2023-11/2023-12", "several dates")


def test_the_time_a_report_covers_is_a_weak_date_and_says_so() -> None:
    date = told("Customs figures for January show that China sold North Korea fertilizer.")[0].date
    assert date is not None and (date.value, date.rule) == ("2024-01", "period of the report")
    assert date.approximate


def test_the_time_a_report_covers_does_not_date_an_act_where_another_of_its_kind_is_of_another_time() -> None:
    text = "Customs figures for January show that China sold Nepal fertilizer. In May 2020 Iran sold drones to Sudan."
    assert told(text)[0].date is None


def test_a_day_in_greenwich_is_turned_into_that_of_the_place() -> None:
    date = told("Ukraine seized a cargo of grain from Russia at 2 a.m. (11 p.m. Sunday GMT).")[0].date
    assert date is not None and date.value == "2024-02-19"


def test_what_continues_goes_on_at_the_day_of_publication() -> None:
    date = told("North Korea continues to sell seafood to China.")[0].date
    assert date is not None and date.ongoing and str(date.latest) == "2024-02-20"


def test_what_was_going_on_in_the_past_does_not_go_on() -> None:
    date = told("Six barges were carrying North Korean coal to China.")[0].date
    assert date is None


def test_an_act_told_before_its_parts_took_from_the_first_to_the_last_of_them() -> None:
    text = (
        "Three men smuggled coal into South Korea, a court found. Park brought $450,000 worth of coal into South "
        "Korea in 2017. In 2018 Choi imported $1 million worth of coal."
    )
    date = told(text)[0].date
    assert date is not None and date.value == "2017/2018"


def test_a_clause_that_only_describes_has_no_day_of_its_own() -> None:
    assert day("A Greek dealer sold Iran bearings which belonged to his brother in April 2021.") == "2021-04"


def test_a_clause_joined_to_another_is_of_its_time() -> None:
    assert day("Police filmed two skiffs on January 11 and 60 boxes of cartridges were seized.") == "2024-01-11"


def test_what_was_found_or_stopped_dates_a_seizure_told_before() -> None:
    seized = "Ghana said it had seized cocoa from a trader."
    assert day(f"{seized} It had opened the lorry on Friday following a call.") == "2024-02-16"
    assert day(f"{seized} The sacks were detected in a warehouse on Wednesday.") == "2024-02-14"


def test_an_act_told_again_with_its_date_is_of_that_date() -> None:
    event = told("A firm was charged with supplying oil to Syria. In June 2021 the firm supplied Syria with oil.")[0]
    assert event.date is not None and event.date.value == "2021-06"


def test_other_amounts_told_later_are_another_act() -> None:
    assert day("Togo received 25,000 tonnes of wheat from Russia. In 2019 it received 8,000 tonnes of wheat.") is None


def test_a_time_that_opens_a_story_says_nothing_of_what_is_so_now() -> None:
    (event,) = told("In March 2021 a trader visited Dakar. His watches are smuggled into Chad by couriers.")
    assert event.date is None


def test_a_time_that_opens_a_story_holds_for_what_goes_on_in_it() -> None:
    event = told("In March 2021 a trader chartered a coaster. It then carried diesel to Syria.")[0]
    assert event.date is not None and event.date.value == "2021-03" and event.date.approximate
