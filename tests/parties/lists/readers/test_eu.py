"""The European Union's list in XML and in both forms of CSV."""

from __future__ import annotations

import csv
import io

import pytest

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers import eu_csv, eu_xml

SPACE = 'xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05T16:47:04.449+02:00" globalFileId="1"'
PERSON = """<sanctionEntity designationDetails="by letter" unitedNationId="KPi.901" euReferenceNumber="EU.901.1"
    designationDate="2017-06-02" logicalId="901">
  <remark>(UNSC listing)</remark>
  <regulation regulationType="amendment" organisationType="commission" publicationDate="2017-06-09"
     entryIntoForceDate="2017-06-10" numberTitle="2017/901 (OJ L1)" programme="PRK" logicalId="5">
    <publicationUrl>http://example.org/901</publicationUrl></regulation>
  <subjectType code="person" classificationCode="P"/>
  <nameAlias firstName="" middleName="" lastName="" wholeName="가공인물" gender="" title="" function=""
     nameLanguage="KO" strong="true" regulationLanguage="en" logicalId="11"/>
  <nameAlias firstName="Tae" middleName="Song" lastName="Invented" wholeName="Tae Song Invented" gender="M"
     title="(a) General, (b) Doctor" function="Director of nothing" nameLanguage="" strong="true" logicalId="12">
    <regulationSummary regulationType="amendment" publicationDate="2018-01-02" numberTitle="2018/1 (OJ L2)"
       publicationUrl="http://example.org/1"/></nameAlias>
  <nameAlias wholeName="T. S. Invented" strong="false" nameLanguage="EN" logicalId="13"/>
  <nameAlias wholeName="The Inventor" strong="true" logicalId="14"><remark>Low quality alias</remark></nameAlias>
  <nameAlias wholeName="Тае Сон" strong="true" nameLanguage="BG" logicalId="15"/>
  <citizenship region="" countryIso2Code="KP" countryDescription="KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF"/>
  <citizenship countryIso2Code="00" countryDescription="UNKNOWN"/>
  <birthdate circa="true" calendarType="GREGORIAN" year="1961" city="Nampo" countryIso2Code="KP"
     countryDescription="KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF" logicalId="21"/>
  <birthdate circa="false" calendarType="GREGORIAN" birthdate="1962-02-21" dayOfMonth="21" monthOfYear="2" year="1962"
     countryIso2Code="00" countryDescription="UNKNOWN"/>
  <birthdate calendarType="GREGORIAN" yearRangeFrom="1963" yearRangeTo="1965"/>
  <birthdate calendarType="ISLAMIC" year="1340"/>
  <address city="Nampo" street="1 No Road" poBox="" zipCode="77" asAtListingTime="true" countryIso2Code="KP"
     countryDescription="KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF"><remark>left it</remark>
     <contactInfo key="PHONE" value="+850 0"/><contactInfo key="PIGEON" value="grey"/></address>
  <identification diplomatic="true" knownExpired="true" knownFalse="false" number="X0000001" issuedBy="nobody"
     identificationTypeCode="passport" identificationTypeDescription="National passport" countryIso2Code="KP"
     countryDescription="KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF" logicalId="31"><remark>burnt</remark></identification>
  <shoe size="43"/>
</sanctionEntity>"""
SHIP = """<sanctionEntity euReferenceNumber="EU.902.2" logicalId="902">
  <subjectType code="enterprise" classificationCode="E"/>
  <nameAlias wholeName="Made Up (Old Made Up)" strong="true"/>
  <identification number="9187629" identificationTypeCode="imo"/>
</sanctionEntity>"""
FIRM = """<sanctionEntity euReferenceNumber="EU.903.3" logicalId="903">
  <subjectType code="enterprise" classificationCode="E"/>
  <nameAlias wholeName="Void Ltd (Nampo)" strong="true"/><nameAlias wholeName="Old Void (f.k.a. Empty Co.)"/>
  <identification number="9187629" identificationTypeCode="imo"/>
  <identification number="77-1" identificationTypeCode="regnumber"/>
  <regulation programme="PRK" numberTitle="A" entryIntoForceDate="2019-01-02"/>
  <regulation programme="IRN" numberTitle="B" entryIntoForceDate="2018-01-02"/>
  <regulation programme="IRN" numberTitle="C" entryIntoForceDate="2017-01-02"/>
</sanctionEntity>"""


