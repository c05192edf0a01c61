"""Who did what to whom: frames, factuality, merging; on sentences of our own."""

from __future__ import annotations

import pytest

from tidewaiter.model import Document, Event, read_when
from tidewaiter.reports.read import read


def events(text: str) -> tuple[Event, ...]:
    document = Document("d", text, "", "", language="en", published=read_when("2024-02-20"))
    return read(document).events


def one(text: str) -> Event:
    found = events(text)
    assert len(found) == 1, [(e.type, e.item and e.item.text, e.rule) for e in found]
    return found[0]


def parties(event: Event) -> tuple[str | None, str | None]:
    return (
        event.supplier.country if event.supplier else None,
        event.recipient.country if event.recipient else None,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Russia sent oil to North Korea.",
        "Russia sent North Korea oil.",
        "Oil was sent to North Korea by Russia.",
        "North Korea received oil from Russia.",
        "North Korea bought oil from Russia.",
        "Russia supplied North Korea with oil.",
        "Oil went from Russia to North Korea.",
        "Russia's shipment of oil to North Korea was large.",
        "Russia made a delivery of oil to North Korea.",
        "Inspectors photographed the oil that Russia sent to North Korea.",
    ],
)
def test_one_transfer_in_many_wordings(text: str) -> None:
    event = one(text)
    assert event.type == "transfer"
    assert parties(event) == ("RU", "KP")
    assert event.item is not None and "oil" in (event.item.text or "").lower()


def test_what_is_given_in_return_comes_from_the_other_side() -> None:
    paid = events("Iran shipped drones to Chad in exchange for the delivery of gold.")
    assert [parties(event) for event in paid] == [("IR", "TD"), ("TD", "IR")]


def test_visas_handed_out_en_masse_are_no_goods() -> None:
    assert events("Kenya issued visas en masse to Ugandans.") == ()


def test_a_present_is_a_gift() -> None:
    event = one("Turkey's president made Saudi Arabia's king a present of a Togg.")
    assert event.manner == ("gift",)
    assert parties(event) == ("TR", "SA")
    assert event.item is not None and event.item.make == "Togg"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Iran sent drones to Russia.", "asserted"),
        ("Iran sent drones to Russia, Iran's defence ministry said.", "attributed"),
        ("Iran is believed to be sending drones to Russia.", "believed"),
        ("Iran may have sent drones to Russia.", "believed"),
        ("Iran allegedly sent drones to Russia.", "alleged"),
        ("Ukraine accused Iran of sending drones to Russia.", "alleged"),
        ("Iran denied that it sent drones to Russia.", "denied"),
    ],
)
def test_the_stance_is_that_of_the_words(text: str, stance: str) -> None:
    assert one(text).stance == stance


@pytest.mark.parametrize(
    "text",
    [
        "Iran wants to send drones to Russia.",
        "Iran would send drones to Russia.",
        "Iran could send drones to Russia.",
        "If Iran sends drones to Russia, prices will rise.",
        "Will Iran send drones to Russia?",
        "Poland urged Iran not to send drones to Russia.",
        "The envoy sent a message to Moscow.",
        "The minister gave a speech in Moscow.",
        "The leader rode through the town in a Bentley shipped with his own train.",
        "Importers sold 40,000 cars from January to April.",
    ],
)
def test_what_is_no_transfer(text: str) -> None:
    assert [e for e in events(text) if e.type == "transfer"] == []


def test_a_hedge_is_kept_and_the_act_is_still_going_on() -> None:
    event = one("Iran is thought to be supplying drones to Russia.")
    assert event.hedge is not None and event.hedge.quote == "is thought"
    assert event.date is not None and event.date.ongoing and event.date.value is None
    assert event.date.latest is not None and event.date.latest.isoformat() == "2024-02-20"


def test_one_event_told_in_three_sentences_is_one_event() -> None:
    text = (
        "Belarus has given Syria's president a tractor, the state agency SANA said. "
        "The tractor was delivered to the president's aides by the Belarusian side on Feb. 12. "
        "The gift was received from Belarus in Damascus."
    )
    event = one(text)
    assert len(event.evidence) >= 2
    assert event.date is not None and event.date.value == "2024-02-12"
    assert event.notes and "merged" in event.notes[0]


def test_parties_that_contradict_are_not_merged() -> None:
    found = events("Iran sent drones to Russia. Turkey sent drones to Ukraine.")
    assert [parties(e) for e in found] == [("IR", "RU"), ("TR", "UA")]


