"""The UK Sanctions List and the list of OFSI before it: four forms, one party."""

from __future__ import annotations

import csv
import io

import pytest

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers import ofsi, uk

PERSON = """<Designation>
  <LastUpdated>14/04/2026</LastUpdated><DateDesignated>25/01/2017</DateDesignated>
  <UniqueID>DPR9001</UniqueID><OFSIGroupID>90001</OFSIGroupID><UNReferenceNumber>KPi.901</UNReferenceNumber>
  <Names>
    <Name><Name1>TAE</Name1><Name2>SONG</Name2><Name6>INVENTED</Name6><NameType>Primary Name</NameType></Name>
    <Name><Name1>Thae</Name1><Name6>Invented</Name6><NameType>Primary name variation</NameType></Name>
    <Name><Name6>The Inventor</Name6><NameType>ALias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name>
    <Name><Name6>Inventor Tae</Name6><NameType>Alias</NameType><AliasStrength>Good quality a.k.a</AliasStrength></Name>
  </Names>
  <NonLatinNames><NonLatinName><NameNonLatinScript>가공인물</NameNonLatinScript>
    <NonLatinScriptType>Hangul</NonLatinScriptType><NonLatinScriptLanguage>Korean</NonLatinScriptLanguage></NonLatinName>
  </NonLatinNames>
  <Titles><Title>Mr</Title><Title>General</Title></Titles>
  <RegimeName>The Invented (Sanctions) Regulations 2019</RegimeName>
  <IndividualEntityShip>Individual</IndividualEntityShip><DesignationSource>UN</DesignationSource>
  <SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed>
  <OtherInformation>Nobody met him.</OtherInformation><UKStatementofReasons>There are none.</UKStatementofReasons>
  <Addresses><Address><AddressLine1>1 No Road</AddressLine1><AddressLine6>Nampo</AddressLine6>
    <AddressCountry>North Korea</AddressCountry></Address></Addresses>
  <IndividualDetails><Individual>
    <DOBs><DOB>dd/mm/1961</DOB><DOB>03/02/1962</DOB><DOB>some day</DOB></DOBs>
    <PassportDetails><Passport><PassportNumber>X0000001</PassportNumber>
      <PassportAdditionalInformation>North Korea passport</PassportAdditionalInformation></Passport></PassportDetails>
    <NationalIdentifierDetails><NationalIdentifier><NationalIdentifierNumber>77</NationalIdentifierNumber>
      </NationalIdentifier></NationalIdentifierDetails>
    <Nationalities><Nationality>North Korea</Nationality><Nationality>Atlantis</Nationality></Nationalities>
    <Positions><Position>Director of nothing</Position></Positions><Genders><Gender>Male</Gender></Genders>
    <BirthDetails><Location><TownOfBirth>Nampo</TownOfBirth><CountryOfBirth>North Korea</CountryOfBirth></Location>
    </BirthDetails>
  </Individual></IndividualDetails><ShoeSize>43</ShoeSize>
</Designation>"""
SHIP = """<Designation>
  <LastUpdated>18/12/2021</LastUpdated><DateDesignated>03/10/2017</DateDesignated><UniqueID>DPR9002</UniqueID>
  <Names><Name><Name6>Made Up 8 (Old Made Up)</Name6><NameType>Primary name</NameType></Name>
    <Name><Name6>Unmade</Name6><NameType>Alias</NameType></Name></Names>
  <RegimeName>The Invented (Sanctions) Regulations 2019</RegimeName><IndividualEntityShip>Ship</IndividualEntityShip>
  <ShipDetails><Ship><IMONumbers><IMONumber>IMO9187629</IMONumber></IMONumbers>
    <CurrentOwnerOperators><CurrentOwnerOperator>Void Shipping</CurrentOwnerOperator></CurrentOwnerOperators>
    <CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Comoros</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips>
    <PreviousFlags><PreviousFlag>India</PreviousFlag></PreviousFlags>
    <TypeOfShipDetails><TypeOfShip>Bulk Carrier</TypeOfShip></TypeOfShipDetails>
    <TonnageOfShipDetails><TonnageOfShip>7078</TonnageOfShip></TonnageOfShipDetails>
    <LengthOfShipDetails><LengthOfShip>100 m</LengthOfShip></LengthOfShipDetails>
    <YearsBuilt><YearBuilt>2011</YearBuilt></YearsBuilt></Ship></ShipDetails>
</Designation>"""
HEADER_LINE = (
    "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,"
    "Alias strength,Title,Name non-latin script,Non-latin script type,Non-latin script language,Regime Name,"
    "Designation Type,Designation source,Sanctions Imposed,Other Information,UK Statement of Reasons,Address Line 1,"
    "Address Line 2,Address Line 3,Address Line 4,Address Line 5,Address Line 6,Address Postal Code,Address Country,"
    "Phone number,Website,Email address,Date Designated,D.O.B,Nationality(/ies),National Identifier number,"
    "National Identifier additional information,Passport number,Passport additional information,Position,Gender,"
    "Town of birth,Country of birth,Type of entity,Subsidiaries,Parent company,Business registration number (s),"
    "IMO number,Current owner/operator (s),Previous owner/operator (s),Current believed flag of ship,Previous flags,"
    "Type of ship,Tonnage of ship,Length of ship,Year Built,Hull identification number (HIN)"
)
OFSI_HEADER_LINE = (
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,Non-Latin Script Type,"
    "Non-Latin Script Language,DOB,Town of Birth,Country of Birth,Nationality,Passport Number,Passport Details,"
    "National Identification Number,National Identification Details,Position,Address 1,Address 2,Address 3,Address 4,"
    "Address 5,Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,Alias Quality,Regime,Listed On,"
    "UK Sanctions List Date Designated,Last Updated,Group ID"
)
HEADER, OFSI_HEADER = csv.reader([HEADER_LINE, OFSI_HEADER_LINE])


