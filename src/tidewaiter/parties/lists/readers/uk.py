"""The UK Sanctions List of the Foreign, Commonwealth and Development Office, in XML or CSV.

Since 28 January 2026 it is the United Kingdom's only list. The XML has an element ``Designation`` an entry; the CSV a
row for each name of an entry, beneath a line with the day of the report, with the rest repeated or left empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers import markup, source
from tidewaiter.parties.lists.readers.pieces import Piece, Pieces, make_party

LIST = "uk"
_ID = "UniqueID"
# a CSV's column and the XML's name of the field; columns of one line are told together
_COLUMNS: tuple[dict[str, str], ...] = (
    {
        **{f"Name {number}": f"Name{number}" for number in range(1, 7)},
        "Name type": "NameType",
        "Alias strength": "AliasStrength",
    },
    {
        "Name non-latin script": "NameNonLatinScript",
        "Non-latin script type": "NonLatinScriptType",
        "Non-latin script language": "NonLatinScriptLanguage",
    },
    {
        **{f"Address Line {number}": f"AddressLine{number}" for number in range(1, 7)},
        "Address Postal Code": "AddressPostalCode",
        "Address Country": "AddressCountry",
    },
    {"Passport number": "PassportNumber", "Passport additional information": "PassportAdditionalInformation"},
    {
        "National Identifier number": "NationalIdentifierNumber",
        "National Identifier additional information": "NationalIdentifierAdditionalInformation",
    },
    {"Town of birth": "TownOfBirth", "Country of birth": "CountryOfBirth"},
    {"Last Updated": "LastUpdated"},
    {"Unique ID": "UniqueID"},
    {"OFSI Group ID": "OFSIGroupID"},
    {"UN Reference Number": "UNReferenceNumber"},
    {"Title": "Title"},
    {"Regime Name": "RegimeName"},
    {"Designation Type": "IndividualEntityShip"},
    {"Designation source": "DesignationSource"},
    {"Sanctions Imposed": "SanctionsImposed"},
    {"Other Information": "OtherInformation"},
    {"UK Statement of Reasons": "UKStatementofReasons"},
    {"Phone number": "PhoneNumber"},
    {"Website": "Website"},
    {"Email address": "EmailAddress"},
    {"Date Designated": "DateDesignated"},
    {"D.O.B": "DOB"},
    {"Nationality(/ies)": "Nationality"},
    {"Position": "Position"},
    {"Gender": "Gender"},
    {"Type of entity": "TypeOfEntity"},
    {"Subsidiaries": "Subsidiary"},
    {"Parent company": "ParentCompany"},
    {"Business registration number (s)": "BusinessRegistrationNumber"},
    {"IMO number": "IMONumber"},
    {"Current owner/operator (s)": "CurrentOwnerOperator"},
    {"Previous owner/operator (s)": "PreviousOwnerOperator"},
    {"Current believed flag of ship": "CurrentBelievedFlagOfShip"},
    {"Previous flags": "PreviousFlag"},
    {"Type of ship": "TypeOfShip"},
    {"Tonnage of ship": "TonnageOfShip"},
    {"Length of ship": "LengthOfShip"},
    {"Year Built": "YearBuilt"},
    {"Hull identification number (HIN)": "HullIdentificationNumber"},
)
_NEEDED = ("Unique ID", "Name 6", "Name type", "Designation Type")
# spellings of elements that differ from the CSV's and between editions of the XML
_SAME = {
    "PreviousFlags": "PreviousFlag",
    "HullIdentificationNumberHIN": "HullIdentificationNumber",
    "HIN": "HullIdentificationNumber",
    "UKStatementOfReasons": "UKStatementofReasons",
    "FlagOfShip": "CurrentBelievedFlagOfShip",
    "OFSIGroupId": "OFSIGroupID",
}


def read(stream: BinaryIO, *, path: str) -> Iterator[Party]:
    """The parties of the XML. Raises InputError where it is broken, another list, or tells one entry twice."""
    seen: set[str] = set()
    for node in markup.read_records(stream, "Designation", root="Designations", path=path):
        found = Pieces(_pieces(node), path=path, line=node.line)
        number = next((piece[_ID] for piece in found.kept if _ID in piece), None)
        if number is None:
            raise InputError("an entry has no UniqueID", path=path, line=node.line, hint="the file may be cut off")
        if number in seen:
            raise InputError(f"{number} stands twice", path=path, line=node.line, hint="get the list again")
        seen.add(number)
        yield make_party(found, list_id=LIST, number=number)


def _pieces(node: markup.Node) -> Iterator[Piece]:
    """Elements that hold texts alone, each a piece; where one name stands several times, each text is one.

    Of the indicators of each sanction those that say "false" say no more than that the others say "true".
    """
    leaves = [child for child in node.children if not child.children and child.text]
    if node.tag == "SanctionsImposedIndicators":
        leaves = [leaf for leaf in leaves if leaf.text.lower() != "false"]
    fields = [_SAME.get(leaf.tag, leaf.tag) for leaf in leaves]
    if len(set(fields)) == len(fields):
        yield {field: leaf.text for field, leaf in zip(fields, leaves, strict=True)}
    else:
        yield from ({field: leaf.text} for field, leaf in zip(fields, leaves, strict=True))
    for child in node.children:
        if child.children:
            yield from _pieces(child)
        yield from ({f"{child.tag}.{name}": value} for name, value in child.attributes.items() if value.strip())


def read_csv(stream: BinaryIO, *, path: str) -> Iterator[Party]:
    """The parties of the CSV, in the order of their first rows.

    Raises InputError where it is no UTF-8, lacks columns, or tells one entry to be of two kinds.
    """
    found = source.rows(source.lines(stream, path=path), path=path)
    known = {name for group in _COLUMNS for name in group}
    header = source.find_header(found, known, needed=_NEEDED, path=path)
    entries: dict[str, tuple[int, list[Piece]]] = {}
    for line, cells in source.records(found, header, path=path):
        number = cells.get("Unique ID")
        if number is None:
            raise InputError("a row has no Unique ID", path=path, line=line, hint="the file may be cut off")
        pieces = entries.setdefault(number, (line, []))[1]
        pieces += [piece for group in _COLUMNS if (piece := _piece(cells, group))]
        pieces += [{name: text} for name, text in cells.items() if name not in known]
    for number, (line, pieces) in entries.items():
        yield make_party(Pieces(pieces, path=path, line=line), list_id=LIST, number=number)


def _piece(cells: dict[str, str], group: dict[str, str]) -> Piece:
    return {field: cells[name] for name, field in group.items() if name in cells}
