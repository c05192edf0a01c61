"""OFAC's remarks: each piece goes where it belongs, and what is not understood stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model.party import Party, PartyKind
from tidewaiter.parties.lists.readers import remarks
from tidewaiter.parties.lists.readers.entry import Entry, add_name, party


def told(text: str, kind: PartyKind = "person") -> Party:
    entry = Entry("list:1", kind)
    add_name(entry, "INVENTED, Name", "primary")
    remarks.read(entry, text)
    return party(entry)


def numbers(one: Party) -> list[tuple[str, str, str | None, str | None]]:
    return [(found.kind, found.value, found.country, found.note) for found in one.identifiers]


def test_days_and_places_of_birth_are_read() -> None:
    one = told("DOB 10 Dec 1948; alt. DOB circa 1950; POB Nampo, Korea, North; alt. POB Egypt.")
    assert [when.value for when in one.births] == ["1948-12-10", "1950"]
    assert one.births[1].approximate
    assert [(place.text, place.country) for place in one.birth_places] == [
        ("Nampo, Korea, North", "KP"),
        ("Egypt", "EG"),
    ]


def test_a_day_that_cannot_be_read_stays_a_remark() -> None:
    one = told("DOB 31 Feb 1970; nationality Atlantis.")
    assert one.births == ()
    assert one.remarks == ("DOB 31 Feb 1970", "nationality Atlantis")


def test_nationality_citizenship_and_gender_are_read() -> None:
    one = told("nationality Iran; citizen Syria; alt. citizen Egypt; Gender Female.")
    assert one.countries == (("nationality", "IR"), ("citizenship", "SY"), ("citizenship", "EG"))
    assert one.gender == "female"


def test_a_passport_has_its_country_and_its_days() -> None:
    one = told(
        "Passport X12-34 (Iran) issued 10 May 2001 expires 09 May 2011; alt. Passport 77 (Korea, North); Passport 9."
    )
    assert numbers(one) == [
        ("passport", "X12-34", "IR", "issued 10 May 2001; expires 09 May 2011"),
        ("passport", "77", "KP", None),
        ("passport", "9", None, None),
    ]


def test_what_is_told_behind_a_number_is_a_note() -> None:
    one = told("Passport 41 issued under the name Made-Up Khan; Passport R8 (Iran) and Iranian ID No. 28; Passport 5.")
    assert numbers(one) == [
        ("passport", "41", None, "issued under the name Made-Up Khan"),
        ("passport", "R8", "IR", "and Iranian ID No. 28"),
        ("passport", "5", None, None),
    ]


def test_a_bracket_that_is_no_country_belongs_to_the_number() -> None:
    one = told("Folio Mercantil No. 22839 (Somewhere) (Mexico); National ID No. 5 (Elsewhere).")
    assert numbers(one) == [
        ("registration", "22839 (Somewhere)", "MX", "Folio Mercantil No."),
        ("national-id", "5 (Elsewhere)", None, None),
    ]


@pytest.mark.parametrize(
    ("piece", "kind", "value"),
    [
        ("Tax ID No. 123 (Russia)", "tax", "123"),
        ("R.F.C. ABC010101XY1 (Mexico)", "tax", "ABC010101XY1"),
        ("NIT # 800-1 (Colombia)", "tax", "800-1"),
        ("V.A.T. Number BG 12 (Bulgaria)", "vat", "BG 12"),
        ("SWIFT/BIC ABCDKPPY", "bic", "ABCDKPPY"),
        ("Legal Entity Number 5493001KJTIIGC8Y1R12", "lei", "5493001KJTIIGC8Y1R12"),
        ("Legal Entity Number 851 (Netherlands)", "registration", "851"),
        ("D-U-N-S Number 1-2", "duns", "1-2"),
        ("Registration Number 1 (Iran)", "registration", "1"),
        ("Website www.example.org", "website", "www.example.org"),
        ("alt. Email Address a@example.org", "email", "a@example.org"),
        ("a@example.org", "email", "a@example.org"),
        ("Telephone: 0098 1", "phone", "0098 1"),
        ("Phone Number 981", "phone", "981"),
        ("Digital Currency Address - XBT 1abc2", "wallet", "1abc2"),
        ("alt. Digital Currency Address - ETH 0x12", "wallet", "0x12"),
        ("MMSI 445123000", "mmsi", "445123000"),
        ("Aircraft Tail Number YI-XXX", "tail-number", "YI-XXX"),
        ("Aircraft Construction Number (also called L/N or S/N or F/N) 12", "aircraft-construction", "12"),
    ],
)
def test_numbers_of_all_kinds_are_read(piece: str, kind: str, value: str) -> None:
    (found,) = told(piece, "organisation").identifiers
    assert (found.kind, found.value) == (kind, value)


def test_the_coin_of_a_wallet_and_the_wider_label_are_noted() -> None:
    one = told("Digital Currency Address - XBT 1abc2; C.U.R.P. AAAA1 (Mexico)")
    assert [found.note for found in one.identifiers] == ["XBT", "C.U.R.P."]


def test_a_ships_number_is_read_with_and_without_its_word() -> None:
    for text in ("Vessel Registration Identification IMO 9074729", "Vessel Registration Identification 9074729."):
        assert numbers(told(text, "vessel")) == [("imo", "9074729", None, None)]


def test_a_ships_number_that_cannot_be_one_is_kept_and_said_not_to_be() -> None:
    one = told("Vessel Registration Identification IMO 15411; Vessel Registration Identification 9074728.", "vessel")
    assert numbers(one) == [
        ("imo", "IMO 15411", None, "not a valid IMO number"),
        ("imo", "9074728", None, "not a valid IMO number"),
    ]


def test_a_number_of_another_register_is_no_imo_number() -> None:
    assert numbers(told("Vessel Registration Identification AB-1", "vessel"))[0][0] == "vessel-registration"


def test_the_imo_number_of_a_company_is_its_own_kind() -> None:
    one = told("Company Number IMO 5342883; Identification Number IMO 5342884.", "organisation")
    assert [(found.kind, found.value) for found in one.identifiers] == [
        ("company-imo", "5342883"),
        ("company-imo", "IMO 5342884"),
    ]
    assert one.identifiers[1].note == "Identification Number; not a valid IMO company number"


def test_letters_that_happen_to_spell_imo_are_none() -> None:
    one = told("Website www.imo9074729.example; Email Address simo@example.org; Tax ID No. LIMO 12.", "organisation")
    assert [found.kind for found in one.identifiers] == ["website", "email", "tax"]


def test_a_companys_number_behind_the_label_of_ships_is_the_companys() -> None:
    one = told(
        "Vessel Registration Identification IMO 5342883; Vessel Registration Identification 9074729.", "organisation"
    )
    assert [(found.kind, found.value) for found in one.identifiers] == [("company-imo", "5342883"), ("imo", "9074729")]


def test_flags_and_types_of_a_ship_are_read() -> None:
    one = told(
        "Former Vessel Flag Malta; alt. Former Vessel Flag Tuvalu; Vessel Flag Iran; Other Vessel Flag Togo.", "vessel"
    )
    assert one.ship is not None
    assert (one.ship.flag, one.ship.former_flags) == ("Iran", ("Malta", "Tuvalu"))
    assert one.countries == (("former-flag", "MT"), ("former-flag", "TV"), ("flag", "IR"), ("flag", "TG"))
    assert one.more == (("Other Vessel Flag", "Togo"),)


def test_weak_and_former_names_stand_in_quotes() -> None:
    one = told("a.k.a. 'BOSS'; f.k.a. 'OLD, Name'; n.k.a. 'NEW'; a.k.a. 'ABU DU'A'; a.k.a. 'ONE; TWO'.")
    found = [(name.text, name.role, name.quality, name.note) for name in one.names[1:]]
    assert found == [
        ("BOSS", "alias", "weak", None),
        ("OLD, Name", "former", "weak", None),
        ("NEW", "alias", "weak", "now known as"),
        ("ABU DU'A", "alias", "weak", None),
        ("ONE; TWO", "alias", "weak", None),
    ]


def test_a_name_that_is_never_closed_swallows_nothing() -> None:
    one = told("a.k.a. 'OPEN; DOB 1950; a.k.a. 'NEXT'.")
    assert [name.text for name in one.names[1:]] == ["OPEN", "NEXT"]
    assert [when.value for when in one.births] == ["1950"]


def test_ties_are_read_in_brackets_and_without() -> None:
    one = told("Linked To: FIRM (IRAN) LTD; Linked To: OTHER; Aircraft Operator SOME AIR.")
    assert [(tie.role, tie.name) for tie in one.ties] == [
        ("linked to", "FIRM (IRAN) LTD"),
        ("linked to", "OTHER"),
        ("operator", "SOME AIR"),
    ]
    assert [tie.name for tie in told("(Linked To: A FIRM; Linked To: B (C) FIRM)").ties] == ["A FIRM", "B (C) FIRM"]


def test_words_of_the_sanctions_are_kept_under_their_label() -> None:
    text = (
        "Secondary sanctions risk: section 1(b) of an order; Additional Sanctions Information - Subject to more; "
        "Executive Order 13846 information: IMPORT. Sec. 5(a)(vi); Listing Date (EO 14024 Directive 3): 24 Feb 2022; "
        "Organization Established Date 1990; Organization Type: News agency activities"
    )
    assert told(text, "organisation").more == (
        ("Secondary sanctions risk", "section 1(b) of an order"),
        ("Additional Sanctions Information", "Subject to more"),
        ("Executive Order 13846 information", "IMPORT. Sec. 5(a)(vi)"),
        ("Listing Date (EO 14024 Directive 3)", "24 Feb 2022"),
        ("Organization Established Date", "1990"),
        ("Organization Type", "News agency activities"),
    )


def test_what_is_not_understood_stays_word_for_word() -> None:
    one = told("all offices worldwide; Minister of Nothing; Passport lost in 'Amman'; License to sing.")
    assert one.remarks == (
        "all offices worldwide",
        "Minister of Nothing",
        "Passport lost in 'Amman'",
        "License to sing",
    )


WORDS = st.sampled_from(
    [
        "DOB",
        "1950",
        "Passport",
        "(Iran)",
        "a.k.a.",
        "'X'",
        "'",
        ";",
        "Linked To:",
        "IMO",
        "9074729",
        "Gender",
        "Male",
        "alt.",
    ]
)


@given(st.lists(WORDS | st.text(max_size=6), max_size=30))
@settings(max_examples=200, deadline=None)
def test_every_digit_of_the_remarks_is_found_again(pieces: list[str]) -> None:
    text = " ".join(pieces)
    whole = " ".join(re.findall(r"\d+", str(told(text))))
    assert all(number.lstrip("0") in whole for number in re.findall(r"[0-9]{2,}", text))
