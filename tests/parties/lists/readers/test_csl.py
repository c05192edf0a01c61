"""The Consolidated Screening List: thirteen lists in one file, as CSV and as JSON."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party, Tie
from tidewaiter.parties.lists.readers.csl import read

COLUMNS = [
    *("_id", "source", "entity_number", "type", "programs", "name", "title", "addresses", "federal_register_notice"),
    *("start_date", "end_date", "standard_order", "license_requirement", "license_policy", "call_sign", "vessel_type"),
    *("gross_tonnage", "gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks", "source_list_url"),
    *(
        "alt_names",
        "citizenships",
        "dates_of_birth",
        "nationalities",
        "places_of_birth",
        "source_information_url",
        "ids",
    ),
]
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
EL = "Entity List (EL) - Bureau of Industry and Security"
PERSON = {
    "_id": "10",
    "source": SDN,
    "entity_number": "10",
    "type": "Individual",
    "programs": "DPRK; NPWMD",
    "name": "MADE-UP, Tae Song",
    "title": "Director; Secretary",
    "addresses": "1 Street, Nampo, KP; KP",
    "remarks": "(Linked To: INVENTED FIRM; Linked To: OTHER FIRM)",
    "alt_names": "MADEUP, Thae Song; THE BOSS",
    "citizenships": "KP; ZZ",
    "dates_of_birth": "circa 1961; 1962-05-31",
    "nationalities": "KP",
    "places_of_birth": "Nampo, North Korea",
    "ids": "Male, Gender; KP, 2011-05-09, 2001-05-10, X12, Passport; 2001-05-10, Y13, Passport; "
    "Subject to more, Additional Sanctions Information -; 1abc2, Digital Currency Address - XBT; lone",
}
FIRM = {
    "_id": "abc",
    "source": EL,
    "name": "Invented Works, OOO (f.k.a., Invented Plant)",
    "addresses": "2 Avenue, Somewhere, RU",
    "federal_register_notice": "81 FR 1",
    "start_date": "2016-03-21",
    "end_date": "2026-03-21",
    "license_requirement": "For all items.",
    "remarks": "A remark; as it stands",
    "alt_names": "and The Invented Company; and; f.k.a. Old Works; -Works (Minsk)",
}
SHIP = {
    "_id": "12",
    "source": SDN,
    "type": "Vessel",
    "name": "MADE-UP STAR",
    "call_sign": "HMZZ",
    "vessel_type": "General Cargo",
    "gross_tonnage": "1200",
    "gross_registered_tonnage": "900",
    "vessel_flag": "Democratic People's Republic of Korea",
    "vessel_owner": "INVENTED FIRM",
    "ids": "IMO 9074729, Vessel Registration Identification; Malta, Former Vessel Flag",
}
ALL = (PERSON, FIRM, SHIP)


def cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n') else text


def table(*rows: dict[str, str], columns: list[str] = COLUMNS, comma: str = ",", end: str = "\n") -> str:
    lines = [comma.join(columns)]
    lines += [comma.join(cell(row.get(name, "")) for name in columns) for row in rows]
    return end.join(lines) + end


def listed(text: str | bytes) -> list[Party]:
    return list(read(io.BytesIO(text.encode() if isinstance(text, str) else text), path="csl"))


def test_each_row_stands_on_its_own_list() -> None:
    found = listed(table(*ALL))
    assert [one.id for one in found] == ["us-csl:SDN-10", "us-csl:EL-abc", "us-csl:SDN-12"]
    assert [one.kind for one in found] == ["person", "unknown", "vessel"]
    assert [one.designations[0].list for one in found] == ["ofac-sdn", "us-el", "ofac-sdn"]


@pytest.mark.parametrize(
    ("source", "designation"),
    [
        ("ITAR Debarred (DTC) - State Department", "us-dtc"),
        ("Denied Persons List (DPL) - Bureau of Industry and Security", "us-dpl"),
        ("Sectoral Sanctions Identifications List (SSI) - Treasury Department", "ofac-ssi"),
        ("Unverified List (UVL) - Bureau of Industry and Security", "us-uvl"),
        ("Nonproliferation Sanctions (ISN) - State Department", "us-isn"),
        ("Palestinian Legislative Council List (PLC) - Treasury Department", "ofac-plc"),
        ("Military End User (MEU) List - Bureau of Industry and Security", "us-meu"),
        ("Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department", "ofac-cmic"),
        ("Capta List (CAP) - Treasury Department", "ofac-cap"),
        ("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", "ofac-mbs"),
        ("Foreign Sanctions Evaders (FSE) - Treasury Department", "ofac-fse"),
        ("SDN", "ofac-sdn"),
        ("A New List (XYZ)", "us-xyz"),
        ("A list without letters", "us-a-list-without-letters"),
    ],
)
def test_all_thirteen_lists_are_known_and_a_new_one_is_kept(source: str, designation: str) -> None:
    (one,) = listed(table({"_id": "1", "source": source, "name": "Somebody"}))
    assert one.designations[0].list == designation


def test_a_person_has_all_that_the_row_tells() -> None:
    one = listed(table(*ALL))[0]
    assert [(name.text, name.role) for name in one.names] == [
        ("MADE-UP, Tae Song", "primary"),
        ("MADEUP, Thae Song", "alias"),
        ("THE BOSS", "alias"),
    ]
    assert one.names[1].parts == (("family", "MADEUP"), ("given", "Thae Song"))
    assert [found.programme for found in one.designations] == ["DPRK", "NPWMD"]
    assert one.positions == ("Director", "Secretary")
    assert [(place.text, place.country) for place in one.addresses] == [("1 Street, Nampo, KP", "KP"), ("KP", "KP")]
    assert [(when.value, when.approximate) for when in one.births] == [("1961", True), ("1962-05-31", False)]
    assert [(place.text, place.country) for place in one.birth_places] == [("Nampo, North Korea", "KP")]
    assert one.countries == (("nationality", "KP"), ("citizenship", "KP"))
    assert one.ties == (Tie("linked to", "INVENTED FIRM"), Tie("linked to", "OTHER FIRM"))
    assert one.gender == "male"


def test_numbers_are_read_from_the_end_of_their_lines() -> None:
    one = listed(table(*ALL))[0]
    assert [(found.kind, found.value, found.country, found.note) for found in one.identifiers] == [
        ("passport", "X12", "KP", "expires 2011-05-09; issued 2001-05-10"),
        ("passport", "Y13", None, "dated 2001-05-10"),
        ("wallet", "1abc2", None, "XBT"),
    ]
    assert one.more == (
        ("citizen", "ZZ"),
        ("Additional Sanctions Information", "Subject to more"),
        ("ids", "lone"),
    )


def test_names_in_brackets_and_leavings_of_a_cut_enumeration_are_told_apart() -> None:
    one = listed(table(*ALL))[1]
    assert [(name.text, name.role) for name in one.names] == [
        ("Invented Works, OOO", "primary"),
        ("Invented Plant", "former"),
        ("The Invented Company", "alias"),
        ("Old Works", "former"),
        ("Works (Minsk)", "alias"),
    ]
    assert one.names[0].note == "as written: Invented Works, OOO (f.k.a., Invented Plant)"


def test_a_listing_has_its_days_and_its_notice() -> None:
    one = listed(table(*ALL))[1]
    (found,) = one.designations
    assert found.since is not None and found.until is not None
    assert (found.since.value, found.until.value, found.paragraph) == ("2016-03-21", "2026-03-21", "81 FR 1")
    assert one.more == (("license_requirement", "For all items."),)
    assert one.remarks == ("A remark; as it stands",)


def test_a_ship_has_its_columns() -> None:
    one = listed(table(*ALL))[2]
    assert one.ship is not None
    assert (one.ship.flag, one.ship.type, one.ship.tonnage, one.ship.former_flags) == (
        *("Democratic People's Republic of Korea", "General Cargo", "1200"),
        ("Malta",),
    )
    assert one.countries == (("flag", "KP"), ("former-flag", "MT"))
    assert [(found.kind, found.value) for found in one.identifiers] == [("call-sign", "HMZZ"), ("imo", "9074729")]
    assert one.ties == (Tie("owner", "INVENTED FIRM"),)


def test_columns_are_told_by_their_names_and_unknown_ones_kept() -> None:
    columns = [*reversed(COLUMNS), "shoe_size"]
    found = listed(table(*ALL[:2], {**SHIP, "shoe_size": "43"}, columns=columns))
    assert [one.names for one in found] == [one.names for one in listed(table(*ALL))]
    assert ("shoe_size", "43") in found[2].more


def test_tabs_another_line_end_and_a_mark_of_the_encoding_do_not_matter() -> None:
    plain = listed(table(*ALL))
    assert listed(table(*ALL, comma="\t")) == plain
    assert listed(table(*ALL, end="\r\n")) == plain
    assert listed("\ufeff" + table(*ALL)) == plain


def test_a_row_that_repeats_another_is_kept_and_says_so() -> None:
    again = {**FIRM, "source_list_url": "http://example.org", "programs": "OTHER"}
    found = listed(table(*ALL, again, again))
    assert [one.id for one in found[3:]] == ["us-csl:EL-abc~2", "us-csl:EL-abc~3"]
    assert ("repeats", "EL-abc") in found[3].more


def test_one_number_on_two_lists_is_two_entries() -> None:
    other = {**PERSON, "source": "Foreign Sanctions Evaders (FSE) - Treasury Department"}
    assert [one.id for one in listed(table(PERSON, other))] == ["us-csl:SDN-10", "us-csl:FSE-10"]


# JSON


RECORD: dict[str, Any] = {
    "id": "10",
    "source": SDN,
    "entity_number": "10",
    "type": "Individual",
    "programs": ["DPRK", "NPWMD"],
    "name": "MADE-UP, Tae Song",
    "title": None,
    "addresses": [{"address": "1 Street", "city": "Nampo", "state": None, "postal_code": "12", "country": "KP"}],
    "alt_names": ["MADEUP, Thae Song"],
    "dates_of_birth": ["circa 1961"],
    "nationalities": ["KP"],
    "citizenships": [],
    "places_of_birth": ["Nampo"],
    "start_date": "2016-03-02",
    "ids": [
        {"type": "Passport", "number": "X12", "country": "KP", "issue_date": "2001-05-10", "expiration_date": None},
        {"type": "Gender", "number": "Male", "country": None, "issue_date": None, "expiration_date": None},
        {"type": "Passport", "number": None, "country": "KP"},
    ],
    "score": 7,
}


def as_json(*records: object, **told: object) -> str:
    return json.dumps({"search_performed_at": "2026-02-01", "total": len(records), "results": list(records), **told})


def test_the_json_tells_the_same() -> None:
    (one,) = listed(as_json(RECORD))
    assert (one.id, one.kind, one.gender) == ("us-csl:SDN-10", "person", "male")
    assert [name.text for name in one.names] == ["MADE-UP, Tae Song", "MADEUP, Thae Song"]
    assert [(place.text, place.country) for place in one.addresses] == [("1 Street, Nampo, 12, KP", "KP")]
    assert [(found.value, found.country, found.note) for found in one.identifiers] == [
        ("X12", "KP", "issued 2001-05-10")
    ]
    assert [(found.programme, found.since and found.since.value) for found in one.designations] == [
        ("DPRK", "2016-03-02"),
        ("NPWMD", "2016-03-02"),
    ]
    assert one.more == (("ids", "Passport; KP"), ("score", "7"))


def test_a_bare_list_of_records_is_read_as_well() -> None:
    assert listed(json.dumps([RECORD])) == listed("  \n" + as_json(RECORD)) == listed("\ufeff" + as_json(RECORD))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "are not there"),
        ("\n\n", "are not there"),
        ("<html>Service unavailable</html>", "are not there"),
        (table(*ALL, columns=COLUMNS[1:2]), "is not there"),
        (table(*ALL, columns=[*COLUMNS, "name"]), "stands twice"),
        (table(*ALL) + "1,2,3\n", "3 columns"),
        (table(*ALL)[:-40], "broken"),
        (table(*ALL)[: table(*ALL).index("2016-03-21")], "columns"),
        (table(PERSON, {**PERSON, "name": "ANOTHER"}), "stands twice, under two names"),
        (table({**PERSON, "name": ""}), "without its name"),
        (table({**PERSON, "source": ""}), "without its source"),
        (table({**PERSON, "_id": "", "entity_number": ""}), "without its number"),
        (as_json(RECORD)[:-30], "broken"),
        (as_json(RECORD, total=14_000), "14,000 entries, and has 1"),
        (as_json("text"), "not an object"),
        ('{"error": "no such page"}', "no list of results"),
        ("[" * 200_000, "broken"),
        (as_json(RECORD, RECORD | {"name": "ANOTHER"}), "stands twice"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        listed(text)
    assert says in caught.value.what
    assert (caught.value.path, bool(caught.value.hint)) == ("csl", True)


def test_bytes_that_are_no_text_are_refused() -> None:
    for start in (b"_id,source,name\n1,", b'{"results": ["'):
        with pytest.raises(InputError, match="UTF-8"):
            listed(start + b"\xff\xfe")


TEXTS = (table(*ALL), as_json(RECORD))


@given(st.sampled_from(TEXTS), st.integers(0, 5_000), st.text(max_size=3), st.integers(0, 30))
@settings(max_examples=200, deadline=None)
def test_a_changed_file_gives_parties_or_an_error_of_the_input(text: str, at: int, new: str, cut: int) -> None:
    at %= len(text)
    try:
        assert len(listed((text[:at] + new + text[at + cut :]).encode("utf-8", "surrogatepass"))) <= 5
    except InputError as bad:
        assert bad.what


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(RECORD)), inner),
)


@given(VALUES)
@settings(max_examples=200, deadline=None)
def test_values_of_any_type_are_kept_or_refused(value: object) -> None:
    for key in RECORD:
        try:
            listed(as_json({**RECORD, key: value}))
        except InputError as bad:
            assert bad.what
