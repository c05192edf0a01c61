"""Listed parties that documents name, as lines."""

from tidewaiter.export.listed import lines
from tidewaiter.model import Document, Listed, Mention, Reading
from tidewaiter.model.party import Designation, PartyKind
from tidewaiter.model.span import Span


def mention(party: str, list_: str, kind: PartyKind, start: int = 0) -> Mention:
    listed = Listed(party, "Orlan Bellasi", kind, 0.98, True, Designation(list_, "4711"), "Orlan Bellasi")
    return Mention(Span("d", "Orlan Bellasi", start, start + 13), "full name", listed)


def reading(*mentions: Mention) -> Reading:
    return Reading(Document("d", "", "", ""), mentions=mentions)


def test_entries_of_one_number_on_a_publishers_lists_are_one_line() -> None:
    names = mention("ofac-sdn-names:4711", "ofac-sdn-names", "unknown")
    told = list(lines(reading(names, mention("ofac-sdn:4711", "ofac-sdn", "person"))))
    assert len(told) == 1
    assert "(ofac-sdn 4711" in told[0]
    assert told[0].endswith("the same entry: ofac-sdn-names:4711")


def test_the_same_number_on_lists_of_different_publishers_is_chance() -> None:
    told = list(lines(reading(mention("uk:4711", "uk", "person"), mention("eu:4711", "eu", "person"))))
    assert len(told) == 2


def test_a_party_named_at_two_places_is_one_line_with_how_often() -> None:
    told = list(lines(reading(*(mention("uk:4711", "uk", "person", start) for start in (0, 40)))))
    assert len(told) == 1
    assert "2 times" in told[0]
