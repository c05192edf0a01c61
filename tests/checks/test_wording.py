"""The words of the goods beside the cells of the route: they fill an end that no cell tells, and doubt another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tidewaiter.screen import RowAnswer

Answer = Callable[..., RowAnswer]
GEARS = {"date": "2019-05-06", "hs": "848340", "supplier_country": "DE"}
CRAB = {"date": "2019-05-06", "hs": "030614", "supplier_country": "CN"}
EXPORT, SUPPLY, SEAFOOD = "S/RES/2397 (2017), para. 6", "S/RES/2397 (2017), para. 7", "S/RES/2371 (2017), para. 9"


def cited(row: RowAnswer) -> dict[str, str]:
    return {finding.cite: finding.verdict for finding in row.assessment.findings}


def kinds(row: RowAnswer) -> list[str]:
    return [remark.kind for remark in row.remarks]


TO = [
    "Gear boxes, final destination Pyongyang",
    "Gear boxes in transit to DPR Korea",
    "Gear boxes, end user Pyongyang Works",
    "gear boxes for north korea",
    "Редукторы, транзит в КНДР",
    "减速机 转运朝鲜",
    "감속기, 북한행",
]


@pytest.mark.parametrize("item", TO)
def test_words_that_send_goods_north_doubt_another_destination(answer: Answer, item: str) -> None:
    row = answer(**GEARS, destination="KR", item=item)
    assert cited(row) == {SUPPLY: "undetermined"}
    assert kinds(row) == ["hidden-north"]
    remark = row.remarks[0]
    assert remark.readings == ("KR", "KP")
    assert remark.ask
    assert [span.quote for reason in remark.reasons for span in reason.evidence] == [item]


@pytest.mark.parametrize("item", TO)
def test_words_that_send_goods_north_fill_an_end_that_is_not_told(answer: Answer, item: str) -> None:
    row = answer(**GEARS, item=item)
    assert cited(row) == {SUPPLY: "prohibited"}
    assert row.event.destination is not None
    assert [span.quote for span in row.event.destination.evidence] == [item]
    assert any("taken from the words of the goods" in note for note in row.event.notes)


@pytest.mark.parametrize(
    "item", ["Crab, origin North Korea", "Crab made in DPRK", "Краб производства КНДР", "北朝鲜产蟹", "북한산 게"]
)
def test_words_of_origin_doubt_another_origin_and_fill_none(answer: Answer, item: str) -> None:
    assert cited(answer(**CRAB, origin="CN", destination="US", item=item)) == {SEAFOOD: "undetermined"}
    row = answer(**CRAB, destination="US", item=item)
    assert (cited(row), kinds(row)) == ({SEAFOOD: "prohibited"}, [])


def test_the_doubt_is_about_the_declared_origin_and_not_about_who_sends_the_goods(answer: Answer) -> None:
    row = answer(**GEARS | {"hs": "030614"}, origin="VN", destination="US", item="Crab, origin North Korea")
    assert row.remarks[0].readings == ("VN", "KP")


@pytest.mark.parametrize("item", ["Gear boxes, not for North Korea", "Books about North Korea", "Map of Pyongyang"])
def test_what_is_ruled_out_or_told_about_is_no_end(answer: Answer, item: str) -> None:
    for row in (answer(**GEARS, destination="KR", item=item), answer(**GEARS, item=item)):
        assert (row.verdict, kinds(row)) == ("not_covered", [])


def test_a_place_that_nothing_governs_leaves_both_ends_open(answer: Answer) -> None:
    row = answer(**GEARS, destination="KR", item="Gear boxes, North Korea")
    assert cited(row) == {SUPPLY: "undetermined", EXPORT: "undetermined"}
    asked = {finding.cite: finding.conditions[0].ask or "" for finding in row.assessment.findings}
    assert asked[SUPPLY].startswith("Where were the goods unloaded")
    assert asked[EXPORT].startswith("Where do the goods come from")


def test_a_place_that_nothing_governs_is_no_doubt_where_an_end_is_in_the_north(answer: Answer) -> None:
    row = answer(**GEARS, destination="KP", item="Gear boxes, Pyongyang")
    assert (cited(row), kinds(row)) == ({SUPPLY: "prohibited"}, [])


def test_an_end_that_nothing_tells_is_a_question_where_the_goods_name_the_north(answer: Answer) -> None:
    row = answer(**GEARS, item="Gear boxes, North Korea")
    assert set(cited(row).values()) == {"undetermined"}
    assert SUPPLY in cited(row)
    assert any("which end of the route it is" in note for note in row.event.notes)


def test_words_settle_a_bare_korea(answer: Answer) -> None:
    row = answer(**GEARS, destination="Korea", item="Gear boxes for Pyongyang")
    assert (row.verdict, row.remarks[0].taken) == ("prohibited", "KP")
    row = answer(**GEARS, destination="Korea", item="Gear boxes for Busan")
    assert (row.verdict, row.remarks[0].taken) == ("not_covered", "KR")


def test_words_of_the_south_doubt_a_declared_north(answer: Answer) -> None:
    row = answer(**GEARS, destination="KP", item="Gear boxes, final destination Busan")
    assert (row.verdict, kinds(row)) == ("undetermined", ["probable-korea-confusion"])


def test_a_stop_that_the_words_name_is_one_as_the_transit_cell_s_is(answer: Answer) -> None:
    worded = answer(**GEARS, destination="CN", item="Gear boxes via Nampo")
    told = answer(**GEARS, destination="CN", item="Gear boxes", transit="Nampo")
    assert cited(worded) == cited(told)
    assert [role.country for role in worded.event.via] == ["KP"]


def test_goods_from_the_north_are_not_taken_for_goods_that_go_there(answer: Answer) -> None:
    row = answer(date="2019-05-06", hs="270112", supplier_country="KP", destination="CN", item="Coal to Dalian")
    assert list(cited(row).values()) == ["prohibited"]
    assert SUPPLY not in cited(row)


COAL = {"date": "2021-05-06", "hs": "270111", "supplier_country": "RU", "destination": "KR"}


@pytest.mark.parametrize(
    "told",
    [
        {"item": "anthracite", "port_loading": "Nakhodka", "remarks": "loaded at Wonsan per AIS"},
        {"item": "anthracite, origin Russia", "remarks": "transhipped Kholmsk ex Chongjin"},
        {"item": "anthracite", "remarks": "cargo ex Wonsan"},
    ],
)
def test_remarks_against_another_cell_leave_the_origin_open(answer: Answer, told: dict[str, str]) -> None:
    row = answer(**COAL, **told)
    assert row.event.origin is None
    assert cited(row) == {"S/RES/2371 (2017), para. 8": "undetermined"}
    assert kinds(row) == ["hidden-north"]


@pytest.mark.parametrize(
    ("recipient", "verdict"),
    [
        ("DPRK Embassy in Hanoi", "undetermined"),
        ("Посольство КНДР", "undetermined"),
        ("Korean People's Army Logistics", "undetermined"),
        ("Pyongyang Restaurant", None),
        ("Embassy of Japan", None),
    ],
)
def test_an_organ_of_the_state_abroad_may_be_the_state(answer: Answer, recipient: str, verdict: str | None) -> None:
    row = answer(**GEARS, destination="VN", recipient=recipient, item="gear boxes")
    assert cited(row).get(SUPPLY) == verdict


@pytest.mark.parametrize(
    ("item", "remarks", "kind", "cite"),
    [
        ("crude oil", "STS transfer with DPRK flagged tanker", "ship-to-ship", "S/RES/2375 (2017), para. 11"),
        ("logs", "cut by 20 workers from DPRK", "people-of-the-target", "S/RES/2397 (2017), para. 8"),
        ("logs", "North Korean workers cut them", "people-of-the-target", "S/RES/2397 (2017), para. 8"),
    ],
)
def test_conduct_that_words_speak_of_is_asked_about(
    answer: Answer, item: str, remarks: str, kind: str, cite: str
) -> None:
    row = answer(date="2021-03-04", supplier_country="RU", destination="CN", item=item, remarks=remarks)
    assert kind in kinds(row)
    assert cited(row)[cite] == "undetermined"
    assert row.event.origin is None


@pytest.mark.parametrize(("item", "cite"), [("bulk cash in US dollars", "para. 14"), ("gold bars", "para. 37")])
def test_money_that_goes_north_is_asked_about(answer: Answer, item: str, cite: str) -> None:
    row = answer(date="2021-03-04", supplier_country="CN", destination="KP", item=item)
    assert "money-as-goods" in kinds(row)
    assert any(one.endswith(cite) for one in cited(row))


@pytest.mark.parametrize(
    "remarks",
    [
        "Origin: North Korea (not China)",
        "product of DPRK",
        "原产地：朝鲜",
        "origin North Korea, mined by local workers",
    ],
)
def test_an_origin_that_the_remarks_tell_is_no_contradiction_to_the_exporter(answer: Answer, remarks: str) -> None:
    row = answer(**COAL, item="anthracite", port_loading="Nakhodka", remarks=remarks)
    assert cited(row) == {"S/RES/2371 (2017), para. 8": "prohibited"}
