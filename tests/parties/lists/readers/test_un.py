"""The Security Council's consolidated list: everything it says of a party is kept."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers.un import read

PERSON = """
    <INDIVIDUAL>
      <DATAID>7000001</DATAID><VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>TAE SONG</FIRST_NAME><SECOND_NAME>MADE-UP</SECOND_NAME>
      <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.901</REFERENCE_NUMBER><LISTED_ON>2016-03-02</LISTED_ON>
      <GENDER>Male</GENDER><NAME_ORIGINAL_SCRIPT>가짜 이름; 다른 이름</NAME_ORIGINAL_SCRIPT>
      <COMMENTS1>Works for a firm
that nobody founded.</COMMENTS1>
      <TITLE><VALUE>Mr</VALUE></TITLE><DESIGNATION><VALUE>Director of nothing</VALUE></DESIGNATION>
      <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE><VALUE>Atlantis</VALUE></NATIONALITY>
      <LAST_DAY_UPDATED><VALUE>2018-05-01T00:00:00</VALUE></LAST_DAY_UPDATED>
      <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>T. S. Invented; Ta Song</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Thae Song (original script: 태성)</ALIAS_NAME>
        <NOTE>in a passport</NOTE></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ADDRESS><COUNTRY/></INDIVIDUAL_ADDRESS>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1961</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1963</FROM_YEAR>
        <TO_YEAR>1965</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>spring 1960</NOTE></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Nampo</CITY>
        <COUNTRY>Democratic People's Republic of Korea</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
      <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>X0000001</NUMBER>
        <ISSUING_COUNTRY>Democratic People's Republic of Korea</ISSUING_COUNTRY>
        <NOTE>expired</NOTE></INDIVIDUAL_DOCUMENT>
      <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NOTE>lost</NOTE></INDIVIDUAL_DOCUMENT>
      <SHOE_SIZE>43</SHOE_SIZE><SORT_KEY/>
    </INDIVIDUAL>"""
FIRM = """
    <ENTITY>
      <DATAID>7000002</DATAID><FIRST_NAME>INVENTED TRADING CORPORATION</FIRST_NAME>
      <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.902</REFERENCE_NUMBER><LISTED_ON>2017-06-02</LISTED_ON>
      <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Old Invented Co.</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ADDRESS><CITY>Pyongyang</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY></ENTITY_ADDRESS>
    </ENTITY>"""


def listed(*entries: str, head: str = "", tail: str = "</CONSOLIDATED_LIST>") -> tuple[Party, ...]:
    text = f'<?xml version="1.0" encoding="UTF-8"?>{head}<CONSOLIDATED_LIST>{"".join(entries)}{tail}'
    return tuple(read(io.BytesIO(text.encode()), path="list.xml"))


def person() -> Party:
    return listed(PERSON)[0]


def test_names_keep_their_role_quality_script_and_parts() -> None:
    found = [(name.text, name.role, name.quality) for name in person().names]
    assert found == [
        ("TAE SONG MADE-UP", "primary", None),
        ("가짜 이름", "original", None),
        ("다른 이름", "original", None),
        ("T. S. Invented", "alias", "weak"),
        ("Ta Song", "alias", "weak"),
        ("Thae Song", "alias", "strong"),
        ("태성", "original", "strong"),
    ]
    assert person().names[0].parts == (("first", "TAE SONG"), ("second", "MADE-UP"))
    assert person().names[5].note == "NOTE: in a passport"


def test_births_are_as_partial_as_the_list_tells_them() -> None:
    about, between = person().births
    assert (about.precision, about.approximate) == ("year", True)
    assert (between.earliest, between.latest) == (date(1963, 1, 1), date(1965, 12, 31))


def test_what_no_field_takes_is_kept_under_its_name() -> None:
    assert person().more == (
        ("NATIONALITY", "Atlantis"),
        ("INDIVIDUAL_DATE_OF_BIRTH", "TYPE_OF_DATE: EXACT; NOTE: spring 1960"),
        ("INDIVIDUAL_DOCUMENT", "TYPE_OF_DOCUMENT: Passport; NOTE: lost"),
        ("SHOE_SIZE", "43"),
    )


def test_documents_places_and_countries_are_told_by_codes() -> None:
    one = person()
    assert [(each.kind, each.value, each.country) for each in one.identifiers] == [("passport", "X0000001", "KP")]
    assert one.countries == (("nationality", "KP"),)
    assert one.birth_places[0].country == "KP"
    assert one.addresses == ()


def test_the_designation_has_reference_programme_and_days() -> None:
    (found,) = person().designations
    assert (found.list, found.reference, found.programme) == ("un", "KPi.901", "DPRK")
    assert found.since is not None
    assert found.since.value == "2016-03-02"
    assert [day.value for day in found.amended] == ["2018-05-01"]


def test_an_organisation_has_its_former_names() -> None:
    (firm,) = listed(FIRM)
    assert (firm.id, firm.kind, firm.name) == ("un:7000002", "organisation", "INVENTED TRADING CORPORATION")
    assert [(name.text, name.role) for name in firm.names[1:]] == [("Old Invented Co.", "former")]


@pytest.mark.parametrize("tail", ["", "</INDIVIDUALS>"])
def test_a_list_that_is_cut_off_or_broken_is_refused(tail: str) -> None:
    with pytest.raises(InputError, match="the XML is broken"):
        listed(FIRM, PERSON, tail=tail)


def test_where_a_list_is_cut_off_is_told_once() -> None:
    with pytest.raises(InputError) as told:
        listed(FIRM + "\n<ENTITY>", tail="")
    line = FIRM.count("\n") + 2
    assert told.value.what == f"the XML is broken: Premature end of data in tag ENTITY line {line}"
    assert (told.value.line, told.value.column) == (line, 9)


def test_another_list_is_refused_before_its_faults() -> None:
    with pytest.raises(InputError, match="begins with <html>, not with <CONSOLIDATED_LIST>"):
        tuple(read(io.BytesIO(b"<html><body><p>moved"), path="list.xml"))


def test_a_document_type_is_refused_before_its_entities_are_used() -> None:
    with pytest.raises(InputError, match="document type"):
        listed("<ENTITY>&unknown;", head='<!DOCTYPE CONSOLIDATED_LIST SYSTEM "other.dtd">', tail="")


def test_a_list_in_many_pieces_is_read_whole() -> None:
    firms = [FIRM.replace("7000002", str(number)) for number in range(1000)]
    assert [one.id for one in listed(*firms)] == [f"un:{number}" for number in range(1000)]


def test_entities_that_expand_are_refused() -> None:
    with pytest.raises(InputError, match="declares entities"):
        listed(FIRM, head='<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>')


def test_the_whole_list_is_read(shared: Path) -> None:
    path = shared / "data" / "lists" / "un_consolidated_2026-02-27.xml"
    with path.open("rb") as stream:
        found = tuple(read(stream, path=str(path)))
    assert len(found) == 1003
    assert sum(one.kind == "person" for one in found) == 730
    assert sum(one.designations[0].programme == "DPRK" for one in found) == 155
    assert len({one.id for one in found}) == len(found)