def listed(*entries: str, head: str = "", tail: str = "</export>") -> tuple[Party, ...]:
    text = f'<?xml version="1.0" encoding="UTF-8"?>{head}<export {SPACE}>{"".join(entries)}{tail}'
    return tuple(eu_xml.read(io.BytesIO(text.encode()), path="eu.xml"))


def test_names_have_their_strength_language_and_parts_and_a_latin_one_leads() -> None:
    (one,) = listed(PERSON)
    assert [(name.text, name.role, name.quality, name.language) for name in one.names] == [
        ("Tae Song Invented", "primary", "strong", None),
        ("가공인물", "original", "strong", "ko"),
        ("T. S. Invented", "alias", "weak", "en"),
        ("The Inventor", "alias", "weak", None),
        ("Тае Сон", "alias", "strong", "bg"),
    ]
    assert one.names[0].parts == (("given", "Tae"), ("middle", "Song"), ("family", "Invented"))


def test_births_are_as_partial_as_told_and_other_calendars_are_kept_as_words() -> None:
    (one,) = listed(PERSON)
    assert [(when.value, when.approximate) for when in one.births] == [
        ("1961", True),
        ("1962-02-21", False),
        ("1963/1965", False),
    ]
    assert ("birthdate", "year: 1340; calendartype: ISLAMIC") in one.more
    assert [each.country for each in one.birth_places] == ["KP"]


def test_numbers_places_and_contacts_are_read() -> None:
    (one,) = listed(PERSON)
    assert (one.id, one.kind, one.gender) == ("eu:901", "person", "male")
    assert one.countries == (("citizenship", "KP"),)
    passport, phone = one.identifiers
    assert (passport.kind, passport.value, passport.country) == ("passport", "X0000001", "KP")
    assert passport.note == "diplomatic; known to be expired; burnt; issued by: nobody"
    assert (phone.kind, phone.value) == ("phone", "+850 0")
    assert one.addresses[0].text.endswith("(left it; as at the time of listing)")
    assert one.addresses[0].country == "KP"
    assert (one.titles, one.positions) == (("General", "Doctor"), ("Director of nothing",))
    assert one.remarks == ("(UNSC listing)",)


def test_the_designation_has_programme_regulation_and_days() -> None:
    (entry,) = listed(PERSON)[0].designations
    assert (entry.list, entry.reference, entry.programme) == ("eu", "EU.901.1", "PRK")
    assert entry.paragraph == "2017/901 (OJ L1)"
    assert entry.since is not None
    assert entry.since.value == "2017-06-02"
    assert [when.value for when in entry.amended] == ["2018-01-02"]


def test_programmes_are_designations_of_their_own_each_since_its_first_regulation() -> None:
    (firm,) = listed(FIRM)
    told = [(one.programme, one.paragraph, one.since.value if one.since else None) for one in firm.designations]
    assert told == [("PRK", "A", "2019-01-02"), ("IRN", "B; C", "2017-01-02")]


def test_what_no_field_takes_is_kept() -> None:
    more = dict(listed(PERSON)[0].more)
    assert more["unitedNationId"] == "KPi.901"
    assert more["designationdetails"] == "by letter"
    assert more["shoe/size"] == "43"
    assert more["PIGEON"] == "grey"
    assert "http://example.org/901" in more["regulation"]
    assert "http://example.org/1" in more["regulationSummary"]


def test_an_enterprise_with_a_ships_number_alone_is_a_ship_with_its_former_name() -> None:
    (ship,) = listed(SHIP)
    assert ship.kind == "vessel"
    assert [(name.text, name.role) for name in ship.names] == [("Made Up", "primary"), ("Old Made Up", "former")]
    assert ("nameAlias", "Made Up (Old Made Up)") in ship.more


def test_a_firm_keeps_its_brackets_but_for_those_that_say_what_they_hold() -> None:
    (firm,) = listed(FIRM)
    assert firm.kind == "organisation"
    assert [(name.text, name.role) for name in firm.names] == [
        ("Void Ltd (Nampo)", "primary"),
        ("Old Void", "alias"),
        ("Empty Co.", "former"),
    ]


