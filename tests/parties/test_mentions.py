"""Listed parties in running text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parties.listed_parties import opened
from tidewaiter.parties.matching.matcher import Matcher
from tidewaiter.parties.mentions import Mention, mentions


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    return opened(tmp_path_factory.mktemp("lists"))


def quotes(text: str, matcher: Matcher) -> list[tuple[str, str]]:
    return [(one.quote, one.party) for one in mentions(text, matcher)]


@pytest.mark.parametrize(
    ("text", "quote", "party"),
    [
        ("Crates went to the Nowhere Tidal Trading Corporation in May.", "Nowhere Tidal Trading Corporation", "un:1"),
        ("Crates went to Nowhere Tidal Trading Corp. in May.", "Nowhere Tidal Trading Corp", "un:1"),
        ("A letter of Pak Thae Mun-sik was read out.", "Pak Thae Mun-sik", "un:2"),
        ("A letter of Pak Thae\nMunsik was read out.", "Pak Thae\nMunsik", "un:2"),
        ("Mr Choe Rim left.", "Choe Rim", "un:3"),
        ("MIROK COMMERCIAL BANK SHUT", "MIROK COMMERCIAL BANK", "un:4"),
        ("(Mirok Commercial Bank)", "Mirok Commercial Bank", "un:4"),
        ("the tanker Morning Lantern was seen", "Morning Lantern", "un-1718-vessels:1"),
        ("The MORNING LANTERN (IMO 9074729) lay at anchor.", "MORNING LANTERN", "un-1718-vessels:1"),
    ],
)
def test_a_full_name_is_found_where_it_stands(text: str, quote: str, party: str, matcher: Matcher) -> None:
    found = quotes(text, matcher)
    assert (quote, party) in found


@pytest.mark.parametrize(
    "text",
    [
        "Choe and Pak met the Bank, and victory was theirs.",
        "Victory came in the morning; a lantern burned.",
        "Under the Morning Lantern, a poem, has sold well.",
        "The general trading bank of the town, a General Bank, was trading.",
        "Nowhere in the tidal basin did a trading corporation appear.",
        "Mirok is a statue. The Commercial Bank opened.",
        "The Korean Trading Corporation and the Tidal Company said no.",
        "Rim shots and Choe's drums.",
        "",
        "x",
    ],
)
def test_words_that_a_name_has_by_chance_are_no_mention(text: str, matcher: Matcher) -> None:
    assert quotes(text, matcher) == []


def test_a_family_name_counts_behind_the_full_name_and_says_so(matcher: Matcher) -> None:
    text = "Pak was early. Pak Thae Mun-sik spoke. Mr. Pak then left, and Pak slept."
    found = mentions(text, matcher)
    assert [(one.quote, one.how) for one in found] == [
        ("Pak Thae Mun-sik", "full name"),
        ("Pak", "family name"),
        ("Pak", "family name"),
    ]
    assert found[1].start > found[0].end
    assert "Pak Thae Mun-sik" in (found[1].note or "")


def test_a_family_name_that_two_persons_of_the_text_have_is_nobodys(matcher: Matcher) -> None:
    text = "Pak Thae Mun-sik met Pak Sol Hwa. Pak then left."
    assert [one.quote for one in mentions(text, matcher)] == ["Pak Thae Mun-sik"]


def test_an_acronym_in_brackets_stands_for_the_full_name_before_it(matcher: Matcher) -> None:
    text = "Mirok Commercial Bank (MCB) paid. Later MCB paid again, and mcb did not."
    assert [(one.quote, one.how) for one in mentions(text, matcher)] == [
        ("Mirok Commercial Bank", "full name"),
        ("MCB", "acronym"),
        ("MCB", "acronym"),
    ]


def test_a_listed_acronym_counts_in_capitals_among_small_letters_alone(matcher: Matcher) -> None:
    assert quotes("The parts were sent by NOTITRACO in spring.", matcher) == [("NOTITRACO", "un:1")]
    assert quotes("The parts were sent by Notitraco in spring.", matcher) == []
    assert quotes("ALL PARTS WERE SENT BY NOTITRACO IN SPRING", matcher) == []


def test_a_ship_is_found_by_its_number_alone(matcher: Matcher) -> None:
    found = mentions("A ship under another name, IMO No. 9187629, was stopped.", matcher)
    assert [(one.quote, one.party, one.how) for one in found] == [("IMO No. 9187629", "un-1718-vessels:2", "number")]


def test_a_ships_name_of_one_common_word_needs_capitals_and_a_cue(matcher: Matcher) -> None:
    assert quotes("The tanker VICTORY sailed.", matcher) == [("VICTORY", "un-1718-vessels:2")]
    assert quotes("Victory for the tanker crews.", matcher) == []


def test_a_name_of_ordinary_words_needs_its_country_and_says_that_others_may_be_called_so(matcher: Matcher) -> None:
    assert quotes("The Foreign Insurance Office paid.", matcher) == []
    found = mentions("The Foreign Insurance Office of North Korea paid.", matcher)
    assert [(one.party, one.ordinary) for one in found] == [("un:8", True)]


def test_the_acronym_that_a_list_sets_behind_a_name_may_be_missing(matcher: Matcher) -> None:
    found = mentions("Ore was sent to Belugan Metal Works in autumn.", matcher)
    assert [(one.quote, one.party, one.ordinary) for one in found] == [("Belugan Metal Works", "un:9", False)]


def test_offsets_count_code_points_and_quotes_are_verbatim(matcher: Matcher) -> None:
    text = "𝔄𝔅 — “Pak Thae Mun-sik” 🚢 wrote to Mirok Commercial Bank."
    found = mentions(text, matcher)
    assert len(found) == 2
    assert all(text[one.start : one.end] == one.quote for one in found)


def test_the_longest_name_counts(matcher: Matcher) -> None:
    found: tuple[Mention, ...] = mentions("Nowhere Tidal Trading Corporation", matcher)
    assert [one.quote for one in found] == ["Nowhere Tidal Trading Corporation"]


@given(st.text(alphabet=st.sampled_from("Pak Mirok BANK-.,'’(\n)号김정은 النموني 7é"), max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_is_looked_through_and_every_quote_stands_in_it(text: str) -> None:
    for one in mentions(text, _MATCHER[0]):
        assert text[one.start : one.end] == one.quote


_MATCHER: list[Matcher] = []


@pytest.fixture(autouse=True)
def _held(matcher: Matcher) -> None:
    _MATCHER[:] = [matcher]


def test_the_time_grows_with_the_text_and_not_with_its_square(matcher: Matcher) -> None:
    import time

    piece = "Crates went from Pak Thae Mun-sik to the Mirok Commercial Bank, as Choe Rim said in Nampo on Monday. "

    def taken(times: int) -> float:
        begun = time.process_time()
        mentions(piece * times, matcher)
        return time.process_time() - begun

    taken(10)
    assert taken(400) < 40 * max(taken(40), 0.01)