def test_different_days_are_different_events() -> None:
    found = events("Russia sent 30 horses to North Korea in 2022. Russia sent 24 horses to North Korea on January 8.")
    assert len(found) == 2


def test_one_denial_does_not_undo_an_assertion() -> None:
    text = "Syria reportedly sent shells to Sudan. Syria denies the accusation of arms shipments to Sudan."
    event = one(text)
    assert event.stance == "attributed"
    assert len(event.statements) == 1


def test_goods_made_in_a_country_and_used_elsewhere_came_from_there() -> None:
    event = one("Sudan has neither confirmed nor denied its use of Iranian-made drones.")
    assert parties(event) == ("IR", "SD")
    assert event.stance == "neither"
    assert event.origin is not None and event.origin.country == "IR"


def test_a_make_told_later_belongs_to_the_car() -> None:
    text = "Qatar gave Chad's president a car, Chad's government said. Spokesman Ali Bou said it was a Lexus."
    event = one(text)
    assert event.item is not None and event.item.make == "Lexus"
    assert len(event.statements) == 2


def test_a_report_that_does_not_describe_the_goods_says_so() -> None:
    text = "Russia gave North Korea a car, KCNA said. The agency gave no details of the car."
    item = one(text).item
    assert item is not None and item.described is False
    assert item.described_evidence[0].quote == "The agency gave no details of the car."


def test_a_rule_is_a_statement_of_law() -> None:
    event = one("U.N. resolutions ban the export of coal from North Korea.")
    assert event.type == "statement-of-law"
    assert event.item is not None and event.item.text == "coal"


def test_headings_named_in_the_words_are_kept() -> None:
    text = "The resolutions prohibit supplying North Korea with vehicles of HS codes 86 through 89."
    event = next(e for e in events(text) if e.type == "statement-of-law")
    assert [code.code for code in event.hs] == ["86", "87", "88", "89"]


def test_seizure_labour_launch_and_designation() -> None:
    kinds = {
        "Customs officers in Rotterdam confiscated 90,000 bottles of vodka.": "seizure",
        "Malaysia deported 25 North Korean labourers.": "labour",
        "North Korea launched two ballistic missiles.": "launch",
        "The United States sanctioned three shipping firms.": "designation",
    }
    assert {text: one(text).type for text in kinds} == kinds


def test_the_vessel_and_the_amount_are_read() -> None:
    event = one("North Korea shipped 5,000 tons of coal to China aboard the Jin Teng.")
    assert event.vessel is not None and "Jin Teng" in (event.vessel.text or "")
    assert event.quantity is not None and (event.quantity.amount, event.quantity.unit) == (5000, "t")


def test_every_span_is_verbatim() -> None:
    text = "On May 3 Russia’s side handed the “gift” – a car – to Pak Jong Chon in Pyongyang, KCNA said."
    for event in events(text):
        roles = [event.supplier, event.recipient, event.origin, event.destination]
        spans = [*event.evidence, *(s for r in roles if r is not None for s in r.evidence)]
        for span in spans:
            assert span.start is not None and text[span.start : span.end] == span.quote


def test_what_stands_between_commas_parts_neither_item_nor_recipient_from_the_verb() -> None:
    text = "Cuban officers handed the pistols, packed in straw, to aides of the Angolan president on 3 May 2019."
    event = one(text)
    assert parties(event) == ("CU", "AO")
    assert event.date is not None and event.date.value == "2019-05-03"


def test_who_tells_of_it_is_not_who_supplies() -> None:
    event = one("Oslo and Paris say that Tehran has sent Minsk rockets.")
    assert parties(event) == ("IR", "BY")


def test_one_who_denies_what_another_alleges_tells_of_the_same_event() -> None:
    text = "Paris accuses Eritrea of supplying Sudan with mortars. Asmara denies that it has sent any weapons."
    event = one(text)
    assert parties(event) == ("ER", "SD")
    assert len(event.statements) == 2 or event.stance == "alleged"


def test_what_a_ship_took_abroad_came_from_its_own_country_as_a_guess() -> None:
    found = events("Spain has seized a Libyan freighter that was used to carry crude oil abroad.")
    transfer = next(event for event in found if event.type == "transfer")
    assert transfer.supplier is not None and transfer.supplier.country == "LY" and transfer.supplier.guess


