"""Which Korea a row means: both readings where it is open, the row's own cells where they settle it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tidewaiter import places
from tidewaiter.checks.remarks import KINDS
from tidewaiter.checks.words import may_touch, place_of, signs
from tidewaiter.screen import RowAnswer

Answer = Callable[..., RowAnswer]
PHONES = {"date": "2021-05-03", "hs": "851712", "item": "mobile phones", "supplier_country": "CN"}
COAL = {"date": "2021-05-03", "hs": "270112", "item": "coal", "destination": "JP"}


def kinds(row: RowAnswer) -> list[str]:
    return [remark.kind for remark in row.remarks]


# declared North


def test_north_korea_alone_stays_an_alarm_without_a_remark(answer: Answer) -> None:
    row = answer(**PHONES, destination="KP")
    assert (row.verdict, row.remarks) == ("prohibited", ())


@pytest.mark.parametrize(
    "cells",
    [
        {"port_discharge": "BUSAN"},
        {"port_discharge": "KRINC"},
        {"port_discharge": "Incheon Port"},
        {"recipient": "Hanil Co", "importer_address": "52 Teheran-ro, Gangnam-gu"},
        {"recipient": "Hanil Co", "importer_address": "Tel. +82-51-123-4567"},
        {"notify_party": "Hanil Logistics, Gyeongnam, tel 0082 55 123 4567"},
        {"recipient_country": "Republic of Korea"},
    ],
)
def test_north_korea_beside_the_south_is_a_probable_confusion_and_open(answer: Answer, cells: dict[str, str]) -> None:
    row = answer(**PHONES, destination="KP", **cells)
    assert kinds(row) == ["probable-korea-confusion"]
    assert row.verdict == "undetermined"
    remark = row.remarks[0]
    assert remark.readings == ("KP", "KR")
    assert "prohibited under S/RES/2397 (2017), para. 7" in remark.what
    assert "South Korea: no measure is touched" in remark.what
    assert remark.ask
    assert any(reason.speaks_for == "KR" and reason.evidence for reason in remark.reasons)


def test_weak_signs_are_told_and_leave_the_verdict(answer: Answer) -> None:
    row = answer(**PHONES | {"supplier_country": "BR"}, destination="KP")
    assert kinds(row) == ["probable-korea-confusion"]
    assert row.verdict == "prohibited"


def test_a_reporter_that_mistakes_the_koreas_is_a_possible_confusion(answer: Answer) -> None:
    row = answer(date="2021-05-03", hs="6403", item="shoes", supplier_country="BR", destination="KP")
    assert kinds(row) == ["possible-korea-confusion"]


def test_signs_of_the_north_bear_out_the_north(answer: Answer) -> None:
    row = answer(**PHONES, destination="KP", port_discharge="NAMPO", value="100", currency="KRW")
    assert (row.verdict, row.remarks) == ("prohibited", ())


def test_signs_of_both_koreas_beside_the_north_are_told(answer: Answer) -> None:
    row = answer(**PHONES, destination="KP", port_discharge="BUSAN", importer_address="Moranbong District, Pyongyang")
    assert kinds(row) == ["korea-contradicted"]
    assert row.verdict == "prohibited"


def test_an_origin_in_the_north_loaded_at_incheon_is_open(answer: Answer) -> None:
    row = answer(**COAL, origin="KP", dispatch="KR", port_loading="INCHEON")
    assert kinds(row) == ["probable-korea-confusion"]
    assert row.verdict == "undetermined"


# unclear words


@pytest.mark.parametrize("word", ["Korea", "KOREA", "PR KOREA", "NK"])
def test_a_doubtful_word_gives_both_readings_and_stays_open(answer: Answer, word: str) -> None:
    row = answer(**PHONES, destination=word)
    assert kinds(row) == ["korea-unclear"]
    assert row.verdict == "undetermined"
    assert row.remarks[0].readings[0] == "KP"
    assert row.missing == ("destination",)


def test_a_doubtful_word_of_harmless_goods_is_told_too(answer: Answer) -> None:
    row = answer(date="2021-05-03", hs="1905", item="biscuits", supplier_country="CN", destination="Korea")
    assert kinds(row) == ["korea-unclear"]
    assert row.verdict == "not_covered"


def test_a_port_in_the_south_settles_a_bare_korea(answer: Answer) -> None:
    row = answer(**PHONES, destination="Korea", port_discharge="BUSAN")
    assert (row.verdict, row.remarks[0].taken) == ("not_covered", "KR")


def test_a_port_in_the_north_settles_a_bare_korea(answer: Answer) -> None:
    row = answer(**PHONES, destination="Korea", port_discharge="KPNAM")
    assert (row.verdict, row.remarks[0].taken) == ("prohibited", "KP")


def test_ports_and_addresses_that_disagree_settle_nothing(answer: Answer) -> None:
    row = answer(**PHONES, destination="Korea", port_discharge="BUSAN", importer_address="Potonggang, Pyongyang")
    assert (row.verdict, row.remarks[0].taken) == ("undetermined", None)


def test_currency_alone_settles_no_country(answer: Answer) -> None:
    row = answer(**PHONES, destination="Korea", value="100", currency="KRW")
    assert (row.verdict, row.remarks[0].taken) == ("undetermined", None)


def test_saint_kitts_is_no_remark(answer: Answer) -> None:
    row = answer(**PHONES, destination="KN")
    assert (row.verdict, row.remarks) == ("not_covered", ())


def test_the_old_code_kn_beside_nampo_is_north_korea(answer: Answer) -> None:
    row = answer(**PHONES, destination="KN", port_discharge="NAMPO")
    assert (row.verdict, kinds(row)) == ("prohibited", ["korea-unclear"])


# declared elsewhere


@pytest.mark.parametrize(
    "cells",
    [
        {"port_discharge": "Nampo"},
        {"port_discharge": "KPCHO"},
        {"recipient": "Trading Corp", "importer_address": "Tel +850 2 381 8111"},
        {"recipient": "Trading Corp", "importer_address": "Taedonggang-guyok"},
    ],
)
def test_south_korea_beside_the_north_is_open_and_never_missed(answer: Answer, cells: dict[str, str]) -> None:
    row = answer(**PHONES, destination="South Korea", **cells)
    assert kinds(row) == ["hidden-north"]
    assert row.verdict == "undetermined"


def test_another_country_beside_a_port_in_the_north_is_open(answer: Answer) -> None:
    row = answer(**PHONES | {"supplier_country": "RU"}, destination="CN", port_discharge="RAJIN")
    assert (row.verdict, kinds(row)) == ("undetermined", ["hidden-north"])


def test_a_notify_party_in_the_north_is_never_missed(answer: Answer) -> None:
    row = answer(**PHONES, destination="CN", recipient="Dalian Co", recipient_country="CN",
                 notify_party="Some Trading, Pothonggang District, Pyongyang")  # fmt: skip
    assert (row.verdict, kinds(row)) == ("undetermined", ["hidden-north"])


def test_russian_coal_through_rajin_is_a_way_and_no_doubt(answer: Answer) -> None:
    row = answer(date="2021-05-03", hs="2701", item="coal", origin="RU", destination="CN", port_loading="RAJIN")
    assert (row.verdict, row.remarks) == ("exempt", ())


def test_a_firm_named_after_pyongyang_with_an_address_in_seoul_is_no_doubt(answer: Answer) -> None:
    row = answer(**PHONES, destination="KR", recipient="Pyongyang Cold Noodles, Seoul")
    assert (row.verdict, row.remarks) == ("not_covered", ())


def test_ordinary_trade_with_the_south_has_no_remark(answer: Answer) -> None:
    row = answer(
        **PHONES, destination="KR", port_discharge="BUSAN", importer_address="Nampo-dong, Busan, +82 51 1234567"
    )
    assert (row.verdict, row.remarks) == ("not_covered", ())


# the true end of the route


def test_a_port_of_discharge_is_the_end_where_no_destination_is_told(answer: Answer) -> None:
    assert answer(**PHONES, port_discharge="KPNAM").verdict == "prohibited"


def test_the_notify_party_stands_in_for_a_consignee_to_order(answer: Answer) -> None:
    row = answer(**PHONES, recipient="TO ORDER OF SHIPPER", notify_party="Some Trading, Pyongyang, DPRK")
    assert row.verdict == "prohibited"
    assert row.event.recipient is not None
    assert row.event.recipient.text == "Some Trading, Pyongyang, DPRK"


def test_the_address_is_the_country_of_a_consignee_without_one(answer: Answer) -> None:
    row = answer(**PHONES, recipient="Some Trading", importer_address="Moranbong, Pyongyang")
    assert row.verdict == "prohibited"


def test_a_call_in_the_north_on_the_way_is_a_question(answer: Answer) -> None:
    row = answer(
        date="2021-05-03", hs="0307", item="squid", origin="RU", destination="CN", transit="Vladivostok / Chongjin"
    )
    assert [role.country for role in row.event.via] == ["RU", "KP"]
    assert row.verdict == "undetermined"
    assert "Were the goods unloaded in North Korea, or loaded there?" in row.assessment.findings[0].ask


def test_goods_loaded_in_a_port_of_the_north_are_of_its_territory(answer: Answer) -> None:
    row = answer(date="2021-05-03", hs="0307", item="squid", origin="RU", destination="CN", port_loading="Chongjin")
    assert row.verdict == "prohibited"


# words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nampo Port", "KP"),
        ("12 Nampo-dong, Jung-gu, Busan", "KR"),
        ("Mangyongdae-guyok", "KP"),
        ("KPSGN", "KP"),
        ("Dalian", "CN"),
    ],
)
def test_a_place_is_of_one_state(text: str, code: str) -> None:
    assert place_of(text)[0] == code


@pytest.mark.parametrize("text", ["+852 2345 6789", "+8610 123 456", "85012345", "order no 850-2-3", "+8 500 123"])
def test_other_numbers_are_no_prefix_of_either_korea(text: str) -> None:
    assert signs(text) == ()


@pytest.mark.parametrize("form", places.spellings("KP")[:400])
def test_no_spelling_of_the_north_is_ever_read_as_the_south(form: str) -> None:
    assert all(sign.code != "KR" for sign in signs(form)), form
    assert may_touch(form) or not places.find(form).candidates


@pytest.mark.parametrize("word", ["Korea", "KOREA", "PR KOREA", "Corea"])
@pytest.mark.parametrize("field", ["destination", "origin", "recipient_country", "dispatch"])
def test_bare_korea_is_never_taken_for_one_without_a_reason(answer: Answer, word: str, field: str) -> None:
    row = answer(date="2021-05-03", hs="8517", **{field: word})
    assert [remark.taken for remark in row.remarks] == [None]


def test_every_remark_is_of_a_known_kind(answer: Answer) -> None:
    rows = [answer(**PHONES, destination=word, port_discharge="BUSAN") for word in ("KP", "Korea", "KR", "NK")]
    assert {kind for row in rows for kind in kinds(row)} <= set(KINDS)


def test_a_firm_of_no_told_country_is_not_read_as_the_state_in_doubt(answer: Answer) -> None:
    row = answer(date="2021-03-15", supplier="X", origin="North Korea", destination="MX", hs="620520")
    (finding,) = row.assessment.findings
    assert [one.why for one in finding.conditions if one.name == "direction"] == ["of North Korea origin"]
    assert kinds(row) == ["possible-korea-confusion"]


def test_what_holds_under_a_reading_alone_is_told_so(answer: Answer) -> None:
    row = answer(date="2021-03-15", supplier_country="CN", destination="Korea", hs="870423")
    finding = row.assessment.findings[0]
    (why,) = [one.why for one in finding.conditions if one.name == "direction"]
    assert why.startswith("if it is read so, the route ends in North Korea")
