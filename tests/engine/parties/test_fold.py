"""Entries of one number on several lists of one publisher are one match."""

from __future__ import annotations

from tidewaiter.engine.parties.fold import fold, folds
from tidewaiter.model.party import Designation, Name, Party, PartyKind, PartyList
from tidewaiter.model.when import UNKNOWN
from tidewaiter.parties.matching.answer import Match


def match(party_id: str, list_id: str, number: str | None, score: float, kind: PartyKind = "person") -> Match:
    party = Party(party_id, (Name("MADE UP"),), kind=kind, designations=(Designation(list_id, reference=number),))
    return Match(party, party.names[0], score, ())


def listed(list_id: str) -> PartyList:
    return PartyList(list_id, "somebody", list_id, UNKNOWN, "0" * 64, 1)


def ids(*matches: Match) -> list[list[str]]:
    return [[one.party.id for one in (best, *others)] for best, others in fold(matches)]


def test_an_entry_that_several_lists_of_its_publisher_repeat_is_one_match() -> None:
    found = ids(
        match("ofac-sdn-names:7", "ofac-sdn-names", "7", 0.97, "unknown"),
        match("ofac-sdn:7", "ofac-sdn", "7", 0.97),
        match("un:9", "un", "XXi.009", 0.96),
        match("us-csl:SDN-7", "ofac-sdn", "7", 0.95),
    )
    assert found == [["ofac-sdn:7", "ofac-sdn-names:7", "us-csl:SDN-7"], ["un:9"]]


def test_the_best_score_goes_first_whatever_its_list_tells() -> None:
    assert ids(match("a:7", "ofac-sdn", "7", 0.8), match("b:7", "ofac-sdn-names", "7", 0.9, "unknown")) == [
        ["b:7", "a:7"]
    ]


def test_one_number_of_two_publishers_and_no_number_fold_nothing() -> None:
    apart = (
        match("house-a:1", "house-a", "1", 0.9),
        match("house-b:1", "house-b", "1", 0.9),
        match("ofac-sdn:x", "ofac-sdn", None, 0.9),
        match("ofac-cons:y", "ofac-cons", None, 0.9),
        match("uk:1", "uk", "1", 0.9),
    )
    assert [len(one) for one in ids(*apart)] == [1] * 5


def test_as_many_more_matches_are_asked_for_as_lists_may_repeat_an_entry() -> None:
    assert folds([listed("un")]) == 1
    assert folds([listed("un"), listed("ofac-sdn"), listed("us-csl"), listed("ofac-sdn-names")]) == 3
