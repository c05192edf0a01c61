"""How the engine answers, whatever the regime's data say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.law import load
from tidewaiter.law.apply import Assessment, apply, may_raise
from tidewaiter.law.explain import explain, summarise
from tidewaiter.model import (
    Circumstances,
    Designation,
    Event,
    Finding,
    HsCode,
    Item,
    Meaning,
    Money,
    Role,
    When,
    read_when,
)

REGIME = load.default()
RU, KP, CN, KR = (Role(country=code) for code in ("RU", "KP", "CN", "KR"))


def car(**changes: object) -> Event:
    event = Event(
        id="e",
        type="transfer",
        manner=("gift",),
        date=read_when("2024-02-18"),
        supplier=RU,
        recipient=KP,
        item=Item(text="passenger car", kinds=("passenger-car",)),
        hs=(HsCode("8703", "2022", declared=True),),
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def finding(assessment: Assessment, measure: str) -> Finding:
    return next(f for f in assessment.findings if f.measure == measure)


def test_the_chapter_ban_stands_before_the_luxury_ban() -> None:
    order = [f.measure for f in apply(car(), REGIME).findings]
    assert order[:2] == ["UNSCR-2397-OP7", "UNSCR-1718-OP8aiii"]


@pytest.mark.parametrize("manner", ["gift", "loan", "sale", "lease", "barter", "return", "re-export", "attempt"])
def test_whatever_the_manner_it_is_a_transfer(manner: str) -> None:
    assert finding(apply(car(manner=(manner,)), REGIME), "UNSCR-2397-OP7").verdict == "prohibited"


def test_a_plan_is_not_yet_a_transfer() -> None:
    assert finding(apply(car(manner=("plan",)), REGIME), "UNSCR-2397-OP7").verdict == "undetermined"


@pytest.mark.parametrize("origin", [None, RU, KR, CN])
def test_origin_plays_no_part_in_supply_to_the_target_and_the_trace_says_so(origin: Role | None) -> None:
    found = finding(apply(car(origin=origin), REGIME), "UNSCR-2397-OP7")
    assert found.verdict == "prohibited"
    assert any("plays no part" in c.why for c in found.conditions if c.name == "direction")


def test_the_routes_end_decides_and_not_its_next_stop() -> None:
    by_china = car(recipient=CN, via=(CN,), destination=KP)
    assert finding(apply(by_china, REGIME), "UNSCR-2397-OP7").verdict == "prohibited"
    assert apply(car(recipient=CN, destination=CN), REGIME).findings == ()


def test_a_day_without_a_year_leaves_the_measure_open_and_asks_for_the_day() -> None:
    found = finding(apply(car(date=read_when("XXXX-02-18")), REGIME), "UNSCR-2397-OP7")
    assert found.verdict == "undetermined"
    assert any("On which day" in question for question in found.ask)


def test_an_unknown_day_says_which_ban_holds_for_which_days() -> None:
    found = {f.measure: f for f in apply(car(date=None), REGIME).findings}
    assert "from 22 December 2017" in " ".join(found["UNSCR-2397-OP7"].ask)
    assert "from 14 October 2006" in " ".join(found["UNSCR-1718-OP8aiii"].ask)


def test_what_still_goes_on_is_judged_on_the_day_it_is_told() -> None:
    ongoing = When(None, latest=read_when("2024-02-20").latest, ongoing=True)
    assert finding(apply(car(date=ongoing), REGIME), "UNSCR-2397-OP7").verdict == "prohibited"


def test_the_states_whose_lists_name_a_good_are_told_in_a_sentence() -> None:
    whisky = car(supplier=None, item=Item("Scotch whisky"), hs=(HsCode("220830", "2022", declared=True),))
    found = finding(apply(whisky, REGIME), "UNSCR-1718-OP8aiii")
    why = next(condition.why for condition in found.conditions if condition.name == "luxury")
    assert "names it, but the list of the European Union" in why and " do; each State" in why


def test_a_car_that_the_source_does_not_describe_leaves_luxury_open() -> None:
    undescribed = Item(text="a car", kinds=("passenger-car",), described=False)
    found = finding(apply(car(item=undescribed, hs=()), REGIME), "UNSCR-1718-OP8aiii")
    assert found.verdict == "undetermined"
    assert any("make and model" in question for question in found.ask)
    told = replace(undescribed, make="Aurus")
    assert finding(apply(car(item=told, hs=()), REGIME), "UNSCR-1718-OP8aiii").verdict == "prohibited"


def test_an_item_that_is_not_recognised_is_asked_for_and_never_passed_over() -> None:
    unknown = car(item=Item(text="gizmos"), hs=())
    found = finding(apply(unknown, REGIME), "UNSCR-2397-OP7")
    assert (found.verdict, "which goods" in found.ask[0]) == ("undetermined", True)


def test_a_measure_of_which_nothing_is_told_is_named_apart() -> None:
    assessment = apply(car(), REGIME)
    names = {item.measure for item in assessment.dormant}
    assert "UNSCR-1718-OP8d" in names
    assert names.isdisjoint(f.measure for f in assessment.findings)


def test_an_act_that_did_not_take_place_touches_nothing() -> None:
    assert apply(car(negated=True), REGIME).findings == ()


@pytest.mark.parametrize("type_", ["meeting", "visit", "statement-of-law", "designation"])
def test_talk_travel_and_law_are_no_transfer(type_: str) -> None:
    assert apply(car(type=type_), REGIME).findings == ()


def test_goods_seized_on_their_way_were_being_supplied() -> None:
    caught = car(type="seizure", supplier=None, recipient=CN, destination=KP)
    assert finding(apply(caught, REGIME), "UNSCR-2397-OP7").verdict == "prohibited"


def test_the_stance_never_enters_the_verdict() -> None:
    stances = ["asserted", "attributed", "alleged", "believed", "denied", "neither"]
    verdicts = {finding(apply(car(stance=stance), REGIME), "UNSCR-2397-OP7").verdict for stance in stances}
    assert verdicts == {"prohibited"}


def test_a_finding_says_on_what_version_it_rests() -> None:
    regime = finding(apply(car(), REGIME), "UNSCR-2397-OP7").regime
    assert regime == f"un-dprk {REGIME.version} {REGIME.sha256[:12]}"


def test_the_explanation_cites_and_asks() -> None:
    text = explain(finding(apply(car(), REGIME), "UNSCR-2397-OP7"))
    assert "S/RES/2397 (2017), para. 7" in text
    assert "number not yet checked against the document" in text
    assert "ask: Was there approval by the Committee?" in text
    assert "breach" not in summarise(apply(car(), REGIME)).lower()


def test_a_contradiction_between_words_and_code_is_asked_about() -> None:
    odd = car(item=Item(text="passenger car", kinds=("passenger-car",)), hs=(HsCode("9403", declared=True),))
    found = finding(apply(odd, REGIME), "UNSCR-2397-OP7")
    assert found.verdict == "undetermined"
    assert any("description or the declared code" in question for question in found.ask)


codes = st.sampled_from(["01", "0303", "2701", "2709", "2710", "271012", "61", "6704", "72", "8703", "89", "930690"])
roles = st.sampled_from([None, RU, KP, CN, KR, Role(text="a buyer abroad")])
days = st.sampled_from(
    [None, "2005", "2006-10-13", "2013-03-07", "2016-03", "2017", "2017-12-21/2017-12-22", "2024-02-18"]
)
kinds = st.sampled_from([(), ("coal",), ("passenger-car",), ("oil-unspecified",), ("apparel",), ("arms",), ("vessel",)])


@st.composite
def events(draw: st.DrawFn) -> Event:
    day = draw(days)
    return Event(
        id="e",
        type=draw(st.sampled_from(["transfer", "labour", "seizure", "other", "visit"])),
        date=read_when(day) if day else None,
        supplier=draw(roles),
        recipient=draw(roles),
        origin=draw(roles),
        destination=draw(roles),
        item=draw(st.none() | st.builds(Item, text=st.sampled_from([None, "things"]), kinds=kinds)),
        hs=tuple(HsCode(code, declared=True) for code in draw(st.lists(codes, max_size=2))),
        circumstances=draw(
            st.builds(
                Circumstances,
                reported=st.none() | st.booleans(),
                approvals=st.sampled_from([None, ()]),
                activities=st.sampled_from([(), ("insurance",), ("joint-venture",), ("ship-to-ship",)]),
            )
        ),
    )


@settings(max_examples=200, deadline=None)
@given(events())
def test_every_finding_carries_its_reasons(event: Event) -> None:
    assessment = apply(event, REGIME)
    for found in assessment.findings:
        answers = [c.answer for c in found.conditions]
        assert "no" not in answers
        assert found.verdict != "not_covered"
        assert all(c.why for c in found.conditions)
        if found.verdict == "prohibited":
            assert set(answers) == {"yes"}
        if found.verdict == "undetermined":
            assert found.ask
        assert explain(found)


@settings(max_examples=100, deadline=None)
@given(events())
def test_the_same_event_gets_the_same_answer(event: Event) -> None:
    assert apply(event, REGIME) == apply(event, REGIME)


@settings(max_examples=150, deadline=None)
@given(events(), st.sampled_from(["2017-12-22", "2024-02-18"]))
def test_a_day_that_becomes_known_never_turns_no_into_yes(event: Event, day: str) -> None:
    """What is not covered with an unknown day is not covered on any day."""
    open_ = apply(replace(event, date=None), REGIME)
    touched = {f.measure for f in (*open_.findings, *open_.also)} | {item.measure for item in open_.dormant}
    known = apply(replace(event, date=read_when(day)), REGIME)
    assert {f.measure for f in known.findings} <= touched


SHIP = Role(text="MV Blue Crane", kind="vessel", country="KP")
LISTED = Role(text="a listed firm", country="KP", designations=(Designation("UN"),))
UNLISTED = Role(text="a firm looked up", country="RU", designations=())


@settings(max_examples=300, deadline=None)
@given(
    events(),
    st.sampled_from([None, SHIP, LISTED, UNLISTED]),
    st.sampled_from([None, "military", "civil", "farming"]),
    st.sampled_from([None, True, False]),
    st.sampled_from([(), ("luxury-goods",), ("jewellery",), ("goods-unspecified",)]),
)
def test_an_event_that_may_raise_nothing_raises_nothing(
    event: Event, recipient: Role | None, end_use: str | None, at_sea: bool | None, kinds: tuple[str, ...]
) -> None:
    told = replace(
        event,
        recipient=recipient or event.recipient,
        item=replace(event.item, kinds=(*event.item.kinds, *kinds)) if event.item else None,
        circumstances=replace(event.circumstances, end_use=end_use, ship_to_ship=at_sea),
    )
    assert may_raise(told, REGIME) or apply(told, REGIME).findings == ()


@pytest.mark.parametrize(
    ("other", "verdict"),
    [(Meaning("machinery", ("84",)), "prohibited"), (Meaning(None, ("4011",)), "undetermined")],
)
def test_a_word_of_several_meanings_is_banned_only_where_each_of_them_is(other: Meaning, verdict: str) -> None:
    meanings = (Meaning("passenger-car", ("8703",)), other)
    kinds = tuple(one.kind for one in meanings if one.kind)
    item = Item(text="a thing of two names", kinds=kinds, either=(meanings,))
    day = read_when("2021-03-04")
    event = Event(id="e", type="transfer", date=day, supplier=CN, destination=KP, item=item, rule="row")
    found = {one.measure: one.verdict for one in apply(event, REGIME).findings}
    assert found["UNSCR-2397-OP7"] == verdict
    assert found.get("UNSCR-1718-OP8aiii") != "prohibited"


def test_farm_goods_for_the_target_may_raise_nothing() -> None:
    rice = Event(id="e", type="transfer", supplier=CN, destination=KP, hs=(HsCode("100630", declared=True),))
    assert not may_raise(rice, REGIME)


def test_with_no_day_told_a_bans_forerunners_stand_in_its_question() -> None:
    coal = car(supplier=KP, recipient=CN, date=None, item=Item(text="coal", kinds=("coal",)), hs=())
    assessment = apply(coal, REGIME)
    assert [f.measure for f in assessment.findings] == ["UNSCR-2371-OP8"]
    asked = " ".join(assessment.findings[0].ask)
    assert "From 2016-11-30 to 2017-08-04 it was S/RES/2321 (2016), para. 26" in asked
    assert {"UNSCR-2270-OP29", "UNSCR-2321-OP26"} <= {f.measure for f in assessment.also}


def test_a_day_known_only_by_its_end_leaves_out_what_came_later() -> None:
    by_2015 = When(None, latest=read_when("2015-06-01").latest)
    names = [f.measure for f in apply(car(date=by_2015), REGIME).findings]
    assert "UNSCR-2397-OP7" not in names
    assert "UNSCR-1718-OP8aiii" in names


def test_another_states_list_is_no_question_where_the_goods_are_banned_anyway() -> None:
    phone = car(item=Item(text="smartphones", kinds=("phone",)), hs=(HsCode("8517", declared=True),))
    assessment = apply(phone, REGIME)
    assert [f.measure for f in assessment.findings] == ["UNSCR-2397-OP7"]
    assert "UNSCR-1718-OP8aiii" in {f.measure for f in assessment.also}


def test_another_states_list_is_a_question_where_nothing_else_bans_the_goods() -> None:
    vodka = car(item=Item(text="vodka", kinds=("spirits",)), hs=(HsCode("2208", declared=True),))
    (found,) = apply(vodka, REGIME).findings
    assert (found.measure, found.verdict, found.outcome) == ("UNSCR-1718-OP8aiii", "undetermined", "listed by a State")


def test_a_ship_of_the_target_whose_flag_is_not_told_raises_the_ban_at_sea_as_a_question() -> None:
    tanker = Role(text="a North Korean tanker", country="KP", kind="vessel")
    fuel = car(manner=("ship-to-ship",), recipient=tanker, item=Item(text="diesel", kinds=("diesel",)), hs=())
    found = finding(apply(fuel, REGIME), "UNSCR-2375-OP11")
    assert found.verdict == "undetermined"
    assert any("flag of North Korea" in question for question in found.ask)
    flown = replace(tanker, flag="KP")
    assert finding(apply(replace(fuel, recipient=flown), REGIME), "UNSCR-2375-OP11").verdict == "prohibited"


def test_a_price_bar_that_comes_from_memory_says_so() -> None:
    sledge = car(
        date=read_when("2017-01-10"),
        supplier=CN,
        item=Item(text="snowmobile", kinds=("snowmobile",)),
        hs=(HsCode("870310", declared=True),),
        value=Money(5000, "USD", per="unit"),
    )
    found = finding(apply(sledge, REGIME), "UNSCR-2270-OP39")
    assert found.verdict == "prohibited"
    assert any("figure not yet checked" in c.why for c in found.conditions if c.name == "luxury")