def xml(*entries: str, head: str = "", tail: str = "</Designations>") -> tuple[Party, ...]:
    text = f'<?xml version="1.0" encoding="utf-8"?>{head}<Designations><DateGenerated>20/08/2026</DateGenerated>'
    return tuple(uk.read(io.BytesIO((text + "".join(entries) + tail).encode()), path="uk.xml"))


def table(first: str, header: list[str], *rows: dict[str, str]) -> io.BytesIO:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(first.split(","))
    writer.writerow(header)
    writer.writerows([[row.get(name, "") for name in header] for row in rows])
    return io.BytesIO(out.getvalue().encode())


def test_a_persons_names_have_their_role_strength_and_parts() -> None:
    (one,) = xml(PERSON)
    assert [(name.text, name.role, name.quality, name.language) for name in one.names] == [
        ("TAE SONG INVENTED", "primary", None, None),
        ("Thae Invented", "alias", None, None),
        ("The Inventor", "alias", "weak", None),
        ("Inventor Tae", "alias", "strong", None),
        ("가공인물", "original", None, "ko"),
    ]
    assert one.names[0].parts == (("given", "TAE"), ("middle", "SONG"), ("family", "INVENTED"))


def test_a_persons_details_are_read_and_the_rest_is_kept() -> None:
    (one,) = xml(PERSON)
    assert (one.id, one.kind, one.gender) == ("uk:DPR9001", "person", "male")
    assert [when.value for when in one.births] == ["1961", "1962-02-03"]
    assert one.countries == (("nationality", "KP"),)
    assert [(each.kind, each.value, each.country) for each in one.identifiers] == [
        ("passport", "X0000001", "KP"),
        ("national-id", "77", None),
        ("ofsi-group", "90001", None),
        ("un-reference", "KPi.901", None),
    ]
    assert [(each.text, each.country) for each in one.addresses] == [("1 No Road, Nampo, North Korea", "KP")]
    assert [each.text for each in one.birth_places] == ["Nampo, North Korea"]
    assert (one.titles, one.positions) == (("Mr", "General"), ("Director of nothing",))
    assert one.remarks == ("Nobody met him.", "There are none.")
    assert set(one.more) == {
        ("DOB", "some day"),
        ("Nationality", "Atlantis"),
        ("SanctionsImposed", "Asset freeze"),
        ("SanctionsImposed", "Travel Ban"),
        ("DesignationSource", "UN"),
        ("ShoeSize", "43"),
    }


