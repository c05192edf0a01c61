"""Nothing that a list tells is lost: a mark in every cell or element is found again somewhere in the party."""

from __future__ import annotations

import csv
import io

import pytest

from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers import eu_csv, eu_xml, ofsi, sema, uk

# keys of the publishers' databases, the language of a regulation's text and a file's own day tell nothing of a party
OF_THE_FILE = {"fileGenerationDate", "Entity_LogicalId", "Group ID", "Unique ID", "GroupID"}

_REGULATION = [
    "Type",
    "OrganisationType",
    "PublicationDate",
    "EntryIntoForceDate",
    "NumberTitle",
    "Programme",
    "PublicationUrl",
]
_OF_A_PART = ["Remark", *(f"Regulation_{name}" for name in _REGULATION)]
_COUNTRY = ["CountryIso2Code", "CountryDescription"]
EU_PARTS = {
    "NameAlias": ["LastName", "FirstName", "MiddleName", "WholeName", "NameLanguage", "Gender", "Title", "Function"],
    "Address": ["City", "Street", "PoBox", "ZipCode", "Region", "Place", "ContactInfo", *_COUNTRY],
    "BirthDate": [
        *("BirthDate", "Day", "Month", "Year", "YearRangeFrom", "YearRangeTo", "CalendarType"),
        *("ZipCode", "Region", "Place", "City", *_COUNTRY),
    ],
    "Identification": [
        *("Number", "IssuedBy", "IssuedDate", "ValidFrom", "ValidTo", "LatinNumber", "NameOnDocument", "TypeCode"),
        *("TypeDescription", "Region", *_COUNTRY),
    ],
    "Citizenship": ["Region", *_COUNTRY],
}
EU_HEADER = [
    *("fileGenerationDate", "Entity_LogicalId", "Entity_EU_ReferenceNumber", "Entity_UnitedNationId"),
    *("Entity_DesignationDate", "Entity_DesignationDetails", "Entity_Remark", "Entity_SubjectType"),
    *("Entity_SubjectType_ClassificationCode", *(f"Entity_Regulation_{name}" for name in _REGULATION)),
    *(f"{part}_{name}" for part, names in EU_PARTS.items() for name in [*names, *_OF_A_PART]),
    "Entity_Whatever_Comes",
]


def mark(number: int) -> str:
    return f"Qx{number}Z"


def shown(party: Party) -> str:
    return repr(party)


def as_csv(header: list[str], cells: list[str], *, delimiter: str = ",", first: str = "") -> io.BytesIO:
    out = io.StringIO(first)
    out.seek(0, io.SEEK_END)
    csv.writer(out, delimiter=delimiter).writerows([header, cells])
    return io.BytesIO(out.getvalue().encode())


@pytest.mark.parametrize(
    "column", [name for name in EU_HEADER if name not in OF_THE_FILE and "SubjectType" not in name]
)
def test_no_cell_of_the_european_unions_csv_is_lost(column: str) -> None:
    told = {"Entity_LogicalId": "1", "Entity_SubjectType": "P", "NameAlias_WholeName": "Tae", column: mark(7)}
    stream = as_csv(EU_HEADER, [told.get(name, "") for name in EU_HEADER], delimiter=";")
    (one,) = eu_csv.read(stream, path="eu.csv")
    assert mark(7).casefold() in shown(one).casefold()


