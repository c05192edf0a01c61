"""The consolidated list of the Office of Financial Sanctions Implementation, in XML or CSV (the form of 2022).

It was closed on 28 January 2026; the UK Sanctions List alone remains. Its last edition and those before it are still
read, for screening as of a date. A row is one name of a group; cells number their values: "(1) Iran (2) Iraq". The CSV
has a ship's and an organisation's details in one cell, each behind its label: "(IMO number):9000003".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers import markup, source
from tidewaiter.parties.lists.readers.pieces import Piece, Pieces, make_party

LIST = "uk-ofsi"
# XML element, CSV column and the name of the field in the UK Sanctions List; fields of one line are told together
_FIELDS: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (
        ("Name6", "Name 6", "Name6"),
        *((f"name{number}", f"Name {number}", f"Name{number}") for number in range(1, 6)),
        ("AliasType", "Alias Type", "NameType"),
        ("AliasQuality", "Alias Quality", "AliasStrength"),
    ),
    (
        ("NameNonLatinScript", "Name Non-Latin Script", "NameNonLatinScript"),
        ("NonLatinScriptType", "Non-Latin Script Type", "NonLatinScriptType"),
        ("NonLatinScriptLanguage", "Non-Latin Script Language", "NonLatinScriptLanguage"),
    ),
    (
        *((f"Address{number}", f"Address {number}", f"AddressLine{number}") for number in range(1, 7)),
        ("PostCode", "Post/Zip Code", "AddressPostalCode"),
        ("Country", "Country", "AddressCountry"),
    ),
    (
        ("Individual_PassportNumber", "Passport Number", "PassportNumber"),
        ("Individual_PassportDetails", "Passport Details", "PassportAdditionalInformation"),
    ),
    (
        ("Individual_NINumber", "National Identification Number", "NationalIdentifierNumber"),
        ("Individual_NIDetails", "National Identification Details", "NationalIdentifierAdditionalInformation"),
    ),
    (
        ("Individual_TownOfBirth", "Town of Birth", "TownOfBirth"),
        ("Individual_CountryOfBirth", "Country of Birth", "CountryOfBirth"),
    ),
    (("Title", "Title", "Title"),),
    (("Individual_DateOfBirth", "DOB", "DOB"),),
    (("Individual_Nationality", "Nationality", "Nationality"),),
    (("Individual_Position", "Position", "Position"),),
    (("Individual_Gender", "Gender", "Gender"),),
    (("OtherInformation", "Other Information", "OtherInformation"),),
    (("GroupTypeDescription", "Group Type", "IndividualEntityShip"),),
    (("RegimeName", "Regime", "RegimeName"),),
    (("DateListed", "Listed On", "DateListed"),),
    (("DateDesignated", "UK Sanctions List Date Designated", "DateDesignated"),),
    (("LastUpdated", "Last Updated", "LastUpdated"),),
    (("UKSanctionsListRef", "UK Sanctions List Ref", "UniqueID"),),
    (("UNRef", "UN Ref", "UNReferenceNumber"),),
    (("UKStatementOfReasons", "UK Statement of Reasons", "UKStatementofReasons"),),
    (("PhoneNumber", "Phone number", "PhoneNumber"),),
    (("EmailAddress", "Email address", "EmailAddress"),),
    (("Website", "Website", "Website"),),
    (("Entity_Type", "Type of entity", "TypeOfEntity"),),
    (("Entity_Subsidiaries", "Subsidiaries", "Subsidiary"),),
    (("Entity_ParentCompany", "Parent company", "ParentCompany"),),
    (("Entity_BusinessRegNumber", "Business Reg No", "BusinessRegistrationNumber"),),
    (("Ship_IMONumber", "IMO number", "IMONumber"),),
    (("Ship_CurrentOwners", "Current owners", "CurrentOwnerOperator"),),
    (("Ship_PreviousOwners", "Previous owners", "PreviousOwnerOperator"),),
    (("Ship_Flag", "Flag of ship", "CurrentBelievedFlagOfShip"),),
    (("Ship_PreviousFlags", "Previous flags", "PreviousFlag"),),
    (("Ship_Type", "Type of ship", "TypeOfShip"),),
    (("Ship_Tonnage", "Tonnage of ship", "TonnageOfShip"),),
    (("Ship_Length", "Length of ship", "LengthOfShip"),),
    (("Ship_YearBuilt", "Year built", "YearBuilt"),),
    (("Ship_HIN", "Hull Identification Number (HIN)", "HullIdentificationNumber"),),
)
_NEEDED = ("Name 6", "Group Type", "Group ID")
_GROUP = "Group ID"
_MORE_LABELS = {
    "current owner": "CurrentOwnerOperator",
    "current owner/operator": "CurrentOwnerOperator",
    "current owner/operators": "CurrentOwnerOperator",
    "previous owner": "PreviousOwnerOperator",
    "previous owner/operator": "PreviousOwnerOperator",
    "current believed flag of ship": "CurrentBelievedFlagOfShip",
    "flag": "CurrentBelievedFlagOfShip",
    "business registration number": "BusinessRegistrationNumber",
    "business reg number": "BusinessRegistrationNumber",
    "hull identification number": "HullIdentificationNumber",
    "parent companies": "ParentCompany",
    "un reference": "UNReferenceNumber",
    "uk sanctions list reference": "UniqueID",
}
# elements of the XML before 2022
_OLDER = {
    "NameTitle": "Title",
    "DateOfBirth": "Individual_DateOfBirth",
    "TownOfBirth": "Individual_TownOfBirth",
    "CountryOfBirth": "Individual_CountryOfBirth",
    "Nationality": "Individual_Nationality",
    "PassportDetails": "Individual_PassportNumber",
    "NationalIdNumber": "Individual_NINumber",
    "Position": "Individual_Position",
    "Gender": "Individual_Gender",
    "FCOId": "UKSanctionsListRef",
    "OrgType": "Entity_Type",
    "Subsidiaries": "Entity_Subsidiaries",
    "ParentCompany": "Entity_ParentCompany",
    "BusinessRegNumber": "Entity_BusinessRegNumber",
    "IMONumber": "Ship_IMONumber",
    "CurrentOwners": "Ship_CurrentOwners",
    "PreviousOwners": "Ship_PreviousOwners",
    "FlagOfVessel": "Ship_Flag",
    "PreviousFlags": "Ship_PreviousFlags",
    "TypeOfVessel": "Ship_Type",
    "TonnageOfVessel": "Ship_Tonnage",
    "LengthOfVessel": "Ship_Length",
    "YearBuilt": "Ship_YearBuilt",
    "HIN": "Ship_HIN",
}
_LABEL = re.compile(r"\(([A-Z][\w /.-]*(?:\(HIN\))?)\)\s?:\s?")


def read(stream: BinaryIO, *, path: str) -> Iterator[Party]:
    """The parties of the XML, in the order of their first rows. Raises InputError where it is broken."""
    tags = {tag.lower(): tag for group in _FIELDS for tag, _, _ in group} | {"groupid": "GroupID"}
    tags |= {old.lower(): new for old, new in _OLDER.items()}
    root = "ArrayOfFinancialSanctionsTarget"
    found = markup.read_records(stream, "FinancialSanctionsTarget", root=root, path=path)
    rows = (
        (node.line, {tags.get(one.tag.lower(), one.tag): one.text for one in node.children if one.text})
        for node in found
    )
    yield from _parties(rows, number="GroupID", which=0, path=path)


def read_csv(stream: BinaryIO, *, path: str) -> Iterator[Party]:
    """The parties of the CSV. Raises InputError where it is no UTF-8, lacks columns, or has one group of two kinds."""
    found = source.rows(source.lines(stream, path=path), path=path)
    known = {column for group in _FIELDS for _, column, _ in group} | {_GROUP}
    header = source.find_header(found, known, needed=_NEEDED, path=path)
    yield from _parties(source.records(found, header, path=path), number=_GROUP, which=1, path=path)


def _parties(rows: Iterable[tuple[int, dict[str, str]]], *, number: str, which: int, path: str) -> Iterator[Party]:
    entries: dict[str, tuple[int, list[Piece]]] = {}
    groups = [{entry[which]: entry[2] for entry in group} for group in _FIELDS]
    known = {name for group in groups for name in group} | {number}
    for line, cells in rows:
        if number not in cells:
            raise InputError(f"a row has no {number}", path=path, line=line, hint="the file may be cut off")
        pieces = entries.setdefault(cells[number], (line, []))[1]
        cells = {name: text for name, text in cells.items() if name != number}
        for group in groups:
            piece = {field: cells[name] for name, field in group.items() if name in cells}
            pieces += _labelled(piece) if "OtherInformation" in piece else [piece] if piece else []
        pieces += [{name: text} for name, text in cells.items() if name not in known]
    for group_id, (line, pieces) in entries.items():
        yield make_party(Pieces(pieces, path=path, line=line), list_id=LIST, number=group_id)


def _labelled(piece: Piece) -> Iterator[Piece]:
    """The labelled values of the cell "Other Information", each under its field; unknown labels stay in the text."""
    labels = {column.lower(): field for group in _FIELDS for _, column, field in group} | _MORE_LABELS
    before, *pairs = _LABEL.split(piece["OtherInformation"])
    rest = [before.strip()]
    for label, text in zip(pairs[::2], pairs[1::2], strict=True):
        field = labels.get(label.strip().lower())
        if field and text.strip():
            yield {field: text.strip()}
        else:
            rest.append(f"({label}):{text}".strip())
    if other := " ".join(part for part in rest if part):
        yield {"OtherInformation": other}