def test_the_designation_has_its_days_and_regime() -> None:
    (entry,) = xml(PERSON)[0].designations
    assert (entry.list, entry.reference) == ("uk", "DPR9001")
    assert entry.programme == "The Invented (Sanctions) Regulations 2019"
    assert entry.since is not None
    assert entry.since.value == "2017-01-25"
    assert [when.value for when in entry.amended] == ["2026-04-14"]


def test_a_ship_has_its_number_flags_owner_and_former_name() -> None:
    (ship,) = xml(SHIP)
    assert [(name.text, name.role) for name in ship.names] == [
        ("Made Up 8", "primary"),
        ("Old Made Up", "former"),
        ("Unmade", "alias"),
    ]
    assert [(each.kind, each.value) for each in ship.identifiers] == [("imo", "9187629")]
    assert ship.countries == (("flag", "KM"), ("former-flag", "IN"))
    assert ship.ship is not None
    assert (ship.ship.type, ship.ship.tonnage, ship.ship.built) == ("Bulk Carrier", "7078", "2011")
    assert [(tie.role, tie.name) for tie in ship.ties] == [("owner or operator", "Void Shipping")]
    assert ship.more == (("LengthOfShip", "100 m"),)


ROW = {
    "Last Updated": "14/04/2026",
    "Unique ID": "DPR9001",
    "OFSI Group ID": "90001",
    "UN Reference Number": "KPi.901",
    "Regime Name": "The Invented (Sanctions) Regulations 2019",
    "Designation Type": "Individual",
    "Designation source": "UN",
    "Sanctions Imposed": "Asset freeze|Travel Ban",
    "Date Designated": "25/01/2017",
    "D.O.B": "dd/mm/1961",
    "Nationality(/ies)": "North Korea",
    "Passport number": "X0000001",
    "Passport additional information": "North Korea passport",
    "Gender": "Male",
}


def test_the_csv_gathers_the_rows_of_an_entry() -> None:
    rows = [
        {**ROW, "Name 6": "INVENTED", "Name 1": "TAE", "Name 2": "SONG", "Name type": "Primary Name"},
        {"Unique ID": "DPR9003", "Name 6": "Void Ltd", "Name type": "Primary Name", "Designation Type": "Entity"},
        {**ROW, "Name 6": "The Inventor", "Name type": "Alias", "Alias strength": "Low quality a.k.a"},
        {**ROW, "Name non-latin script": "가공인물", "Non-latin script language": "Korean"},
    ]
    stream = table("Report Date: 13-Feb-2026", HEADER, *rows)
    person, firm = uk.read_csv(stream, path="uk.csv")
    assert [(name.text, name.role, name.quality) for name in person.names] == [
        ("TAE SONG INVENTED", "primary", None),
        ("The Inventor", "alias", "weak"),
        ("가공인물", "original", None),
    ]
    assert (person.identifiers[0].value, person.identifiers[0].country) == ("X0000001", "KP")
    assert len(person.identifiers) == 3
    assert (firm.id, firm.kind, firm.name) == ("uk:DPR9003", "organisation", "Void Ltd")


def test_both_forms_of_the_list_tell_the_same_party() -> None:
    row = {**ROW, "Name 6": "INVENTED", "Name 1": "TAE", "Name type": "Primary Name", "Title": "Mr"}
    (from_csv,) = uk.read_csv(table("Report Date: 13-Feb-2026", HEADER, row), path="uk.csv")
    fields = {name: field for group in uk._COLUMNS for name, field in group.items()}
    groups = [{fields[name]: row[name] for name in group if name in row} for group in uk._COLUMNS]
    text = "".join(
        "<G>" + "".join(f"<{field}>{value}</{field}>" for field, value in group.items()) + "</G>"
        for group in groups
        if group and "UniqueID" not in group
    )
    (from_xml,) = xml(f"<Designation><UniqueID>DPR9001</UniqueID>{text}</Designation>")
    assert from_csv == from_xml


