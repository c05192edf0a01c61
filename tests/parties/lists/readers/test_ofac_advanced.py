"""OFAC's lists in the advanced XML: a party is put together from all the tables of the file."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party, Tie
from tidewaiter.parties.lists.readers.ofac_advanced import read

WORDS = """<ReferenceValueSets>
<AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1401">F.K.A.</AliasType>
  <AliasType ID="1402">N.K.A.</AliasType><AliasType ID="1403">Name</AliasType></AliasTypeValues>
<AreaCodeValues><AreaCode ID="11" CountryID="11" Description="Iran">IR</AreaCode></AreaCodeValues>
<CountryValues><Country ID="21">Korea, North</Country><Country ID="22">Iran</Country><Country ID="23">Malta</Country>
</CountryValues>
<DetailReferenceValues><DetailReference ID="31">Male</DetailReference><DetailReference ID="32">General Cargo
  </DetailReference></DetailReferenceValues>
<EntryEventTypeValues><EntryEventType ID="1">Created</EntryEventType><EntryEventType ID="2">Amended</EntryEventType>
</EntryEventTypeValues>
<FeatureTypeValues><FeatureType ID="1">Vessel Call Sign</FeatureType><FeatureType ID="2">VESSEL TYPE</FeatureType>
  <FeatureType ID="3">Vessel Flag</FeatureType><FeatureType ID="8">Birthdate</FeatureType>
  <FeatureType ID="9">Place of Birth</FeatureType><FeatureType ID="10">Nationality Country</FeatureType>
  <FeatureType ID="24">Former Vessel Flag</FeatureType><FeatureType ID="25">Location</FeatureType>
  <FeatureType ID="26">Title</FeatureType><FeatureType ID="14">Website</FeatureType>
  <FeatureType ID="224">Gender</FeatureType><FeatureType ID="344">Digital Currency Address - XBT</FeatureType>
  <FeatureType ID="500">Organization Established Date</FeatureType></FeatureTypeValues>
<IDRegDocDateTypeValues><IDRegDocDateType ID="1480">Issue Date</IDRegDocDateType>
  <IDRegDocDateType ID="1481">Expiration Date</IDRegDocDateType></IDRegDocDateTypeValues>
<IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType>
  <IDRegDocType ID="1626">Vessel Registration Identification</IDRegDocType></IDRegDocTypeValues>
<LegalBasisValues><LegalBasis ID="71">Order One</LegalBasis><LegalBasis ID="72">Order Two</LegalBasis>
</LegalBasisValues>
<ListValues><List ID="1550">SDN List</List><List ID="1551">Consolidated List</List></ListValues>
<LocPartTypeValues><LocPartType ID="1451">ADDRESS1</LocPartType><LocPartType ID="1454">CITY</LocPartType>
</LocPartTypeValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType>
  <NamePartType ID="1525">Entity Name</NamePartType></NamePartTypeValues>
<PartySubTypeValues><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>
  <PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType>
</PartySubTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType>
  <PartyType ID="4">Transport</PartyType></PartyTypeValues>
<RelationTypeValues><RelationType ID="15003">Owned or Controlled By</RelationType>
  <RelationType ID="15001">Associate Of</RelationType></RelationTypeValues>
<SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="1705">Block</SanctionsType>
</SanctionsTypeValues>
<ScriptValues><Script ID="215">Latin</Script><Script ID="220">Cyrillic</Script><Script ID="286">Hangul</Script>
</ScriptValues>
<ValidityValues><Validity ID="1">Valid</Validity><Validity ID="2">Fraudulent</Validity></ValidityValues>
</ReferenceValueSets>"""
PLACES = """<Locations>
<Location ID="501"><LocationCountry CountryID="21"/></Location>
<Location ID="502"><LocationPart LocPartTypeID="1451"><LocationPartValue Primary="true"><Value>1 Street</Value>
  </LocationPartValue></LocationPart><LocationPart LocPartTypeID="1454"><LocationPartValue Primary="true">
  <Value>Nampo</Value></LocationPartValue></LocationPart><LocationCountry CountryID="21"/></Location>
