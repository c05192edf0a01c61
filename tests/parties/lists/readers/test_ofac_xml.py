"""OFAC's lists in plain XML: the same parties as in the tables, with the fields apart."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party, Tie
from tidewaiter.parties.lists.readers.ofac_xml import read

PERSON = """
  <sdnEntry><uid>10</uid><firstName>Tae Song</firstName><lastName>MADE-UP</lastName><title>Director; Secretary</title>
    <sdnType>Individual</sdnType><remarks>(Linked To: INVENTED FIRM; Linked To: NOBODY (IRAN))</remarks>
    <programList><program>DPRK</program><program>NPWMD</program></programList>
    <idList>
      <id><uid>1</uid><idType>Passport</idType><idNumber>X12</idNumber><idCountry>Korea, North</idCountry>
        <issueDate>10 May 2001</issueDate><expirationDate>09 May 2011</expirationDate></id>
      <id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
      <id><uid>3</uid><idType>Secondary sanctions risk:</idType><idNumber>section 1(b)</idNumber></id>
      <id><uid>4</uid><idType>Herd Book No.</idType><idNumber>7</idNumber></id>
      <id><uid>5</uid><idType>Passport</idType></id>
    </idList>
    <akaList>
      <aka><uid>101</uid><type>a.k.a.</type><category>strong</category><lastName>MADEUP</lastName>
        <firstName>Thae Song</firstName></aka>
      <aka><uid>102</uid><type>f.k.a.</type><category>weak</category><lastName>OLD</lastName></aka>
      <aka><uid>103</uid><type>n.k.a.</type><category>strong</category><lastName>NEW</lastName></aka>
    </akaList>
    <addressList><address><uid>201</uid><address1>1 Street</address1><address2>Floor 2</address2><city>Nampo</city>
      <stateOrProvince>South</stateOrProvince><postalCode>123</postalCode><country>Korea, North</country></address>
      <address><uid>202</uid><city>Somewhere</city><region>Gaza</region></address></addressList>
    <nationalityList><nationality><uid>5</uid><country>Korea, North</country><mainEntry>true</mainEntry></nationality>
    </nationalityList>
    <citizenshipList><citizenship><uid>6</uid><country>Atlantis</country></citizenship></citizenshipList>
    <dateOfBirthList><dateOfBirthItem><uid>7</uid><dateOfBirth>circa 1961</dateOfBirth></dateOfBirthItem>
      <dateOfBirthItem><uid>8</uid><dateOfBirth>long ago</dateOfBirth></dateOfBirthItem></dateOfBirthList>
    <placeOfBirthList><placeOfBirthItem><uid>9</uid><placeOfBirth>Nampo, Korea, North</placeOfBirth></placeOfBirthItem>
    </placeOfBirthList>
    <shoeSize>43</shoeSize>
  </sdnEntry>"""
SHIP = """
  <sdnEntry><uid>11</uid><lastName>MADE-UP STAR</lastName><sdnType>Vessel</sdnType>
    <programList><program>DPRK</program></programList>
    <idList><id><uid>6</uid><idType>Vessel Registration Identification</idType><idNumber>IMO 9074729</idNumber></id>
      <id><uid>7</uid><idType>Former Vessel Flag</idType><idNumber>Malta</idNumber></id></idList>
    <vesselInfo><callSign>HMZZ</callSign><vesselType>General Cargo</vesselType><vesselFlag>Korea, North</vesselFlag>
      <vesselOwner>INVENTED FIRM</vesselOwner><tonnage>1,200</tonnage>
      <grossRegisteredTonnage>900</grossRegisteredTonnage></vesselInfo></sdnEntry>"""
FIRM = "<sdnEntry><uid>12</uid><lastName>INVENTED FIRM</lastName><sdnType>Entity</sdnType></sdnEntry>"
ALL = PERSON + SHIP + FIRM


def listed(
    entries: str = ALL,
    *,
    count: int | None = 3,
    space: str = ' xmlns="http://tempuri.org/sdnList.xsd"',
    head: str = "",
    tail: str = "</sdnList>",
) -> list[Party]:
    told = f"<Record_Count>{count}</Record_Count>" if count is not None else ""
    info = f"<publshInformation><Publish_Date>10/29/2020</Publish_Date>{told}</publshInformation>"
    text = f'<?xml version="1.0" standalone="yes"?>{head}<sdnList{space}>{info}{entries}{tail}'
    return list(read(io.BytesIO(text.encode()), path="sdn.xml"))


def test_names_have_their_pieces_their_role_and_their_quality() -> None:
    one = listed()[0]
    assert (one.id, one.kind, one.name) == ("ofac-sdn:10", "person", "MADE-UP, Tae Song")
    assert [(name.text, name.role, name.quality, name.note) for name in one.names[1:]] == [
        ("MADEUP, Thae Song", "alias", "strong", None),
        ("OLD", "former", "weak", None),
        ("NEW", "alias", "strong", "now known as"),
    ]
    assert one.names[1].parts == (("family", "MADEUP"), ("given", "Thae Song"))


def test_the_list_of_numbers_holds_more_than_numbers() -> None:
    one = listed()[0]
    assert [(found.kind, found.value, found.country, found.note) for found in one.identifiers] == [
        ("passport", "X12", "KP", "issued 10 May 2001; expires 09 May 2011"),
        ("herd-book-no", "7", None, None),
    ]
    assert one.gender == "male"
    assert one.more == (
        ("citizen", "Atlantis"),
        ("DOB", "long ago"),
        ("Secondary sanctions risk", "section 1(b)"),
        ("id", "Passport"),
        ("shoeSize", "43"),
    )


def test_births_places_and_countries_are_read() -> None:
    one = listed()[0]
    assert [(when.value, when.approximate) for when in one.births] == [("1961", True)]
    assert [(place.text, place.country) for place in one.birth_places] == [("Nampo, Korea, North", "KP")]
    assert one.countries == (("nationality", "KP"),)
    assert [(place.text, place.country) for place in one.addresses] == [
        ("1 Street, Floor 2, Nampo, South 123, Korea, North", "KP"),
        ("Somewhere, Region: Gaza", "PS"),
    ]


def test_ties_designations_and_positions_are_read() -> None:
    one = listed()[0]
    assert one.ties == (Tie("linked to", "INVENTED FIRM", "ofac-sdn:12"), Tie("linked to", "NOBODY (IRAN)"))
    assert [found.programme for found in one.designations] == ["DPRK", "NPWMD"]
    assert one.positions == ("Director", "Secretary")


def test_a_ship_has_its_particulars() -> None:
    one = listed()[1]
    assert one.ship is not None
    assert (one.ship.flag, one.ship.type, one.ship.tonnage) == ("Korea, North", "General Cargo", "1,200")
    assert one.ship.former_flags == ("Malta",)
    assert [(found.kind, found.value) for found in one.identifiers] == [("call-sign", "HMZZ"), ("imo", "9074729")]
    assert one.ties == (Tie("owner", "INVENTED FIRM", "ofac-sdn:12"),)
    assert one.more == (("Gross Registered Tonnage", "900"),)


@pytest.mark.parametrize("space", ["", ' xmlns="https://sanctionslistservice.ofac.treas.gov/api/exports/XML"'])
def test_the_namespace_does_not_matter(space: str) -> None:
    assert listed(space=space) == listed()


def test_an_entry_without_a_programme_is_designated_all_the_same() -> None:
    (found,) = listed()[2].designations
    assert (found.list, found.reference, found.programme) == ("ofac-sdn", "12", None)


BOMB = '<!DOCTYPE sdnList [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"tail": ""}, "broken"),
        ({"entries": ALL[:700]}, "broken"),
        ({"head": BOMB}, "document type"),
        ({"head": '<!DOCTYPE sdnList SYSTEM "other.dtd">'}, "document type"),
        ({"entries": ALL + FIRM, "count": 4}, "stands twice"),
        ({"count": 4}, "says that it has 4 entries, and has 3"),
        ({"entries": ALL.replace("<uid>11</uid>", "")}, "without its number"),
        ({"entries": ALL.replace("<lastName>INVENTED FIRM</lastName>", "")}, "without its number or name"),
        ({"entries": ALL + "<a></b>"}, "broken"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(told: dict[str, str | int], says: str) -> None:
    with pytest.raises(InputError) as caught:
        listed(**told)  # type: ignore[arg-type]
    assert says in caught.value.what
    assert (caught.value.path, bool(caught.value.hint)) == ("sdn.xml", True)


@pytest.mark.parametrize("text", ["", "   ", "<html><body>Service unavailable</body></html>", "uid,name\n1,x\n"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        list(read(io.BytesIO(text.encode()), path="sdn.xml"))


def test_a_doubled_entry_is_told_with_its_line() -> None:
    with pytest.raises(InputError) as caught:
        listed(FIRM + "\n\n" + FIRM, count=None)
    assert caught.value.line == 3


@given(st.integers(0, len(ALL) - 1), st.text(max_size=3), st.integers(0, 30))
@settings(max_examples=200, deadline=None)
def test_a_changed_file_gives_parties_or_an_error_of_the_input(at: int, new: str, cut: int) -> None:
    try:
        assert len(listed(ALL[:at] + new + ALL[at + cut :])) <= 4
    except InputError as bad:
        assert bad.what
    except UnicodeEncodeError:
        pass  # a lone half of a pair cannot be written to a file