@pytest.mark.parametrize("tail", ["", "</Designation>"])
def test_xml_that_is_cut_off_or_broken_is_refused(tail: str) -> None:
    with pytest.raises(InputError, match="the XML is broken"):
        xml(PERSON, tail=tail)


def test_an_entry_told_twice_is_refused() -> None:
    with pytest.raises(InputError, match="DPR9002 stands twice"):
        xml(SHIP, SHIP)


def test_a_document_type_is_refused() -> None:
    with pytest.raises(InputError, match="declares entities"):
        xml(SHIP, head='<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>')


def test_another_list_is_refused() -> None:
    with pytest.raises(InputError, match="begins with <html>"):
        tuple(uk.read(io.BytesIO(b"<html><body/></html>"), path="uk.xml"))


def test_one_entry_of_two_kinds_is_refused() -> None:
    row = {**ROW, "Name 6": "INVENTED", "Name type": "Primary Name"}
    stream = table("Report Date: 13-Feb-2026", HEADER, row, {**row, "Designation Type": "Ship"})
    with pytest.raises(InputError, match="of the kind Individual and Ship"):
        tuple(uk.read_csv(stream, path="uk.csv"))


def test_a_csv_without_its_columns_or_with_one_twice_is_refused() -> None:
    with pytest.raises(InputError, match="the column 'Unique ID' is not there"):
        tuple(uk.read_csv(io.BytesIO(b"a,b\nc,d\n"), path="uk.csv"))
    with pytest.raises(InputError, match="'Designation Type' is not there"):
        tuple(uk.read_csv(io.BytesIO(b"Unique ID,Name 6,Name type\nc,d,e\n"), path="uk.csv"))
    with pytest.raises(InputError, match="stands twice"):
        tuple(uk.read_csv(table("x", [*HEADER, "Gender"]), path="uk.csv"))


def test_a_row_that_is_too_wide_is_refused_with_its_line() -> None:
    stream = table("Report Date: 13-Feb-2026", HEADER, ROW)
    wide = stream.getvalue() + b",".join([b"x"] * 60) + b"\r\n"
    with pytest.raises(InputError, match="the row has 60 cells") as caught:
        tuple(uk.read_csv(io.BytesIO(wide), path="uk.csv"))
    assert caught.value.line == 4


# the list of OFSI


OFSI_ROW = {
    "Group ID": "90001",
    "Group Type": "Individual",
    "Regime": "Invented",
    "Listed On": "02/12/2011",
    "UK Sanctions List Date Designated": "31/12/2020",
    "Last Updated": "13/05/2022",
    "DOB": "00/00/1961",
    "Nationality": "(1) Iran (2) Iraq",
    "Town of Birth": "(1) Nampo (2) Wonsan",
    "Country of Birth": "(1) North Korea (2) North Korea",
    "Position": "(1) Director of nothing (2) Minister of less",
    "Passport Number": "(1) X1 (2) X2",
    "Passport Details": "(1) Iran passport (2) lost",
    "Country": "Iran",
    "Other Information": "(UK Sanctions List Ref):INV0001 (UN Ref):KPi.901 (UK Statement of Reasons):None. "
    "(Phone number):(1) 123 456 (2) 789 (Shoe size):43",
}


