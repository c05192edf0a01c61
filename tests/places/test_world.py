"""Cells of countries in the world's languages: short, official, turned round, with titles, without accents."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.datafile import read_tree
from tidewaiter.places import find, find_in_column, scan
from tidewaiter.places.gazetteer import DATA, places
from tidewaiter.places.titles import titled
from tidewaiter.places.world import by_hand, is_short, key, known

_OF_THE_NORTH = ("north", "people", "democratic", "both", "people's republic")


@cache
def spellings(section: str) -> tuple[str, ...]:
    """The spellings of one section of the file beside this one."""
    written = read_tree(Path(__file__).with_name("spellings.yaml")).value[section]
    return tuple(text for line in written.splitlines() for text in line.split("|") if text)


def code(text: str) -> str | None:
    place = find_in_column(text).place
    return place.code if place else None


def candidates(text: str) -> list[str]:
    return [place.code for place in find_in_column(text).candidates]


def test_every_spelling_of_the_north_in_any_language_is_the_north() -> None:
    assert [text for text in spellings("north") if code(text) != "KP"] == []


def test_every_spelling_of_the_south_in_any_language_is_the_south() -> None:
    assert [text for text in spellings("south") if code(text) != "KR"] == []


def test_what_tells_neither_korea_or_both_is_either() -> None:
    assert [text for text in spellings("either") if code(text) or sorted(candidates(text)) != ["KP", "KR"]] == []


def test_a_misspelt_korea_a_firm_and_a_torn_name_are_no_state() -> None:
    assert [text for text in spellings("not one Korea") if code(text)] == []


def test_every_state_is_known_under_its_names_in_many_languages() -> None:
    wrong = []
    for line in read_tree(Path(__file__).with_name("spellings.yaml")).value["world"].splitlines():
        expected, _, texts = line.partition(": ")
        wrong += [(text, expected, code(text)) for text in texts.split("|") if code(text) != expected]
    assert wrong == []


def test_what_is_no_country_stays_none() -> None:
    assert [text for text in spellings("not a country") if code(text)] == []


def test_capitals_and_missing_accents_never_make_another_place() -> None:
    def plain(text: str) -> str:
        return "".join(sign for sign in unicodedata.normalize("NFD", text) if not "\u0300" <= sign <= "\u036f")

    wrong = []
    for section in ("north", "south"):
        expected = {"north": "KP", "south": "KR"}[section]
        forms = {form for text in spellings(section) for form in (text.upper(), plain(text), plain(text).upper())}
        wrong += [form for form in sorted(forms) if code(form) != expected]
    assert wrong == []


def test_every_name_of_the_world_file_finds_its_place_or_says_that_it_may_be_several() -> None:
    tree = read_tree(DATA / "world.yaml")
    wrong = []
    for section in ("latin", "other"):
        for line in tree.value[section].splitlines():
            expected, _, names = line.partition(": ")
            for name in names.split("; "):
                match = find_in_column(name)
                if match.place is None:
                    ok = expected in [place.code for place in match.candidates]
                else:
                    ok = match.place.code == expected
                if not ok:
                    wrong.append((name, expected, match.place))
    assert wrong == []


@pytest.mark.parametrize("language", ["ドイツ", "ألمانيا", "Німеччина", "Alemania", "Duitsland", "Niemcy", "Đức"])
def test_running_text_is_not_read_by_the_names_of_the_world_file(language: str) -> None:
    assert [mention.match.text for mention in scan(f"{language}: {language}, {language}.")] == []


@pytest.mark.parametrize("text", ["Fas", "Man", "Anh", "Séc", "Úc", "Áo"])
def test_a_short_name_is_read_in_a_column_of_countries_alone(text: str) -> None:
    assert find_in_column(text).place is not None
    assert find(text).place is None


@pytest.mark.parametrize("text", ["Granada", "SANTA ELENA", "Guadalupe"])
def test_a_name_that_is_also_a_town_is_read_in_a_column_of_countries_alone(text: str) -> None:
    assert find_in_column(text).place is not None
    assert find(text).place is None


def test_an_accent_tells_a_name_from_a_code() -> None:
    assert (code("Áo"), code("AO")) == ("AT", "AO")
    assert (code("Mỹ"), code("MY")) == ("US", "MY")
    assert (code("Bỉ"), code("BI")) == ("BE", "BI")


def test_a_code_of_one_state_that_is_the_name_of_another_names_either() -> None:
    assert code("Nga") is None
    assert sorted(candidates("Nga")) == ["NG", "RU"]
    assert code("NGA") == "NG"
    assert candidates("NGA") == ["NG", "RU"]


def test_a_title_that_makes_another_state_is_heard() -> None:
    assert code("Alemania, República Federal de") == "DE"
    assert code("Alemania, República Democrática de") == "DD"
    assert code("Congo, Rép. dém. du") == "CD"
    assert code("Congo, Rép. du") == "CG"
    assert code("China, Rep. Pop. de") == "CN"
    assert candidates("China, República de") == ["TW", "CN"]
    assert candidates("Dominica, República de") == ["DO", "DM"]
    assert candidates("Estado de Georgia") == ["GE", "US"]


def test_titles_alone_are_no_state() -> None:
    for text in ("República Unida", "Islamic State", "Federal Republic", "Union of Socialist Republics, United"):
        assert code(text) is None


def test_a_former_name_behind_the_name_is_left_out() -> None:
    assert code("Myanmar (ex Birmania)") == "MM"
    assert code("REP.DEMOCRAT.DEL CONGO EX ZAIRE") == "CD"


def test_two_letters_for_an_umlaut_are_one_letter() -> None:
    assert (code("AEGYPTEN"), code("Daenemark"), code("SUEDKOREA")) == ("EG", "DK", "KR")


def test_a_lost_apostrophe_is_put_back() -> None:
    assert (code("COSTA D AVORIO"), code("STATI UNITI D AMERICA")) == ("CI", "US")


def test_a_title_behind_a_name_without_a_space_is_taken_off() -> None:
    assert (code("ロシア連邦"), code("フランス共和国"), code("프랑스공화국")) == ("RU", "FR", "FR")
    assert candidates("中国共和国") == ["TW", "CN"]
    assert (code("韓国（大韓民国）"), code("朝鮮民主主義人民共和国")) == ("KR", "KP")


def test_a_name_cut_off_at_the_end_is_read_where_it_can_be_nothing_else() -> None:
    assert code("COREA (NORTE), REPUBLICA POPULAR DEMOC") == "KP"
    assert code("COREA (SUR), REPUBL") == "KR"
    assert code("COREA, REPUBLICA P") is None


def _words() -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for section in ("words", "korea"):
        for kind, written in by_hand().value[section].items():
            for word in written.split():
                out.setdefault(key(word), set()).add(kind)
    return out


KINDS = _words()
KOREAS = sorted(word for word, kinds in KINDS.items() if "korea" in kinds)


@given(
    st.sampled_from(KOREAS),
    st.lists(st.sampled_from(sorted(KINDS)), max_size=5),
    st.lists(st.sampled_from([" ", ", ", " (", ". ", "/"]), min_size=6, max_size=6),
    st.integers(0, 5),
)
@settings(max_examples=200, deadline=None)
def test_no_order_of_words_makes_one_korea_of_the_signs_of_the_other(
    korea: str, others: list[str], between: list[str], place: int
) -> None:
    words = [*others[:place], korea, *others[place:]]
    text = "".join(word + mark for word, mark in zip(words, between, strict=False))
    told = {kind for word in words for kind in KINDS[word]}
    found = titled(text, lambda _: ())
    codes = {sense.code for sense in found}
    assert codes <= {"KP", "KR"}
    if codes == {"KP"}:
        assert told & set(_OF_THE_NORTH) and "south" not in told
    if codes == {"KR"}:
        assert told & {"south", "republic"} and not told & set(_OF_THE_NORTH)


def test_every_word_of_a_title_is_of_one_kind_but_for_compounds_and_the_two_koreas() -> None:
    compound = {"korea", "north", "south", "both", "people", "democratic", "federal", "republic", "unclear", "initials"}
    compound |= {"join", "articles"}
    assert [word for word, kinds in KINDS.items() if len(kinds) > 1 and not kinds <= compound] == []


def test_the_names_by_hand_are_of_known_places_and_each_may_be_found() -> None:
    wrong = []
    for line in by_hand().value["names"].splitlines():
        codes, _, names = line.partition(": ")
        assert all(each in places() for each in codes.split())
        for name in names.split("; "):
            match = find_in_column(name)
            found = [match.place.code] if match.place else [place.code for place in match.candidates]
            if not set(codes.split()) <= {*found, *(place.code for place in match.candidates)}:
                wrong.append((name, codes, found))
    assert wrong == []


def test_no_short_latin_name_hides_a_code_of_another_place() -> None:
    told = [name for name in known(latin=True) if is_short(name) and find(name.upper()).how == "code"]
    wrong = [name for name in told if code(name.upper()) != find(name.upper()).place.code]  # type: ignore[union-attr]
    assert wrong == []


def test_the_files_of_the_world_are_read_only_for_a_cell_that_nothing_else_knows() -> None:
    program = (
        "from tidewaiter.places import find, scan, world\n"
        "find('Germany'); find('KOREA, DPR'); find('Россия'); scan('The Kremlin spoke with Pyongyang.')\n"
        "print(world.known.cache_info().currsize, world.by_hand.cache_info().currsize)"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["0", "0"]


def test_an_abbreviated_democratic_is_no_german_article() -> None:
    assert (code("Dem Rep Korea"), code("Dem .Rep. Korea"), code("Dem Rep Congo")) == ("KP", "KP", "CD")
    assert code("dem Iran") == "IR"
    assert code("De. Rep. Korea") is None


def test_a_title_is_never_left_out_of_a_name_of_one_korea() -> None:
    assert code("sKorea, Dem. People's Rep.") is None
    assert code("nKorea, Republic of") is None