def test_taking_on_a_cargo_in_a_port_tells_where_it_comes_from() -> None:
    event = one("The Ocean Pearl belongs to a Greek firm. In March 2018 the ship took on 900 tonnes of coal in Nampo.")
    assert event.supplier is not None and event.supplier.country == "KP"
    assert event.date is not None and event.date.value == "2018-03"


def test_the_date_of_a_sentence_that_only_says_when_belongs_to_the_act_beside_it() -> None:
    event = one("The handover took place on Friday. Turkey gave Somalia three helicopters.")
    assert event.date is not None and event.date.value == "2024-02-16"


def test_a_dateline_and_the_first_time_since_are_no_days_of_the_act() -> None:
    event = one("For the first time since 2019, China has sent Laos fertilizer by train.")
    assert parties(event) == ("CN", "LA")
    assert event.date is None or event.date.value != "2019/2024-02-20"


def test_what_it_is_worth_stands_after_the_goods() -> None:
    event = one("Luxury goods worth $3 million were shipped from Malta to Syria.")
    assert parties(event) == ("MT", "SY")
    assert event.value is not None and event.value.amount == 3_000_000


@pytest.mark.parametrize(
    "text",
    [
        "Selling tanks to Sudan would breach the embargo.",
        "Madrid fears that Tehran will give Hezbollah rockets.",
        "The court ordered that the rifles be returned to Mali.",
        "The bill would let Chile buy missiles from Norway.",
    ],
)
def test_what_is_imagined_feared_or_ordered_is_no_event(text: str) -> None:
    assert [event for event in events(text) if event.type == "transfer"] == []


def test_what_is_told_before_the_verb_is_not_denied_by_a_never_after_it() -> None:
    text = "Chile has seized a trawler, the navy said on Monday, adding that it had never before taken a ship so large."
    event = next(event for event in events(text) if event.type == "seizure")
    assert event.stance == "attributed"


def test_who_is_seen_doing_it_does_it_and_what_ships_give_each_other_goes_from_ship_to_ship() -> None:
    event = one("A Norwegian patrol plane spotted a Panama-flagged freighter transferring diesel to a Syrian tanker.")
    assert parties(event) == ("PA", "SY")
    assert event.manner == ("ship-to-ship",)
    assert event.supplier is not None and event.supplier.flag == "PA"
    assert event.recipient is not None and (event.recipient.kind, event.recipient.flag) == ("vessel", None)


@pytest.mark.parametrize(
    ("text", "giver", "taker"),
    [
        ("Austria was the source of most of the engines in the Turkish trucks.", "AT", "TR"),
        ("Oman took delivery of two helicopters from Italy.", "IT", "OM"),
        ("Gabon hired a Chinese firm to build a monument.", "CN", "GA"),
        ("Lima thanked Madrid for the ambulances.", "ES", "PE"),
        ("Dutch firms have jackets sewn in Laos.", "LA", "NL"),
        ("Croatian rifles turned up in Mali.", "HR", "ML"),
        ("A tanker with diesel from Kuwait docked at Karachi.", "KW", "PK"),
        ("Chinese traders smuggle Laotian timber.", "LA", "CN"),
    ],
)
def test_a_transfer_is_read_where_no_word_says_that_something_was_handed_over(
    text: str, giver: str, taker: str
) -> None:
    event = one(text)
    assert event.type == "transfer"
    assert parties(event) == (giver, taker)


def test_a_weapon_found_abroad_came_from_where_it_was_made_and_that_is_only_believed() -> None:
    event = one("Fragments of an Iranian rocket were found in Jordan.")
    assert event.supplier is not None and event.supplier.country == "IR" and event.supplier.guess
    assert event.recipient is None
    assert event.stance == "believed" and event.hedge is not None


def test_what_stands_after_a_colon_names_the_goods() -> None:
    event = one("Brazil has sent Angola three things: tractors, buses and flour.")
    assert event.item is not None and event.item.text == "tractors, buses and flour"


def test_workers_who_stay_in_a_country_or_are_let_in_have_it_as_their_host() -> None:
    for text in ("Some 300 North Korean workers remain in Laos.", "Laos allowed 300 North Korean workers in."):
        event = one(text)
        assert event.type == "labour"
        assert event.supplier is not None and event.supplier.country == "KP"


def test_what_is_said_on_a_charge_is_alleged() -> None:
    assert one("The man is held on charges that he sold rifles to Chad.").stance == "alleged"


def test_the_charged_and_not_the_court_supply() -> None:
    event = one("A court in Oslo indicted two Serbs for shipping engines to Belarus.")
    assert parties(event) == ("RS", "BY")


