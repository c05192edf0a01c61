from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tidewaiter.export import wording
from tidewaiter.model import Circumstances, Event, Item, Quantity, Role, Span, Statement, When, read_when

RUSSIA = Role("Moscow", None, "RU")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (read_when("2024-02-18"), "18 February 2024"),
        (read_when("2023-09"), "September 2023"),
        (read_when("2024"), "2024"),
        (read_when("2024-33"), "first quarter of 2024"),
        (read_when("2024-21"), "spring 2024"),
        (read_when("XXXX-02-18"), "18 February, year unknown"),
        (read_when("XXXX-05"), "May, year unknown"),
        (read_when("2024-02-18/2024-02-20"), "between 18 February 2024 and 20 February 2024"),
        (read_when("2017-12-22/.."), "on or after 22 December 2017, end unknown"),
        (None, "date unknown"),
        (When(None, text="lately"), "date unknown (told as “lately”)"),
        (When("2024", "year", date(2024, 1, 1), date(2024, 12, 31), approximate=True), "about 2024"),
        (
            When("../2024-02-20", "interval", None, date(2024, 2, 20), ongoing=True),
            "going on at 20 February 2024",
        ),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known(when: When | None, words: str) -> None:
    assert wording.dated(when) == words


def test_what_is_not_known_of_a_transfer_stands_in_the_sentence() -> None:
    assert wording.sentence(Event("e", "transfer")) == (
        "transfer of an unknown object from an unknown supplier to an unknown recipient, date unknown"
    )


def test_a_transfer_names_kind_parties_and_countries() -> None:
    event = Event(
        "e", "transfer", manner=("attempt", "sale"), supplier=RUSSIA, item=Item("a crane"), date=read_when("2024")
    )
    assert wording.sentence(event) == "attempted sale of “a crane” from Moscow (Russia) to an unknown recipient, 2024"


def test_an_unknown_supplier_does_not_hide_a_known_origin() -> None:
    event = Event("e", "transfer", origin=Role(country="RU"))
    assert "from an unknown supplier (origin: Russia)" in wording.sentence(event)


def test_an_act_that_did_not_take_place_says_so() -> None:
    assert wording.sentence(Event("e", "transfer", negated=True)).endswith("told as not having taken place")


def test_a_visit_is_told_in_the_report_s_words() -> None:
    event = Event("e", "visit", evidence=(Span("d", "Envoys came", 0, 11),))
    assert wording.sentence(event) == "visit: “Envoys came”, date unknown"


def test_a_seizure_and_labour_have_sentences_of_their_own() -> None:
    seized = Event("e", "seizure", item=Item("coal"), origin=Role(country="KP"), vessel=Role("the Petrel"))
    assert wording.sentence(seized) == "seizure of “coal” from North Korea aboard the Petrel, date unknown"
    work = Event("e", "labour", supplier=Role(country="KP"), circumstances=Circumstances(host="RU"))
    assert wording.sentence(work) == "labour from North Korea in Russia, date unknown"


def test_a_ship_that_is_seized_is_not_told_to_be_aboard_itself() -> None:
    ship = Role("two trawlers")
    event = Event("e", "seizure", recipient=Role(country="TW"), item=Item("two trawlers"), supplier=ship, vessel=ship)
    assert wording.sentence(event) == "seizure by Taiwan of “two trawlers”, date unknown"


def test_a_party_that_a_copy_names_in_fewer_words_is_told_once() -> None:
    assert wording.party(Role("two trawlers", others=(Role("trawlers"),))) == "two trawlers"
    assert wording.party(Role("Iran", others=(Role("Sudan"),))) == "Iran and Sudan"


def test_the_gaps_of_an_act_are_listed() -> None:
    event = Event("e", "transfer", supplier=RUSSIA, recipient=Role("a club"), item=Item("a car", described=False))
    gaps = wording.unknowns(event)
    assert gaps[0] == "the recipient's country"
    assert gaps[1].startswith("what kind exactly")
    assert gaps[2] == "date"


def test_talk_has_no_gaps_to_list() -> None:
    assert wording.unknowns(Event("e", "meeting")) == ()


def test_a_country_code_that_is_not_known_stays_as_it_is() -> None:
    assert wording.country("??") == "??"


def test_shortening_cuts_at_a_word_and_shows_it() -> None:
    assert wording.shorten("one two three", 9) == "one two…"


def test_words_too_short_to_speak_for_themselves_come_with_their_surroundings() -> None:
    content, around = Span("d", "it", 9, 11), Span("d", "He denies it", 0, 12)
    statement = Statement("s", "He", "denies", content, (around,))
    assert wording.said(statement) == around


def test_nothing_in_the_writers_says_the_word_that_only_a_person_may_say() -> None:
    folder = Path(wording.__file__).parent
    for path in sorted(folder.rglob("*.*")):
        if path.suffix in (".py", ".html", ".css", ".js"):
            assert "breach" not in path.read_text(encoding="utf-8").casefold(), path.name


def test_a_quote_in_a_quote_loses_its_own_marks_only_where_they_hold_all_of_it() -> None:
    assert wording.quote('"It is so,"') == "“It is so,”"
    assert wording.quote(', it "is" so') == '“it "is" so”'
    assert wording.quote('"It" is so') == '“"It" is so”'


def test_a_citation_has_a_short_form() -> None:
    assert wording.cited("S/RES/1718 (2006), para. 8 (a) (iii)") == "1718/8(a)(iii)"
    assert wording.cited("a note") == "a note"


def test_words_cut_out_of_a_quotation_keep_no_half_of_its_marks() -> None:
    assert wording.quote("vast number” of mortar rounds") == "“vast number of mortar rounds”"
    assert wording.quote("a “vast” number") == "“a “vast” number”"


def test_a_quantity_that_names_the_goods_is_not_said_twice() -> None:
    event = Event(
        "e", "transfer", "asserted", item=Item(text="rifles"), quantity=Quantity(900, "piece", "900 assault rifles")
    )
    assert wording.sentence(event).startswith("transfer of “900 assault rifles” from")


def test_an_act_told_only_to_be_denied_is_not_called_reported() -> None:
    assert wording.verdict("prohibited", "denied") == "prohibited, if it took place"
    assert wording.verdict("prohibited", "alleged") == "prohibited, if as reported"


def test_a_denial_stands_beside_what_is_told_as_fact() -> None:
    assert wording.told_as(Event("e", "transfer", "asserted"), ["denies"]) == "as fact, and denied by others"
    assert wording.told_as(Event("e", "transfer", "denied"), ["denies"]) == "as denied"


def test_workers_who_are_sent_back_return_home() -> None:
    event = Event("e", "labour", "asserted", manner=("return",), item=Item(text="loggers"))
    assert wording.sentence(event).startswith("return home of “loggers”")


def test_a_seizure_says_who_took_the_goods_and_not_that_they_were_meant_for_him() -> None:
    event = Event("e", "seizure", "asserted", supplier=Role(text="a barge"), recipient=Role(text="the coast guard"))
    assert wording.sentence(event).startswith("seizure by the coast guard of an unknown object from a barge")