@pytest.mark.parametrize("tail", ["", "</sanctionEntity>"])
def test_xml_that_is_cut_off_or_broken_is_refused(tail: str) -> None:
    with pytest.raises(InputError, match="the XML is broken"):
        listed(PERSON, tail=tail)


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        (SHIP + SHIP, "entry 902 stands twice"),
        ('<sanctionEntity logicalId="1"><subjectType code="person"/></sanctionEntity>', "has no name"),
        ('<sanctionEntity logicalId="1"><nameAlias wholeName="A"/></sanctionEntity>', "does not tell"),
        ('<sanctionEntity><subjectType code="person"/></sanctionEntity>', "no logicalId"),
        ('<sanctionEntity logicalId="1"><subjectType code="ghost"/></sanctionEntity>', "of the kind ghost"),
    ],
)
def test_an_entry_with_a_fault_is_refused(entry: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        listed(entry)


def test_a_document_type_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
    with pytest.raises(InputError, match="declares entities"):
        listed(SHIP, head=bomb)


# the CSV

NEW = [
    *("fileGenerationDate", "Entity_LogicalId", "Entity_EU_ReferenceNumber", "Entity_UnitedNationId"),
    *("Entity_DesignationDate", "Entity_Remark", "Entity_SubjectType", "Entity_SubjectType_ClassificationCode"),
    *("Entity_Regulation_EntryIntoForceDate", "Entity_Regulation_NumberTitle", "Entity_Regulation_Programme"),
    *("NameAlias_LastName", "NameAlias_FirstName", "NameAlias_WholeName", "NameAlias_NameLanguage", "NameAlias_Gender"),
    *("NameAlias_Title", "NameAlias_LogicalId", "NameAlias_Regulation_PublicationDate", "Address_City"),
    *("Address_CountryDescription", "BirthDate_BirthDate", "BirthDate_Year", "BirthDate_Circa", "BirthDate_City"),
    *("Identification_Number", "Identification_TypeCode", "Identification_CountryIso2Code"),
    *("Citizenship_CountryDescription", "Entity_Novelty"),
]
OLD = [
    *(
        "Date_file",
        "Entity_logical_id",
        "Subject_type",
        "Leba_numtitle",
        "Leba_publication_date",
        "Leba_url",
        "Programme",
    ),
    *("Entity_remark", "Naal_logical_id", "Naal_leba_publication_date", "Naal_lastname", "Naal_firstname"),
    *("Naal_wholename", "Naal_gender", "Naal_title", "Naal_function", "Addr_street", "Addr_city", "Addr_country"),
    *("Birt_date", "Birt_plcae", "Birt_country", "Iden_number", "Iden_country", "Citi_country", "EU_ref_num"),
    *("Entity_logical_id",),
]


def rows(header: list[str], *given: dict[str, str]) -> tuple[Party, ...]:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(header)
    writer.writerows([[one.get(name, "") for name in header] for one in given])
    return tuple(eu_csv.read(io.BytesIO(("\ufeff" + out.getvalue()).encode()), path="eu.csv"))


HEAD = {
    "fileGenerationDate": "05/08/2026",
    "Entity_LogicalId": "901",
    "Entity_EU_ReferenceNumber": "EU.901.1",
    "Entity_UnitedNationId": "KPi.901",
    "Entity_DesignationDate": "2017-06-02",
    "Entity_Remark": "A remark.",
    "Entity_SubjectType": "P",
    "Entity_SubjectType_ClassificationCode": "person",
    "Entity_Regulation_EntryIntoForceDate": "2017-06-10",
    "Entity_Regulation_NumberTitle": "2017/901 (OJ L1)",
    "Entity_Regulation_Programme": "PRK",
    "Entity_Novelty": "new",
}


def test_the_newer_csv_gathers_the_rows_of_an_entry() -> None:
    name = {"NameAlias_WholeName": "Tae Invented", "NameAlias_LastName": "Invented", "NameAlias_FirstName": "Tae"}
    person, firm = rows(
        NEW,
        {**HEAD, **name, "NameAlias_Gender": "M", "NameAlias_Regulation_PublicationDate": "2018-01-02"},
        {**HEAD, "NameAlias_WholeName": "가공인물", "NameAlias_NameLanguage": "KO"},
        {**HEAD, "BirthDate_Year": "1961", "BirthDate_Circa": "true", "BirthDate_City": "Nampo"},
        {"Entity_LogicalId": "903", "Entity_SubjectType": "E", "NameAlias_WholeName": "Void Ltd"},
        {
            **HEAD,
            "Identification_Number": "X1",
            "Identification_TypeCode": "passport",
            "Citizenship_CountryDescription": "IRAN",
        },
    )
    assert (person.id, person.kind, person.gender, person.name) == ("eu:901", "person", "male", "Tae Invented")
    assert [(name.text, name.role, name.language) for name in person.names[1:]] == [("가공인물", "original", "ko")]
    assert person.names[0].parts == (("given", "Tae"), ("family", "Invented"))
    assert [(when.value, when.approximate) for when in person.births] == [("1961", True)]
    assert [(each.kind, each.value) for each in person.identifiers] == [("passport", "X1")]
    assert person.countries == (("citizenship", "IR"),)
    assert person.remarks == ("A remark.",)
    assert person.more[:1] == (("regulationSummary", "publicationdate: 2018-01-02"),)
    assert ("novelty", "new") in person.more
    (entry,) = person.designations
    assert (entry.reference, entry.programme, entry.paragraph) == ("EU.901.1", "PRK", "2017/901 (OJ L1)")
    assert firm.kind == "organisation"


def test_the_older_csv_is_read_with_its_own_headings() -> None:
    head = {"Date_file": "31/10/2018", "Entity_logical_id": "901", "Subject_type": "P", "EU_ref_num": "EU.901.1"}
    head |= {"Programme": "PRK", "Leba_numtitle": "2017/901", "Leba_publication_date": "2017-06-09"}
    (person,) = rows(
        OLD,
        {**head, "Naal_wholename": "Tae Invented", "Naal_gender": "M", "Naal_function": "Director of nothing"},
        {**head, "Birt_date": "1961-02-03", "Birt_plcae": "Nampo", "Birt_country": "PRK"},
        {**head, "Iden_number": "X1 (passport)", "Iden_country": "PRK", "Citi_country": "PRK"},
        {**head, "Addr_street": "1 No Road", "Addr_city": "Nampo", "Addr_country": "PRK"},
    )
    assert (person.id, person.name, person.gender) == ("eu:901", "Tae Invented", "male")
    assert [when.value for when in person.births] == ["1961-02-03"]
    assert [(each.text, each.country) for each in person.birth_places] == [("Nampo, PRK", "KP")]
    assert [(each.kind, each.value, each.country) for each in person.identifiers] == [
        ("document", "X1 (passport)", "KP")
    ]
    assert person.countries == (("citizenship", "KP"),)
    assert person.positions == ("Director of nothing",)
    (entry,) = person.designations
    assert (entry.reference, entry.programme, entry.paragraph) == ("EU.901.1", "PRK", "2017/901")


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("a;b\n1;2\n", "'Entity_LogicalId' is not there", 1),
        ("Entity_LogicalId;b\n1;2\n", "'NameAlias_WholeName' is not there", 1),
        ("Entity_LogicalId;NameAlias_WholeName;x\n1\n", "the row has 1 cells", 2),
        ("Entity_LogicalId;NameAlias_WholeName;x\n;a;b\n", "no number of its entry", 2),
        ('Entity_LogicalId;NameAlias_WholeName;x\n1;"a;b\n', "the CSV is broken", 2),
        ("Entity_LogicalId;Entity_SubjectType;NameAlias_WholeName\n1;P;A\n1;E;A\n", "of the kind P and E", 2),
    ],
)
def test_a_csv_with_a_fault_is_refused_with_its_line(text: str, what: str, line: int) -> None:
    with pytest.raises(InputError, match=what) as caught:
        tuple(eu_csv.read(io.BytesIO(text.encode()), path="eu.csv"))
    assert caught.value.line == line