EU_XML = """<export xmlns="http://eu.europa.ec/fpi/fsd/export"><sanctionEntity logicalId="1" designationDetails="{0}"
 unitedNationId="{1}" euReferenceNumber="{2}" designationDate="{3}" somethingNew="{4}"><remark>{5}</remark>
 <regulation regulationType="{6}" organisationType="{7}" publicationDate="{8}" entryIntoForceDate="{9}"
   numberTitle="{10}" programme="{11}"><publicationUrl>{12}</publicationUrl><new a="{13}">{14}</new></regulation>
 <subjectType code="person" classificationCode="P"/>
 <nameAlias firstName="{15}" middleName="{16}" lastName="{17}" wholeName="{18}" function="{19}" gender="{20}"
   title="{21}" nameLanguage="{22}" something="{23}"><remark>{24}</remark>
   <regulationSummary regulationType="{25}" publicationDate="{26}" numberTitle="{27}"
     publicationUrl="{28}"/><new>{29}</new></nameAlias>
 <citizenship region="{30}" countryIso2Code="{31}" countryDescription="{32}"><remark>{33}</remark></citizenship>
 <birthdate birthdate="{34}" year="{35}" city="{36}" zipCode="{37}" region="{38}" place="{39}" countryDescription="{40}"
   calendarType="{41}"><remark>{42}</remark></birthdate>
 <address city="{43}" street="{44}" poBox="{45}" zipCode="{46}" region="{47}" place="{48}" countryDescription="{49}">
   <remark>{50}</remark><contactInfo key="PHONE" value="{51}"/><contactInfo key="{52}" value="x"/></address>
 <identification number="{53}" latinNumber="{54}" issuedBy="{55}" nameOnDocument="{56}" identificationTypeCode="{57}"
   identificationTypeDescription="{58}" countryDescription="{59}" region="{60}"><remark>{61}</remark></identification>
 <whatever a="{62}">{63}<deep b="{64}"/></whatever></sanctionEntity></export>"""


def test_no_attribute_or_element_of_the_european_unions_xml_is_lost() -> None:
    # the marks end in a letter, so that none is the beginning of another
    marks = [mark(number) for number in range(65)]
    (one,) = eu_xml.read(io.BytesIO(EU_XML.format(*marks).encode()), path="eu.xml")
    text = shown(one).casefold()
    assert [each for each in marks if each.casefold() not in text] == []


def uk_header() -> list[str]:
    return [name for group in uk._COLUMNS for name in group] + ["Whatever comes"]


@pytest.mark.parametrize("column", [name for name in uk_header() if name not in OF_THE_FILE | {"Designation Type"}])
@pytest.mark.parametrize("kind", ["Individual", "Ship"])
def test_no_cell_of_the_uk_sanctions_list_is_lost(column: str, kind: str) -> None:
    told = {"Unique ID": "A1", "Name 6": "Tae", "Name type": "Primary Name", "Designation Type": kind, column: mark(7)}
    stream = as_csv(uk_header(), [told.get(name, "") for name in uk_header()], first="Report Date: 13-Feb-2026\n")
    (one,) = uk.read_csv(stream, path="uk.csv")
    assert mark(7) in shown(one)


def ofsi_header() -> list[str]:
    return [column for group in ofsi._FIELDS for _, column, _ in group] + ["Group ID", "Whatever comes"]


@pytest.mark.parametrize("column", [name for name in ofsi_header() if name not in OF_THE_FILE | {"Group Type"}])
def test_no_cell_of_ofsis_list_is_lost(column: str) -> None:
    told = {"Group ID": "1", "Name 6": "Tae", "Group Type": "Entity", column: mark(7)}
    stream = as_csv(ofsi_header(), [told.get(name, "") for name in ofsi_header()], first="Last Updated,27/01/2026\n")
    (one,) = ofsi.read_csv(stream, path="ConList.csv")
    assert mark(7) in shown(one)


SEMA_TAGS = [
    "Schedule",
    "Item",
    "LastName",
    "GivenName",
    "Aliases",
    "DateOfBirthOrShipBuildDate",
    "TitleOrShip",
    "DateOfListing",
]


@pytest.mark.parametrize("tag", [*SEMA_TAGS, "EntityOrShip", "ShipIMONumber", "Country", "WhateverComes"])
@pytest.mark.parametrize("lead", ["LastName", "EntityOrShip"])
def test_no_element_of_canadas_list_is_lost(tag: str, lead: str) -> None:
    told = {"Country": "A / B", "Item": "1", lead: "Tae", tag: mark(7)}
    cells = "".join(f"<{name}>{text}</{name}>" for name, text in told.items())
    (one,) = sema.read(io.BytesIO(f"<data-set><record>{cells}</record></data-set>".encode()), path="sema.xml")
    assert mark(7) in shown(one)