<Location ID="503"><LocationCountry CountryID="23"/></Location>
</Locations>"""
DOCUMENTS = """<IDRegDocuments>
<IDRegDocument ID="601" IDRegDocTypeID="1571" IdentityID="901" IssuedBy-CountryID="21" ValidityID="2"><Comment/>
  <IDRegistrationNo>X12</IDRegistrationNo><IssuingAuthority>An Office</IssuingAuthority>
  <DocumentDate IDRegDocDateTypeID="1481"><DatePeriod><Start><From><Year>2011</Year><Month>5</Month><Day>9</Day></From>
  <To><Year>2011</Year><Month>5</Month><Day>9</Day></To></Start></DatePeriod></DocumentDate></IDRegDocument>
<IDRegDocument ID="602" IDRegDocTypeID="1626" IdentityID="903" ValidityID="1"><Comment/>
  <IDRegistrationNo>IMO 9074729</IDRegistrationNo></IDRegDocument>
</IDRegDocuments>"""


def name(*pieces: tuple[str, str], script: str = "215") -> str:
    parts = "".join(
        f'<DocumentedNamePart><NamePartValue NamePartGroupID="{group}" ScriptID="{script}">{text}</NamePartValue>'
        "</DocumentedNamePart>"
        for group, text in pieces
    )
    return f"<DocumentedName>{parts}</DocumentedName>"


def alias(*names: str, kind: str = "1400", primary: bool = False, low: bool = False) -> str:
    told = f'AliasTypeID="{kind}" Primary="{str(primary).lower()}" LowQuality="{str(low).lower()}"'
    return f"<Alias {told}>{''.join(names)}</Alias>"


def feature(kind: int, inside: str, comment: str = "") -> str:
    version = f"<FeatureVersion><Comment>{comment}</Comment>{inside}</FeatureVersion>"
    return f'<Feature FeatureTypeID="{kind}">{version}</Feature>'


def detail(text: str = "", word: str = "") -> str:
    told = f' DetailReferenceID="{word}"' if word else ""
    return f'<VersionDetail DetailTypeID="1432"{told}>{text}</VersionDetail>'


def place(number: int) -> str:
    return f'<VersionLocation LocationID="{number}"/>'


def point(tag: str, day: str) -> str:
    parts = zip(("Year", "Month", "Day"), day.split("-"), strict=False)
    inside = "".join(f"<{name}>{part.removeprefix('0')}</{name}>" for name, part in parts)
    return f"<{tag}>{inside}</{tag}>"


def period(first: str, last: str, *, about: bool = False) -> str:
    told = f' Approximate="{str(about).lower()}"'
    start = f"<Start{told}>{point('From', first)}{point('To', first)}</Start>"
    return f"<DatePeriod>{start}<End{told}>{point('From', last)}{point('To', last)}</End></DatePeriod>"


GROUPS = """<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="1" NamePartTypeID="1520"/></MasterNamePartGroup>
<MasterNamePartGroup><NamePartGroup ID="2" NamePartTypeID="1521"/></MasterNamePartGroup>
<MasterNamePartGroup><NamePartGroup ID="3" NamePartTypeID="1525"/></MasterNamePartGroup></NamePartGroups>"""


def person(*features: str) -> str:
    names = (
        alias(name(("1", "MADEUP"), ("2", "Thae Song")))
        + alias(
            name(("1", "MADE-UP"), ("2", "Tae Song")),
            name(("1", "가"), ("2", "태성"), script="286"),
            kind="1403",
            primary=True,
        )
        + alias(name(("1", "OLD")), kind="1401", low=True)
    )
    return (
        '<DistinctParty FixedRef="10"><Comment/><Profile ID="10" PartySubTypeID="4">'
        f'<Identity ID="901" Primary="true" False="false">{names}{GROUPS}</Identity>{"".join(features)}'
        "</Profile></DistinctParty>"
    )


FIRM = (
    '<DistinctParty FixedRef="11"><Profile ID="11" PartySubTypeID="3"><Identity ID="902" Primary="true">'
    + alias(name(("3", "INVENTED FIRM")), kind="1403", primary=True)
    + f"{GROUPS}</Identity></Profile></DistinctParty>"
)
SHIP = (
    '<DistinctParty FixedRef="12"><Profile ID="12" PartySubTypeID="1"><Identity ID="903" Primary="true">'
    + alias(name(("3", "MADE-UP STAR")), kind="1403", primary=True)
    + "</Identity>"
    + feature(1, detail("HMZZ"))
    + feature(2, detail(word="32"))
    + feature(3, detail("Korea, North"))
    + feature(24, place(503))
    + "</Profile></DistinctParty>"
)
PERSON = person(
    feature(8, period("1961-01-01", "1961-12-31", about=True)),
    feature(9, place(502)),
    feature(10, place(501)),
    feature(25, place(502)),
    feature(26, detail("Director of nothing")),
    feature(224, detail(word="31")),
    feature(344, detail("1abc2")),
    feature(14, detail("www.example.org"), "closed"),
    feature(500, period("1990-05-01", "1990-05-31")),
    feature(999, detail("what nobody knows")),
)
PARTIES = f"<DistinctParties>{PERSON}{FIRM}{SHIP}</DistinctParties>"
TIE = '<ProfileRelationship ID="{}" From-ProfileID="{}" To-ProfileID="{}" RelationTypeID="15003" Former="{}"/>'
TIES = f"<ProfileRelationships>{TIE.format(1, 12, 11, 'false')}{TIE.format(2, 10, 11, 'true')}</ProfileRelationships>"


def event(day: str, kind: int = 1, basis: int = 71) -> str:
    return f'<EntryEvent EntryEventTypeID="{kind}" LegalBasisID="{basis}">{point("Date", day)}</EntryEvent>'


def entry(number: int, profile: int, *inside: str, listed_on: int = 1550) -> str:
    return (
        f'<SanctionsEntry ID="{number}" ProfileID="{profile}" ListID="{listed_on}">{"".join(inside)}</SanctionsEntry>'
    )


BLOCK = '<SanctionsMeasure SanctionsTypeID="1705"><Comment/></SanctionsMeasure>'
DPRK = '<SanctionsMeasure SanctionsTypeID="1"><Comment>DPRK</Comment></SanctionsMeasure>'
NPWMD = '<SanctionsMeasure SanctionsTypeID="1"><Comment>NPWMD</Comment></SanctionsMeasure>'
LISTINGS = entry(
    71, 10, event("2016-03-02"), event("2017-06-01", 2, 72), event("2018-01-01", 1, 72), BLOCK, DPRK, NPWMD
) + entry(72, 11, event("2016-03-02"), DPRK, listed_on=1551)


def listed(
    *,
    words: str = WORDS,
    places: str = PLACES,
    documents: str = DOCUMENTS,
    parties: str = PARTIES,
    ties: str = TIES,
    listings: str = LISTINGS,
    head: str = "",
    tail: str = "</Sanctions>",
    space: str = ' xmlns="https://www.un.org/sanctions/1.0"',
) -> list[Party]:
    text = (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<Sanctions{space} Version="3"><DateOfIssue><Year>2026</Year>'
        f"</DateOfIssue>{words}{places}{documents}{parties}{ties}<SanctionsEntries>{listings}</SanctionsEntries>"
        f"<SanctionsEntryLinks/>{tail}"
    )
    return list(read(io.BytesIO(text.encode()), path="advanced.xml"))


def test_names_are_joined_of_their_pieces_and_the_first_stands_first() -> None:
    one = listed()[0]
    assert (one.id, one.kind, one.name) == ("ofac-sdn:10", "person", "MADE-UP, Tae Song")
    assert [(found.text, found.role, found.quality) for found in one.names] == [
        ("MADE-UP, Tae Song", "primary", None),
        ("MADEUP, Thae Song", "alias", "strong"),
        ("가 태성", "original", "strong"),
        ("OLD", "former", "weak"),
    ]
    assert one.names[0].parts == (("family", "MADE-UP"), ("given", "Tae Song"))
    assert one.names[2].note == "Hangul"


def test_features_go_where_they_belong() -> None:
    one = listed()[0]
    assert [(when.value, when.approximate) for when in one.births] == [("1961", True)]
    assert [(found.text, found.country) for found in one.birth_places] == [("1 Street, Nampo, Korea, North", "KP")]
    assert [(found.text, found.country) for found in one.addresses] == [("1 Street, Nampo, Korea, North", "KP")]
    assert one.countries == (("nationality", "KP"),)
    assert one.gender == "male"
    assert one.positions == ("Director of nothing",)
    assert ("Organization Established Date", "1990-05") in one.more


def test_numbers_come_from_features_and_documents() -> None:
    one = listed()[0]
    assert [(found.kind, found.value, found.country, found.note) for found in one.identifiers] == [
        ("wallet", "1abc2", None, "XBT"),
        ("website", "www.example.org", None, "closed"),
        ("featuretype-999", "what nobody knows", None, None),
        ("passport", "X12", "KP", "expires 2011-05-09; An Office; Fraudulent"),
    ]


def test_a_ship_has_its_number_its_flags_and_its_owner() -> None:
    one = listed()[2]
    assert one.kind == "vessel"
    assert one.ship is not None
    assert (one.ship.flag, one.ship.former_flags, one.ship.type) == ("Korea, North", ("Malta",), "General Cargo")
    assert [(found.kind, found.value) for found in one.identifiers] == [("call-sign", "HMZZ"), ("imo", "9074729")]
    assert one.ties == (Tie("owned or controlled by", "INVENTED FIRM", "ofac-sdn:11"),)


def test_a_former_tie_is_said_to_be_one() -> None:
    assert listed()[0].ties == (Tie("owned or controlled by (former)", "INVENTED FIRM", "ofac-sdn:11"),)


def test_a_designation_has_its_days_its_basis_and_its_list() -> None:
    person, firm, ship = listed()
    found = person.designations[0]
    assert [one.programme for one in person.designations] == ["DPRK", "NPWMD"]
    assert (found.list, found.reference, found.paragraph) == ("ofac-sdn", "10", "Order One; Order Two")
    assert found.since is not None
    assert (found.since.value, [when.value for when in found.amended]) == ("2016-03-02", ["2018-01-01", "2017-06-01"])
    assert ("SanctionsMeasure", "Block") in person.more
    assert firm.designations[0].list == "ofac-cons"
    assert [(one.list, one.programme) for one in ship.designations] == [("ofac-sdn", None)]


@pytest.mark.parametrize(
    ("first", "last", "value"),
    [
        ("1961-05-03", "1961-05-03", "1961-05-03"),
        ("1961-05-01", "1961-05-31", "1961-05"),
        ("1961-01-01", "1961-12-31", "1961"),
        ("1961-01-01", "1963-12-31", "1961/1963"),
        ("1961-02-01", "1961-04-30", "1961-02/1961-04"),
        ("1961-02-03", "1962-04-05", "1961-02-03/1962-04-05"),
        ("1961", "1961", "1961"),
    ],
)
def test_a_period_is_as_wide_as_its_ends(first: str, last: str, value: str) -> None:
    one = listed(parties=PARTIES.replace(PERSON, person(feature(8, period(first, last)))))[0]
    assert [when.value for when in one.births] == [value]


def test_what_no_field_takes_is_kept() -> None:
    inside = detail("1") + "<Echo><Shade>two</Shade></Echo>"
    odd = person(feature(500, inside), "<Shoe>43</Shoe>").replace("<Profile", "<Hat>8</Hat><Profile")
    measure = f'<SanctionsMeasure SanctionsTypeID="1705"><Comment>x</Comment>{period("2016-01-01", "2016-12-31")}'
    one = listed(
        parties=PARTIES.replace(PERSON, odd),
        listings=entry(71, 10, event("2016-03-02"), measure + "</SanctionsMeasure>"),
    )[0]
    assert one.more == (
        ("Hat", "8"),
        ("Shoe", "43"),
        ("Organization Established Date", "1"),
        ("Organization Established Date", "Shade: two"),
        ("SanctionsMeasure", "Block; x; 2016"),
    )


def test_a_nationality_is_read_from_a_place_that_says_more() -> None:
    more = PLACES.replace(
        '<Location ID="501">',
        '<Location ID="501"><LocationPart LocPartTypeID="1"><LocationPartValue><Value>North Korean</Value>'
        "</LocationPartValue></LocationPart>",
    )
    assert listed(places=more)[0].countries == (("nationality", "KP"),)


def test_a_tie_with_a_party_of_another_file_is_kept() -> None:
    ties = TIE.format(1, 10, 99, "false") + TIE.format(2, 98, 11, "false")
    one, firm, _ = listed(ties=f"<ProfileRelationships>{ties}</ProfileRelationships>")
    assert one.ties == (Tie("owned or controlled by", "profile 99, which the file does not have"),)
    assert firm.more == (("ProfileRelationship", "profile 98, which the file does not have: Owned or Controlled By"),)


def test_a_place_that_is_not_there_is_said_not_to_be() -> None:
    ship = listed(places=PLACES.replace('Location ID="503"', 'Location ID="599"'))[2]
    assert ship.ship is not None
    assert ship.ship.former_flags == ("place 503, which the file does not have",)


@pytest.mark.parametrize("day", ["1961-02-31", "1961-13-01", "9" * 5000, "12345-01-01"])
def test_a_period_that_cannot_be_is_kept_as_written(day: str) -> None:
    one = listed(parties=PARTIES.replace(PERSON, person(feature(8, period(day, day)))))[0]
    assert one.births == ()
    assert one.more[0][0] == "Birthdate"
    assert day.split("-")[0] in one.more[0][1]


def test_parties_that_are_tied_in_a_ring_are_read() -> None:
    ring = TIE.format(1, 10, 11, "false") + TIE.format(2, 11, 12, "false") + TIE.format(3, 12, 10, "false")
    found = listed(ties=f"<ProfileRelationships>{ring}</ProfileRelationships>")
    assert [one.ties[0].party for one in found] == ["ofac-sdn:11", "ofac-sdn:12", "ofac-sdn:10"]


def test_the_namespace_and_the_order_of_the_tables_do_not_matter() -> None:
    assert listed(space="") == listed()
    assert listed(words="", tail=f"{WORDS}</Sanctions>") == listed()


def test_a_stream_that_can_be_read_but_once_is_read_all_the_same() -> None:
    class Once(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self._rest = io.BytesIO(data)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            return self._rest.readinto(buffer)

    text = f"<Sanctions>{WORDS}{PLACES}{DOCUMENTS}{PARTIES}{TIES}</Sanctions>".encode()
    once = list(read(io.BufferedReader(Once(text)), path="x"))  # type: ignore[type-var]
    with gzip.open(io.BytesIO(gzip.compress(text))) as packed:
        assert once == list(read(packed, path="x"))  # type: ignore[arg-type]
    assert len(once) == 3


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"tail": ""}, "broken"),
        ({"head": '<!DOCTYPE Sanctions [<!ENTITY a "ha">]>'}, "document type"),
        ({"parties": PARTIES.replace(FIRM, FIRM + FIRM)}, "stands twice"),
        ({"parties": PARTIES.replace('FixedRef="12"', 'FixedRef="99"').replace('ID="12"', 'ID="11"')}, "stands twice"),
        ({"listings": LISTINGS + entry(71, 10)}, "stands twice"),
        ({"listings": LISTINGS + entry(99, 99)}, "refers to 99"),
        ({"documents": DOCUMENTS.replace('IdentityID="903"', 'IdentityID="999"')}, "refers to 999"),
        ({"documents": DOCUMENTS.replace('ID="602"', 'ID="601"')}, "stands twice"),
        ({"ties": f"<Ties>{TIE.format(1, 98, 99, 'false')}</Ties>"}, "refers to 99"),
        ({"ties": TIES.replace('To-ProfileID="11"', 'To-ProfileID="12"')}, "tied to itself"),
        ({"parties": PARTIES.replace('FixedRef="11"', "")}, "without its number"),
        ({"parties": PARTIES.replace("INVENTED FIRM", " ")}, "without a name"),
        ({"parties": '<DistinctParty FixedRef="1"/>'}, "without a profile"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(told: dict[str, str], says: str) -> None:
    with pytest.raises(InputError) as caught:
        listed(**told)
    assert says in caught.value.what
    assert (caught.value.path, bool(caught.value.hint)) == ("advanced.xml", True)


@given(st.integers(0, len(PARTIES) - 1), st.text(max_size=3), st.integers(0, 40))
@settings(max_examples=200, deadline=None)
def test_a_changed_file_gives_parties_or_an_error_of_the_input(at: int, new: str, cut: int) -> None:
    try:
        assert len(listed(parties=PARTIES[:at] + new + PARTIES[at + cut :])) <= 4
    except InputError as bad:
        assert bad.what
    except UnicodeEncodeError:
        pass  # a lone half of a pair cannot be written to a file