def test_ofsi_numbers_its_values_and_labels_its_information() -> None:
    first = {**OFSI_ROW, "Name 6": "INVENTED", "Name 1": "Tae", "Alias Type": "Primary name"}
    second = {**OFSI_ROW, "Name 6": "OLD", "Alias Type": "FKA", "Alias Quality": "Low quality"}
    (one,) = ofsi.read_csv(table("Last Updated,27/01/2026", OFSI_HEADER, first, second), path="ConList.csv")
    assert (one.id, one.kind) == ("uk-ofsi:90001", "person")
    assert [(name.text, name.role, name.quality) for name in one.names] == [
        ("Tae INVENTED", "primary", None),
        ("OLD", "former", "weak"),
    ]
    assert one.countries == (("nationality", "IR"), ("nationality", "IQ"))
    assert [(each.text, each.country) for each in one.birth_places] == [
        ("Nampo, North Korea", "KP"),
        ("Wonsan, North Korea", "KP"),
    ]
    assert one.positions == ("Director of nothing", "Minister of less")
    assert [(each.kind, each.value, each.country) for each in one.identifiers] == [
        ("passport", "X1", "IR"),
        ("passport", "X2", None),
        ("phone", "123 456", None),
        ("phone", "789", None),
        ("un-reference", "KPi.901", None),
    ]
    assert one.remarks == ("(Shoe size):43", "None.")
    (entry,) = one.designations
    assert entry.reference == "INV0001"
    assert entry.since is not None
    assert entry.since.value == "2011-12-02"


def test_ofsis_ship_has_its_details_behind_labels() -> None:
    told = "(UK Sanctions List Ref):INV0002 (IMO number):9187629 (Current owners):Void Shipping (Flag of ship):Comoros "
    told += "(Previous flags):India, Panama (Type of ship):Tanker (Tonnage of ship):5000 (Year built):2011"
    row = {"Group ID": "9", "Group Type": "Ship", "Name 6": "MADE UP 8", "Other Information": told}
    (ship,) = ofsi.read_csv(table("Last Updated,27/01/2026", OFSI_HEADER, row), path="ConList.csv")
    assert ship.countries == (("flag", "KM"), ("former-flag", "IN"), ("former-flag", "PA"))
    assert [(each.kind, each.value) for each in ship.identifiers] == [("imo", "9187629")]
    assert ship.ties[0].name == "Void Shipping"
    assert ship.ship is not None
    assert (ship.ship.type, ship.ship.tonnage, ship.ship.built) == ("Tanker", "5000", "2011")


def test_ofsis_xml_tells_the_same_party_as_its_csv() -> None:
    row = {**OFSI_ROW, "Name 6": "INVENTED", "Name 1": "Tae", "Alias Type": "Primary name"}
    row["Other Information"] = "Nobody met him."
    (from_csv,) = ofsi.read_csv(table("Last Updated,27/01/2026", OFSI_HEADER, row), path="ConList.csv")
    tags = {column: tag for group in ofsi._FIELDS for tag, column, _ in group} | {"Group ID": "GroupID"}
    cells = "".join(f"<{tags[name]}>{text}</{tags[name]}>" for name, text in row.items())
    space = 'xmlns="http://schemas.hmtreasury.gov.uk/ofsi/consolidatedlist" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
    empty = '<Individual_Gender i:nil="true"/>'
    root = "ArrayOfFinancialSanctionsTarget"
    text = f"<{root} {space}><FinancialSanctionsTarget>{cells}{empty}</FinancialSanctionsTarget></{root}>"
    (from_xml,) = ofsi.read(io.BytesIO(text.encode()), path="ConList.xml")
    assert from_xml == from_csv


def test_ofsis_csv_is_refused_where_it_is_no_utf8() -> None:
    data = table("Last Updated,27/01/2026", OFSI_HEADER, OFSI_ROW).getvalue() + "é".encode("latin-1")
    with pytest.raises(InputError, match="not UTF-8"):
        tuple(ofsi.read_csv(io.BytesIO(data), path="ConList.csv"))


def test_utf16_with_its_mark_is_read() -> None:
    row = {**OFSI_ROW, "Name 6": "INVENTED"}
    data = table("Last Updated,27/01/2026", OFSI_HEADER, row).getvalue().decode().encode("utf-16")
    (one,) = ofsi.read_csv(io.BytesIO(data), path="ConList.csv")
    assert one.name == "INVENTED"
