"""What the matcher answers, and why."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import DataError, InputError
from tidewaiter.model.party import Identifier, Name, Party, PartyKind
from tidewaiter.model.when import read_when
from tidewaiter.parties.matching.answer import Match
from tidewaiter.parties.matching.heard import can_join
from tidewaiter.parties.matching.matcher import Matcher, build, open_index
from tidewaiter.parties.names.spell import spell

from .conftest import PARTIES, about


def asked(name: str, kind: PartyKind = "person", **more: object) -> Party:
    return Party(id="query", names=(Name(name),), kind=kind, **more)  # type: ignore[arg-type]


def scores(matcher: Matcher, query: Party) -> dict[str, float]:
    return {match.party.id: match.score for match in matcher.match(query, threshold=0.0, limit=50)}


def summed(match: Match) -> float:
    return 1 / (1 + math.exp(-sum(reason.effect for reason in match.reasons)))


def test_a_name_as_listed_is_found_first(matcher: Matcher) -> None:
    assert matcher.match(asked("Han Jong Min"))[0].party.id == "test:1"


def test_a_name_in_hangul_finds_the_name_in_latin_letters(matcher: Matcher) -> None:
    assert matcher.match(asked("한정민"))[0].party.id == "test:1"


def test_one_syllable_is_another_person(matcher: Matcher) -> None:
    found = scores(matcher, asked("Han Jong Min"))
    assert found["test:1"] > 0.9 > 0.6 > found.get("test:2", 0)


def test_unit_61_is_not_unit_62(matcher: Matcher) -> None:
    found = scores(matcher, asked("Unit 61", "organisation"))
    assert found["test:8"] > 0.7 > found.get("test:9", 0)


def test_a_name_written_as_one_word_finds_the_one_in_three(matcher: Matcher) -> None:
    assert matcher.match(asked("Abdulkarim Saleh Aldouri"))[0].party.id == "test:3"


def test_first_letters_find_an_organisation_but_not_surely(matcher: Matcher) -> None:
    whole = scores(matcher, asked("Blue Heron Trading Company", "organisation"))["test:7"]
    assert whole > 0.7


def test_the_side_of_a_stroke_is_a_name(matcher: Matcher) -> None:
    assert matcher.match(asked("Aurora Group", "organisation"))[0].party.id == "test:10"


def test_the_reasons_name_the_words_of_the_side_that_was_meant(matcher: Matcher) -> None:
    match = matcher.match(asked("Aurora Group", "organisation"))[0]
    assert [reason.entry for reason in match.reasons if reason.kind == "word"] == ["Aurora", "Group"]


def test_an_initial_stands_for_a_name_and_says_so(matcher: Matcher) -> None:
    match = matcher.match(asked("Jonathan Marlowe"), threshold=0.1)[0]
    assert match.party.id == "test:6"
    assert any("an initial" in reason.text for reason in match.reasons)


def effect(matcher: Matcher, party: str, name: str, text: str, kind: PartyKind = "person") -> float:
    return sum(one.effect for one in matcher.why(asked(name, kind), party).reasons if text in one.text)


def test_other_words_for_the_same_business_part_two_names_less_than_other_names_do(matcher: Matcher) -> None:
    business = effect(matcher, "test:7", "Blue Heron Export Company Limited", "telling words", "organisation")
    names = effect(matcher, "test:7", "Blue Osprey Trading Company Limited", "telling words", "organisation")
    assert names < business < 0


def test_another_fathers_name_is_another_person(matcher: Matcher) -> None:
    father = effect(matcher, "test:4", "Viktor Pavlovich Sorokin", "telling words")
    assert father < effect(matcher, "test:4", "Viktor Andreyevich Demidov", "telling words") + 0.1
    assert scores(matcher, asked("Viktor Pavlovich Sorokin")).get("test:4", 0) < 0.7


def test_a_name_of_one_word_is_not_everybody_who_has_it(matcher: Matcher) -> None:
    assert effect(matcher, "test:3", "Abu Salih Hoffmann", "is one word of the other") < 0
    assert effect(matcher, "test:3", "Abu Salih", "is one word of the other") == 0


def test_a_whole_name_is_not_one_word_of_a_longer_one(matcher: Matcher) -> None:
    assert effect(matcher, "test:5", "Tah Ir", "is one word of the other") < 0
    assert effect(matcher, "test:5", "Mahmoud Tah Ir", "is one word of the other") == 0


def test_an_initial_is_doubtful_where_a_whole_name_is_left_that_might_be_meant(matcher: Matcher) -> None:
    assert effect(matcher, "test:4", "Viktor A. Sorokin", "an initial stands") == 0
    assert effect(matcher, "test:4", "Viktor A.", "an initial stands") < 0


def test_an_article_is_written_as_one_with_what_follows_it_not_with_what_goes_before() -> None:
    first, article, last = spell("Sabir al-Nuri", "person").words
    assert can_join((article, last))
    assert not can_join((first, article))


def test_words_written_as_one_must_be_nearly_what_the_list_writes(matcher: Matcher) -> None:
    assert scores(matcher, asked("Mahmudabbas Tahir"))["test:5"] > 0.7
    assert scores(matcher, asked("Mahdiabas Tahir")).get("test:5", 0) < 0.7


def test_a_syllable_left_out_is_another_person(matcher: Matcher) -> None:
    assert scores(matcher, asked("한정")).get("test:1", 0) < 0.5


def test_a_former_name_of_a_ship_is_a_name(matcher: Matcher) -> None:
    match = matcher.match(asked("Evening Tide", "vessel"))[0]
    assert (match.party.id, match.name.role) == ("test:11", "former")


def test_an_imo_number_finds_a_ship_of_another_name(matcher: Matcher) -> None:
    query = asked("SILVER CARP", "vessel", identifiers=(Identifier("imo", "IMO 9074729"),))
    match = matcher.match(query)[0]
    assert match.party.id == "test:11"
    assert any(reason.kind == "identifier" and reason.bearing == "agrees" for reason in match.reasons)


def test_another_imo_number_beats_the_same_name(matcher: Matcher) -> None:
    same = asked("Morning Tide 5", "vessel")
    other = asked("Morning Tide 5", "vessel", identifiers=(Identifier("imo", "9319466"),))
    assert scores(matcher, same)["test:11"] > 0.9 > 0.3 > scores(matcher, other)["test:11"]


def test_a_number_alone_is_a_query(matcher: Matcher) -> None:
    query = Party(id="query", names=(), kind="vessel", identifiers=(Identifier("imo", "9074729"),))
    assert [match.party.id for match in matcher.match(query)] == ["test:11"]


@pytest.mark.parametrize(("birth", "better"), [("1963-04-02", True), ("1963", True), ("1985-01-01", False)])
def test_a_birth_date_speaks_for_or_against(matcher: Matcher, birth: str, better: bool) -> None:
    bare = scores(matcher, asked("Han Jong Min"))["test:1"]
    told = scores(matcher, asked("Han Jong Min", births=(read_when(birth),)))["test:1"]
    assert (told > bare) is better


def test_what_the_entry_does_not_tell_is_not_comparable(matcher: Matcher) -> None:
    bare = scores(matcher, asked("Viktor Andreyevich Sorokin"))["test:4"]
    match = matcher.why(asked("Viktor Andreyevich Sorokin", births=(read_when("1970"),)), "test:4")
    birth = next(reason for reason in match.reasons if reason.kind == "birth")
    assert (birth.bearing, birth.effect) == ("not comparable", 0)
    assert match.score == bare


def test_another_kind_speaks_against(matcher: Matcher) -> None:
    found = scores(matcher, asked("Morning Tide 5", "person"))
    assert found.get("test:11", 0) < 0.7


def test_a_weak_alias_counts_less_and_says_so(matcher: Matcher) -> None:
    match = matcher.match(asked("Lena"), threshold=0.0)[0]
    assert any(reason.kind == "quality" and reason.effect < 0 for reason in match.reasons)


def test_the_effects_of_the_reasons_add_up_to_the_score(matcher: Matcher) -> None:
    for name in (
        "Han Jong Min",
        "Mahmood Tahir Abas",
        "Sorokin Viktor",
        "Blue Heron Ltd",
        "J Marlowe",
        "Lena Kovalenko",
    ):
        for match in matcher.match(asked(name, "unknown"), threshold=0.0, limit=20):
            assert summed(match) == pytest.approx(match.score, abs=2e-4)


def test_why_explains_a_match_that_is_none(matcher: Matcher) -> None:
    match = matcher.why(asked("Olena Kovalenko"), "test:8")
    assert match.score < 0.1
    assert match.reasons


def test_why_gives_the_score_that_match_gives(matcher: Matcher) -> None:
    query = asked("Mahmoud Taher")
    match = matcher.match(query)[0]
    assert matcher.why(query, match.party.id) == match


def test_an_unknown_id_is_refused(matcher: Matcher) -> None:
    with pytest.raises(InputError, match="no entry"):
        matcher.why(asked("x"), "test:99")


@pytest.mark.parametrize("name", ["", " ", "...", "\u200b"])
def test_a_query_without_a_letter_is_refused(matcher: Matcher, name: str) -> None:
    with pytest.raises(InputError, match="no name"):
        matcher.match(asked(name))


@pytest.mark.parametrize("threshold", [-0.1, 1.1])
def test_a_threshold_is_a_probability(matcher: Matcher, threshold: float) -> None:
    with pytest.raises(InputError, match="probability"):
        matcher.match(asked("Han"), threshold=threshold)


def test_a_name_of_five_thousand_letters_is_answered(matcher: Matcher) -> None:
    matcher.match(asked("abcd " * 1000))
    matcher.match(asked("a" * 5000))


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_text_is_answered_or_refused(matcher: Matcher, text: str) -> None:
    try:
        for match in matcher.match(asked(text, "unknown"), threshold=0.3):
            assert 0 <= match.score <= 1
    except InputError:
        pass


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([party.name for party in PARTIES]), st.floats(0, 1), st.floats(0, 1))
def test_a_lower_threshold_takes_nothing_away(matcher: Matcher, name: str, one: float, two: float) -> None:
    low, high = sorted((one, two))
    few = {match.party.id for match in matcher.match(asked(name, "unknown"), threshold=high, limit=99)}
    assert few <= {match.party.id for match in matcher.match(asked(name, "unknown"), threshold=low, limit=99)}


def test_kinds_and_lists_narrow_the_answer(matcher: Matcher) -> None:
    query = asked("Morning Tide 5", "unknown")
    assert matcher.match(query, kinds=("vessel",))
    assert not matcher.match(query, kinds=("person",))
    assert not matcher.match(query, lists=("other",))


def test_only_some_entries_have_the_scores_they_have_among_all(matcher: Matcher) -> None:
    few = matcher.only(["test:1", "test:8"])
    assert [party.id for party in few.parties()] == ["test:1", "test:8"]
    assert few.match(asked("Han Jong Min")) == matcher.match(asked("Han Jong Min"), threshold=0.9)[:1]
    assert not few.match(asked("Mahmud Abbas Tahir"))


def test_the_same_lists_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        build([(about("test"), PARTIES)], tmp_path / name)
    for file in ("index.bin", "parties.jsonl"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="twice"):
        build([(about("test"), (*PARTIES, PARTIES[0]))], tmp_path)


def test_a_folder_without_an_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no index"):
        open_index(tmp_path)


def test_a_broken_index_is_told(tmp_path: Path) -> None:
    build([(about("test"), PARTIES)], tmp_path)
    (tmp_path / "index.bin").write_bytes((tmp_path / "index.bin").read_bytes()[:200])
    with pytest.raises(DataError, match="index"):
        open_index(tmp_path)


def test_an_entry_that_changes_has_another_version(tmp_path: Path, matcher: Matcher) -> None:
    changed = [*PARTIES[:-1], Party(id="test:12", names=(Name("Olena Kovalenko"),), kind="person")]
    build([(about("test"), changed)], tmp_path)
    other = open_index(tmp_path)
    assert other.version("test:1") == matcher.version("test:1")
    assert other.version("test:12") != matcher.version("test:12")


def test_the_united_nations_list_answers_in_its_own_script(united_nations: Matcher) -> None:
    for party in list(united_nations.parties())[:200]:
        for name in party.names:
            if name.role == "original":
                assert united_nations.match(asked(name.text, party.kind), limit=30)


def test_a_by_name_of_the_list_is_a_name_by_itself_and_may_be_left_out(tmp_path: Path) -> None:
    listed = Party(id="test:1", names=(Name('Orlan Medhat "Sunny" Bellasi', "primary"),), kind="person")
    build([(about("test"), [listed])], tmp_path)
    found = open_index(tmp_path)
    for name in ("Sunny Bellasi", "Orlan Medhat Bellasi", 'Orlan "Sunny" Bellasi'):
        match = found.match(Party("query", (Name(name),), "person"))[0]
        assert match.party.id == "test:1"
        assert match.name.text == 'Orlan Medhat "Sunny" Bellasi'


def test_initials_alone_are_the_name_that_the_list_has_so_and_no_other(tmp_path: Path) -> None:
    listed = [Party(id=f"test:{name}", names=(Name(name),), kind="person") for name in ("K M A", "K. Mori Asano")]
    build([(about("test"), listed)], tmp_path)
    found = open_index(tmp_path).match(Party("query", (Name("K. M. A."),), "person"))
    assert [match.party.id for match in found] == ["test:K M A"]