def test_what_is_announced_of_oneself_is_a_plan() -> None:
    event = one("Lisbon said in May it would give Kyiv six boats.")
    assert "plan" in event.manner
    assert parties(event) == ("PT", "UA")


@pytest.mark.parametrize(
    "text",
    [
        "Satellites have captured tankers off Wonsan.",
        "Selling rice to Chad is not forbidden.",
        "Rome hopes to sell frigates to Peru.",
        "The aim of the fund is to deliver rice to Chad.",
        "A court in Busan granted the man leave.",
        "The ship did not seize anything.",
    ],
)
def test_pictures_rules_hopes_aims_and_papers_are_no_transfers(text: str) -> None:
    assert [event for event in events(text) if event.type in ("transfer", "seizure")] == []


def test_what_one_gets_for_his_own_use_is_not_bought_for_another() -> None:
    event = one("Chad's president Ali Bou received a car from Omar Said, president of Oman, for his personal use.")
    assert event.recipient is not None and event.recipient.country == "TD"
    assert event.intermediary is None


@pytest.mark.parametrize(
    "text",
    [
        "The crew unloaded lorries that are banned under UN sanctions.",
        "The dealer shipped radios, which is prohibited under a resolution.",
        "The firm sold pumps in violation of the arms embargo.",
    ],
)
def test_a_rule_named_in_passing_is_no_statement_of_law(text: str) -> None:
    assert "statement-of-law" not in [event.type for event in events(text)]


def test_a_rule_in_a_clause_on_a_resolution_is_a_statement_of_law() -> None:
    found = events("The Council passed a resolution that bans all exports of coal from North Korea.")
    assert [event.type for event in found] == ["statement-of-law"]


def test_goods_may_stand_behind_who_gets_them() -> None:
    event = one("Belarus delivered to Myanmar two radar stations.")
    assert parties(event) == ("BY", "MM")
    assert event.item is not None and event.item.text == "two radar stations"


def test_what_a_container_holds_is_seized() -> None:
    event = one("Customs officers in Mombasa seized a parcel containing nine pistols.")
    assert event.type == "seizure"
    assert event.item is not None and event.item.text == "nine pistols"


def test_who_gave_between_two_ships_is_a_guess() -> None:
    event = one("Sailors watched an oil transfer between a Togo-flagged tanker and a Syrian vessel.")
    assert parties(event) == ("TG", "SY")
    assert event.supplier is not None and event.supplier.guess


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Cuban officers are training Angolan police.", ("CU", "AO")),
        ("North Korea provided training to the Ugandan army.", ("KP", "UG")),
        ("The report tells of the repair of Chadian tanks by North Korea.", ("KP", "TD")),
    ],
)
def test_training_of_forces_and_repair_of_arms_are_services(text: str, sides: tuple[str, str]) -> None:
    event = one(text)
    assert event.type == "other"
    assert event.rule.startswith("service:")
    assert parties(event) == sides


def test_training_of_swimmers_is_no_service_of_these_rules() -> None:
    assert events("Japanese coaches trained Thai swimmers.") == ()


@pytest.mark.parametrize(
    ("text", "approval"),
    [
        ("Oslo sent tents to North Korea with the approval of the 1718 Committee.", ("committee", "approval", True)),
        ("Laos shipped a crane to North Korea without the Committee's approval.", ("committee", "approval", False)),
        ("Laos sold North Korea a crane without notifying the Committee.", ("state", "notification", False)),
    ],
)
def test_leave_for_an_act_is_told_or_told_to_be_missing(text: str, approval: tuple[str, str, bool]) -> None:
    (told,) = next(e for e in events(text) if e.type == "transfer").circumstances.approvals or ()
    assert (told.by, told.kind, told.given) == approval


def test_leave_that_was_only_asked_for_is_not_told() -> None:
    found = events("Laos asked the Committee for an exemption and sold North Korea a crane.")
    assert [event.circumstances.approvals for event in found if event.type == "transfer"] == [None]


def test_workers_with_papers_or_without_a_verb_of_sending_are_labour() -> None:
    for text in (
        "There are about 900 North Korean workers in Gabon.",
        "Gabon granted 300 work visas to North Korean citizens.",
        "Some 300 North Koreans work in Gabon.",
    ):
        event = one(text)
        assert event.type == "labour"
        assert parties(event) == ("KP", "GA")
