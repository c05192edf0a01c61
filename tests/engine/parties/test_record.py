"""Records: fields read as a party, and what makes a record itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.engine.parties.record import (
    country,
    fields_of,
    folded,
    gender,
    identifier,
    kind,
    name_record,
    record,
    words,
)
from tidewaiter.errors import InputError


def test_a_record_keeps_what_is_told_of_a_party() -> None:
    found = record(
        {
            "name": ["Ada  Example"], "alias": ["A. E."], "birth": ["1962-05", "1963"], "nationality": ["Kenya"],
            "flag": ["PA"], "passport": ["A 12"], "kind": ["Person"], "gender": ["F"], "ref": ["c-7"],
        }
    )  # fmt: skip
    assert [(name.text, name.role) for name in found.query.names] == [("Ada Example", "primary"), ("A. E.", "alias")]
    assert [when.value for when in found.query.births] == ["1962-05", "1963"]
    assert found.query.countries == (("nationality", "KE"), ("flag", "PA"))
    assert (found.query.kind, found.query.gender, found.ref) == ("person", "female", "c-7")
    assert found.query.identifiers[0].kind == "passport"


def test_first_and_last_name_make_the_name_and_keep_their_parts() -> None:
    found = record({"first": ["Ada"], "last": ["Example"]}).query.names
    assert found[0].text == "Ada Example"
    assert found[0].parts == (("given", "Ada"), ("family", "Example"))


def test_parts_of_the_name_itself_are_joined_to_it_and_others_are_a_further_name() -> None:
    assert len(record({"name": ["Example Ada"], "first": ["Ada"], "last": ["Example"]}).query.names) == 1
    assert [name.role for name in record({"name": ["Ada E."], "last": ["Muster"]}).query.names] == ["primary", "alias"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "without a name"),
        ({"name": [""]}, "blank name"),
        ({"name": [" \t "]}, "blank name"),
        ({"name": ["---"]}, "without letters"),
        ({"name": ["\u200b\u202e"]}, "without letters"),
        ({"name": ["x" * 10_001]}, "10,001 characters"),
        ({"name": ["x"] * 101}, "101 values"),
        ({"name": ["x"], "brith": ["1962"]}, "unknown field 'brith'"),
        ({"name": ["x"], "birth": ["31/02/1962"]}, "no such date"),
        ({"name": ["x"], "birth": ["03/05/1962"]}, "the date can be"),
        ({"name": ["x"], "birth": ["soon"]}, "not a date"),
        ({"name": ["x"], "country": ["Korea"]}, "may be two"),
        ({"name": ["x"], "country": ["Ruritania"]}, "not a country"),
        ({"name": ["x"], "gender": ["maybe"]}, "not a gender"),
        ({"name": ["x"], "kind": ["planet"]}, "not a kind"),
        ({"name": ["x"], "kind": ["person", "vessel"]}, "several kinds"),
        ({"name": ["x"], "imo": ["1234568"]}, "not an IMO number"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_hint(fields: dict[str, list[str]], words: str) -> None:
    with pytest.raises(InputError, match=words) as bad:
        record(fields)
    assert bad.value.hint


def test_an_unknown_field_tells_the_nearest_one() -> None:
    with pytest.raises(InputError) as bad:
        record({"name": ["x"], "brith": ["1962"]})
    assert bad.value.hint == "did you mean birth?"


def test_the_order_of_day_and_month_settles_a_date() -> None:
    assert record({"name": ["x"], "birth": ["03/05/1962"]}, order="MDY").query.births[0].value == "1962-03-05"


@pytest.mark.parametrize("text", ["", "-", "n/a", "Unknown", "NULL"])
def test_a_cell_that_says_that_there_is_nothing_tells_nothing(text: str) -> None:
    assert record({"name": ["x"], "birth": [text], "country": [text]}).query.births == ()


def test_namibia_is_a_country_and_no_empty_cell() -> None:
    assert record({"name": ["x"], "country": ["NA"]}).query.countries == (("country", "NA"),)


def test_an_imo_number_makes_a_record_one_of_a_vessel() -> None:
    found = record({"name": ["Good Hope"], "imo": ["IMO 9074729"]}).query
    assert (found.kind, found.identifiers[0].value) == ("vessel", "9074729")


def test_a_number_needs_no_name_but_a_blank_name_beside_one_is_none() -> None:
    assert record({"imo": ["9074729"]}).text == "imo 9074729"
    assert record({"name": [""], "passport": ["A1"]}).query.names == ()
    assert record(fields_of(record({"imo": ["9074729"]}).query)) == record({"imo": ["9074729"]})


def test_a_number_may_tell_its_kind() -> None:
    assert identifier("Passport: A1").kind == "passport"
    assert identifier("A1").kind == "document"
    assert identifier("12:34").kind == "document"


@pytest.mark.parametrize("text", ["company", "Юридическое лицо", "公司", "شركة", "회사", "Unternehmen"])
def test_kinds_are_known_in_several_languages(text: str) -> None:
    assert kind(text) == "organisation"


def test_genders_and_countries_are_known_in_several_languages() -> None:
    assert gender("женский") == "female"
    assert gender("Divers") is None
    assert country("Россия") == "RU"


def test_no_word_of_the_table_means_two_things() -> None:
    for section in ("heading", "kind", "gender"):
        seen: dict[str, str] = {}
        for line in _lines(section):
            for word in line[1].split("|"):
                assert seen.setdefault(folded(word), line[0]) == line[0], word


def _lines(section: str) -> list[list[str]]:
    from tidewaiter.engine.parties.record import _WORDS

    told = (line.split("\t") for line in _WORDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [line[1:] for line in told if line[0] == section]


def test_the_same_question_has_the_same_key_however_it_is_written() -> None:
    one = record({"name": ["ADA  Example"], "country": ["Kenya"], "birth": ["1962-05-03"], "ref": ["1"]})
    other = record({"name": ["Ada example"], "country": ["KE"], "birth": ["3 May 1962"], "ref": ["2"]})
    assert one.key == other.key
    assert one.key != record({"name": ["Ada Example"], "country": ["Kenya"]}).key
    assert one.key != record({"name": ["Adam Example"], "country": ["Kenya"], "birth": ["1962-05-03"]}).key


@settings(max_examples=100, deadline=None)
@given(
    st.text(min_size=1, max_size=30).filter(lambda text: any(c.isalpha() for c in text) and "\x1c" not in text),
    st.sampled_from([["1962"], ["1962-05"], []]),
    st.sampled_from([["KE"], ["KP", "RU"], []]),
    st.sampled_from([["passport:A1"], ["imo:9074729"], ["77"], []]),
)
def test_the_fields_of_a_record_make_the_same_record_again(
    name: str, birth: list[str], codes: list[str], numbers: list[str]
) -> None:
    try:
        found = record({"name": [name], "birth": birth, "country": codes, "id_number": numbers})
    except InputError:
        return
    assert record(fields_of(found.query)) == found


def test_headings_are_words_of_fields() -> None:
    from tidewaiter.engine.parties.record import FIELDS

    assert set(words("heading").values()) <= set(FIELDS)
    assert name_record("x").query.kind == "unknown"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IMO 9074729", None),
        ("imo no. 9074729", None),
        ("EXAMPLE STAR (IMO 9074729)", "EXAMPLE STAR"),
        ("M/V EXAMPLE STAR, IMO: 9074729", "M/V EXAMPLE STAR"),
        ("IMO9074729 EXAMPLE STAR", "EXAMPLE STAR"),
    ],
)
def test_an_imo_number_in_a_name_is_asked_for_as_one(text: str, name: str | None) -> None:
    found = record({"name": [text]})
    assert [(one.kind, one.value) for one in found.query.identifiers] == [("imo", "9074729")]
    assert [one.text for one in found.query.names] == ([name] if name else [])
    assert (found.query.kind, found.text) == ("vessel", text)
    assert found.key == record(fields_of(found.query)).key


def test_a_number_in_place_of_a_name_is_asked_for_as_a_document_and_as_a_ship() -> None:
    texts = ("9074729", "9074720", "A12345678", "PS 654320502", "42", "Unit 61", "4711", "Example 2000")
    found = [[one.kind for one in record({"name": [text]}).query.identifiers] for text in texts]
    assert found == [["document", "imo"], ["document"], ["document"], ["document"], [], [], [], []]
    assert record({"name": ["9074729"]}).query.name == "9074729"


def test_an_imo_number_that_is_none_stays_in_the_name() -> None:
    found = record({"name": ["EXAMPLE STAR IMO 9074720"]})
    assert found.query.name == "EXAMPLE STAR IMO 9074720" and not found.query.identifiers
