"""Small lists with random damage: a reader gives parties or an InputError that says what to do, nothing else."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pytest

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers import eu_csv, eu_xml, ftm, ofac_names, ofsi, sema, table, uk, un

Read = Callable[[BinaryIO], Iterator[Party]]

VALUES = {
    "IndividualEntityShip": "Individual",
    "NameType": "Primary Name",
    "DOB": "dd/mm/1961",
    "DateDesignated": "03/10/2017",
    "Nationality": "(1) Iran (2) Iraq",
    "IMONumber": "IMO9187629",
    "OtherInformation": "(UN Ref):KPi.1 (IMO number):9187629 (x):y",
}


def filled(first: str, columns: list[tuple[str, str]], number: str) -> str:
    """A CSV with a value in every column, and one more row for the same entry with every second one."""
    row = [VALUES.get(field, f"(1) {field[:3]} (2) B") for _, field in columns]
    less = [
        cell if place % 2 or field == "IndividualEntityShip" else ""
        for place, (cell, (_, field)) in enumerate(zip(row, columns, strict=True))
    ]
    lines = [[number, *(name for name, _ in columns)], ["7", *row], ["7", *less]]
    return f"{first}\n" + "\n".join(",".join(cells) for cells in lines) + "\n"


UK_COLUMNS = [pair for group in uk._COLUMNS for pair in group.items() if pair[0] != "Unique ID"]
UK_CSV = filled("Report Date: 13-Feb-2026", UK_COLUMNS, "Unique ID")
OFSI_COLUMNS = [(column, field) for group in ofsi._FIELDS for _, column, field in group]
OFSI_CSV = filled("Last Updated,27/01/2026", OFSI_COLUMNS, "Group ID")

SEEDS: dict[str, tuple[Read, str]] = {
    "un": (
        lambda stream: un.read(stream, path="un.xml"),
        '<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2026-02-27"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>'
        "<FIRST_NAME>TAE</FIRST_NAME><INDIVIDUAL_DATE_OF_BIRTH><YEAR>1961</YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
        "</INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>",
    ),
    "eu-xml": (
        lambda stream: eu_xml.read(stream, path="eu.xml"),
        '<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05"><sanctionEntity logicalId="1">'
        '<regulation programme="PRK" publicationDate="2017-06-09" numberTitle="2017/1"><publicationUrl>x</pub'
        "licationUrl>"
        '</regulation><subjectType code="person" classificationCode="P"/><nameAlias wholeName="Tae (a.k.a. Song)" '
        'firstName="Tae" gender="M" strong="true" title="(a) Mr, (b) Dr"><remark>Good quality</remark></nameAlias>'
        '<birthdate circa="true" year="1961" monthOfYear="2" dayOfMonth="3" yearRangeFrom="1" city="Nampo"/>'
        '<address city="Nampo" countryIso2Code="KP"><contactInfo key="PHONE" value="1"/></address>'
        '<identification number="9187629" identificationTypeCode="imo" knownFalse="true"/></sanctionEntity></export>',
    ),
    "eu-csv": (
        lambda stream: eu_csv.read(stream, path="eu.csv"),
        "fileGenerationDate;Entity_LogicalId;Entity_SubjectType;Entity_Regulation_Programme;NameAlias_WholeName;"
        "BirthDate_BirthDate;Address_City;Identification_Number;Identification_TypeCode\n"
        '05/08/2026;1;P;PRK;"Tae; Song";1961-02-03;;X1;passport\n05/08/2026;1;P;PRK;T;;Nampo;;\n',
    ),
    "uk-xml": (
        lambda stream: uk.read(stream, path="uk.xml"),
        "<Designations><Designation><UniqueID>DPR1</UniqueID><Names><Name><Name1>Tae</Name1><Name6>SONG</Name6>"
        "<NameType>Primary Name</NameType></Name></Names><IndividualEntityShip>Ship</IndividualEntityShip>"
        "<DateDesignated>03/10/2017</DateDesignated><ShipDetails><Ship><IMONumbers><IMONumber>IMO9187629</IMONumber>"
        "</IMONumbers><PreviousFlags><PreviousFlag>India</PreviousFlag></PreviousFlags></Ship></ShipDetails>"
        "<DOBs><DOB>dd/mm/1961</DOB><DOB>1962</DOB></DOBs></Designation></Designations>",
    ),
    "uk-csv": (lambda stream: uk.read_csv(stream, path="uk.csv"), UK_CSV),
    "ofsi-csv": (lambda stream: ofsi.read_csv(stream, path="ConList.csv"), OFSI_CSV),
    "ofsi-xml": (
        lambda stream: ofsi.read(stream, path="ConList.xml"),
        '<ArrayOfFinancialSanctionsTarget xmlns="http://schemas.hmtreasury.gov.uk/ofsi/consolidatedlist">'
        "<FinancialSanctionsTarget><Name6>SONG</Name6><name1>Tae</name1><GroupTypeDescription>Individual"
        "</GroupTypeDescription><AliasType>AKA</AliasType><GroupID>9</GroupID><Individual_DateOfBirth>01/02/1961"
        "</Individual_DateOfBirth></FinancialSanctionsTarget></ArrayOfFinancialSanctionsTarget>",
    ),
    "sema": (
        lambda stream: sema.read(stream, path="sema.xml"),
        "<data-set><record><Country>A / B</Country><LastName>SONG</LastName><GivenName>Tae</GivenName><Aliase"
        "s>A, B; Russian: "
        "Б/Г or Д</Aliases><DateOfBirthOrShipBuildDate>1961 or 1962</DateOfBirthOrShipBuildDate><Schedule>1, "
        "Part 1</Schedule>"
        "<Item>7</Item><DateOfListing>2020-09-28</DateOfListing></record></data-set>",
    ),
    "ftm": (
        lambda stream: ftm.read(stream, path="list.json"),
        '{"id": "a", "schema": "Person", "caption": "A", "properties": {"name": ["A"], "birthDate": ["1961"],'
        ' "sanctions": '
        '[{"id": "s", "schema": "Sanction", "properties": {"program": ["X"], "startDate": ["2017"]}}]}}\n'
        '{"id": "o", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["b"], "percentage": [51]}}\n'
        '{"id": "b", "schema": "Company", "properties": {"name": ["B"], "country": ["kp"]}}\n',
    ),
    "ofac-names": (
        lambda stream: ofac_names.read(stream, path="names.jsonl"),
        '{"entity_id": 9, "names": [{"full_name": "TAE (a.k.a. SONG)", "is_primary": true, "type_id": "1403"}]}\n',
    ),
    "table": (
        lambda stream: table.read(stream, path="own.csv"),
        'id,name,aka,dob,imo,nationality,type,listed on\n1,Tae,"T.; S.",03/04/1961,IMO 9187629,KP; IR,person,'
        "2017-06-02\n",
    ),
    "table-json": (
        lambda stream: table.read(stream, path="own.json"),
        '{"id": 1, "name": "Tae", "aka": ["T."], "born": 1961, "x": {"y": [1, null]}}\n{"name": "Void Ltd"}\n',
    ),
}
TOKENS = [
    "\0",
    "\ufeff",
    "�",
    '"',
    "'",
    "<",
    ">",
    "&",
    "&a;",
    "]]>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    ",",
    ";",
    "\n",
    "\r",
    "\t",
    "{",
    "}",
    "[",
]
TOKENS += [
    "]",
    "null",
    "true",
    "-1",
    "1e400",
    "99999999999999999999",
    "0000-00-00",
    "31/02/1961",
    "(",
    ")",
    "(1)",
    "/",
    "한",
    "\u202e",
    " " * 50,
    "A" * 500,
]


def damage(data: bytes, dice: random.Random) -> bytes:
    """The bytes with one to four changes: cut, doubled, overwritten, or with something foreign in them."""
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(data) + 1)
        to = min(len(data), at + dice.randint(0, 40))
        way = dice.randrange(6)
        if way == 0:
            data = data[:at] + data[to:]
        elif way == 1:
            data = data[:to] + data[at:]
        elif way == 2:
            data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
        elif way == 3:
            data = data[:at]
        else:
            data = data[:at] + dice.choice(TOKENS).encode() + data[at if way == 4 else to :]
    return data


def check(read: Read, data: bytes) -> None:
    """What must hold of any bytes."""
    try:
        found = list(read(io.BytesIO(data)))
    except InputError as bad:
        assert bad.path
        assert bad.hint
        return
    for one in found:
        assert one.id
        assert one.names
        assert all(name.text is not None for name in one.names)


@pytest.mark.parametrize("name", SEEDS)
def test_a_small_list_of_each_form_is_read(name: str) -> None:
    read, text = SEEDS[name]
    assert list(read(io.BytesIO(text.encode())))


@pytest.mark.parametrize("name", SEEDS)
def test_damage_gives_parties_or_an_input_error(name: str) -> None:
    read, text = SEEDS[name]
    dice = random.Random(name)
    for _ in range(250):
        check(read, damage(text.encode(), dice))


@pytest.mark.parametrize("name", SEEDS)
def test_a_list_cut_off_anywhere_is_refused_or_read_but_never_worse(name: str) -> None:
    read, text = SEEDS[name]
    data = text.encode()
    for at in range(0, len(data), 7):
        check(read, data[:at])


@pytest.mark.parametrize("name", [name for name in SEEDS if "xml" in name or name in ("un", "sema")])
def test_xml_cut_off_anywhere_is_refused(name: str) -> None:
    read, text = SEEDS[name]
    for at in range(0, len(text) - 2, 11):
        with pytest.raises(InputError):
            list(read(io.BytesIO(text[:at].encode())))
