"""One event told in several sentences is one, and two events stay two; on reports of our own."""

from __future__ import annotations

import pytest

from tidewaiter.model import Document, Event, Role, read_when
from tidewaiter.reports.grammar.language import Unit
from tidewaiter.reports.read import read
from tidewaiter.reports.telling.acts import Act, Goods
from tidewaiter.reports.telling.events import stance_of
from tidewaiter.reports.telling.tellings import Telling


def events(text: str) -> tuple[Event, ...]:
    document = Document("d", text, "", "", language="en", published=read_when("2024-02-20"))
    return tuple(event for event in read(document).events if event.type in ("transfer", "seizure", "labour"))


def one(text: str) -> Event:
    found = events(text)
    assert len(found) == 1, [(e.item and e.item.text, e.rule) for e in found]
    return found[0]


def name(role: Role | None) -> str:
    return f"{role.name} {role.text}" if role is not None else ""


# must merge


@pytest.mark.parametrize(
    "text",
    [
        "Togo sold Benin two helicopters. The aircraft were delivered to Benin in May.",
        "Chile sent Peru a limousine. Peru received the car from Chile on Monday.",
        "Iran shipped rockets to Syria. The weapons were shipped from Iran in 2021.",
        "Georgia supplied Cyprus with coal. Cyprus imported the anthracite from Georgia in June.",
        "Oman gave Nepal a Lexus. Nepal received the car from Oman in June.",
        "Kenya sent 30 rifles to Chad. The guns were delivered to Chad on Friday.",
        "Chad sent Mali more than a thousand shells. Chad sent Mali more than a thousand shells, an aide said.",
        "Latvia sold Malta a yacht. The boat was handed over to Malta in June.",
    ],
)
def test_another_word_for_the_goods_is_the_same_event(text: str) -> None:
    assert len(one(text).evidence) == 2


def test_a_day_told_with_the_goods_alone_is_that_of_the_event() -> None:
    event = one("Nepal has given Bhutan's king a piano, a newspaper reported. The piano was flown to Bhutan on Feb. 9.")
    assert event.date is not None and event.date.value == "2024-02-09"


def test_a_sentence_that_adds_neither_day_nor_party_is_no_evidence() -> None:
    event = one("Nepal gave Bhutan a car. The car was moved by night. Bhutan thanked Nepal.")
    assert [span.quote for span in event.evidence] == ["Nepal gave Bhutan a car."]


def test_a_body_is_one_party_under_its_long_name_and_its_acronym() -> None:
    event = one(
        "The World Food Programme (WFP) has sent rice to Haiti. WFP sent the rice to Haiti in January, it said."
    )
    assert len(event.evidence) == 2


def test_a_leg_of_the_way_is_no_second_event() -> None:
    text = "Two limousines came to Syria from Italy in May. The limousines went from Italy to Malta, and from there on."
    event = one(text)
    assert event.recipient is not None and event.recipient.country == "SY"
    assert [role.country for role in event.via] == ["MT"]


# must not merge


@pytest.mark.parametrize(
    "text",
    [
        "Kenya sent rifles to Chad. Kenya sent drones to Chad.",
        "Kenya sent 12 tanks to Chad. Kenya sent 30 tanks to Chad.",
        "Kenya sent tanks to Chad in 2020. Kenya sent tanks to Chad in 2023.",
        "Kenya sent tanks to Chad. Kenya sent another ten tanks to Chad.",
        "Kenya sent tanks to Chad. Chad sent tanks to Kenya.",
        "Kenya sent Chad a car. Kenya sent Chad two cars.",
        "Kenya sold Chad a Lexus. Kenya sold Chad a Togg.",
        "Kenya sent Chad mushrooms. Kenya sent Chad squid.",
        "Kenya sent Chad 25,000 tonnes of wheat. Kenya sent Chad 8,000 tonnes of wheat.",
        "Customs men in Ghana seized a shipment of rifles. Kenya seized 95 items.",
        "Kenya sold ammunition to Chad. Ghana sold ammunition to Chad.",
        "The tanker Alpha Sun carried oil from Kenya to Syria. The tanker Beta Moon carried oil from Kenya to Syria.",
    ],
)
def test_other_goods_numbers_years_makes_ways_or_ships_are_two_events(text: str) -> None:
    assert len(events(text)) == 2


def test_another_speaker_may_tell_another_amount() -> None:
    text = "Mali says Kenya sent Chad 6,000 crates of shells. Niger says that Kenya sent Chad 9,000 crates of shells."
    assert len(one(text).evidence) == 2


def test_numbers_that_are_nearly_the_same_are_one() -> None:
    assert len(one("Kenya sold Chad more than 800 rifles. Kenya sold Chad 844 rifles in May.").evidence) == 2


def test_a_pronoun_of_one_thing_does_not_take_up_many() -> None:
    found = events("Chad fired a missile. Was it Kenya that sold it? Kenya sold weapons to Chad, Niger says.")
    assert all(e.item is None or e.item.text != "weapons" or len(e.evidence) == 1 for e in found)


# two acts of one pair and one kind of goods


@pytest.mark.parametrize(
    "text",
    [
        "Kenya sent tanks to Chad. Kenya had previously sent tanks to Chad.",
        "Kenya sent ten tanks to Chad. Earlier deliveries of tanks by Kenya to Chad were smaller.",
        "Kenya continues to sell coal to Chad. Kenya sold coal to Chad on Feb. 3.",
        "A Kenyan ship gave fuel to a Syrian ship, Malta said. Last month, Malta saw a Kenyan ship give fuel to a Syrian ship.",  # noqa: E501
        "Kenya regularly sells coal to Chad. Kenya sold coal to Chad on Feb. 3.",
        "Kenya sold coal worth $9 million to Chad. Kenya sold coal worth $200,000 to Chad.",
        "Kenya sent rifles to Chad. Kenya sent rifles to fighters in Mali.",
        "Kenya never sent weapons to any side, it said. Mali's president said that Kenya sent 600 rifles to Chad.",
    ],
)
def test_a_habit_a_deed_before_another_sum_or_a_general_denial_is_another_event(text: str) -> None:
    assert len(events(text)) == 2


def test_a_denial_of_the_very_thing_that_is_told_is_one_event_with_it() -> None:
    text = "Kenya did not send rifles to Chad, its ministry said. Mali says that Kenya sent the rifles to Chad in May."
    assert len(one(text).statements) == 2


def test_who_denies_that_it_ever_does_such_a_thing_denies_what_was_told() -> None:
    text = "Kenya sold fuel to Chad on Feb. 3, Mali says. Kenya denies that it ever sells fuel to Chad."
    assert len(one(text).statements) == 2


def test_the_answer_to_a_claim_is_linked_to_it_though_it_is_a_general_denial() -> None:
    text = "Kenya never sent weapons to any side, it said. Mali's president said that Kenya sent 600 rifles to Chad."
    claimed = next(event for event in events(text) if event.stance == "alleged")
    assert len(claimed.statements) == 2


def test_a_sum_told_a_little_otherwise_is_the_same_sum() -> None:
    text = "Kenya sold Chad granite worth $2 million. Kenya sold Chad granite worth about $2.1 million in June."
    assert len(one(text).evidence) == 2


def test_a_wish_is_no_telling_of_what_was_shipped() -> None:
    text = "Kenya sent Chad containers of flour. Kenya wants gold from Chad in return. The containers left on Feb. 3."
    event = next(event for event in events(text) if "flour" in (event.item.text or "" if event.item else ""))
    assert event.date is not None and event.date.value == "2024-02-03"


# what lends no stance and no party


def test_a_line_of_keywords_tells_of_nothing() -> None:
    text = (
        "drones, Mali, Kenya, war, weapons, air force, sale of drones to Mali\n\n"
        "Kenya has not sold drones to Mali, its embassy said on Monday. Mali's army said nothing."
    )
    assert one(text).stance == "denied"


def test_words_under_a_picture_lend_no_stance() -> None:
    text = (
        "A crane lifts rice that Kenya gave to Mali onto a lorry at Bamako. Photo: Agency\n\n"
        "Kenya has given Mali 5,000 tonnes of rice, Mali's state radio reported."
    )
    assert one(text).stance == "attributed"


def test_whoever_buys_is_nobody() -> None:
    text = "Kenya bought oil from Chad in 2023. Any firm that buys oil from Chad will be fined, a minister said."
    assert [span.quote for span in one(text).evidence] == ["Kenya bought oil from Chad in 2023."]


def test_what_is_difficult_did_not_take_place() -> None:
    assert not events("The war has made it difficult for Chad to import tanks.")


def test_what_the_report_tells_twice_and_another_once_is_told_by_the_report() -> None:
    twice = "Kenya sold tanks to Chad. Kenya sold the tanks to Chad in May."
    assert one(f"{twice} The tanks were sold to Chad by ship, a trader said.").stance == "asserted"
    assert one("Kenya sold tanks to Chad. Kenya sold the tanks to Chad in May, a trader said.").stance == "attributed"


# what is seized


def test_what_is_seized_was_taken_from_what_it_was_hidden_in() -> None:
    event = one("Customs men in Ghana seized 40 pistols. The pistols were hidden in a container.")
    assert event.supplier is not None and event.supplier.guess and event.supplier.text == "container"


def test_what_was_seized_was_seized_by_who_seized_all_else() -> None:
    found = events("Customs men in Ghana seized 40 pistols on Monday. A lot of 20 knives was seized on Friday.")
    assert [event.recipient and event.recipient.country for event in found] == ["GH", "GH"]


def test_a_ship_seized_because_it_is_suspected_of_a_transfer_is_who_made_it() -> None:
    found = events("In May Malta seized a Panamanian-flagged tanker suspected of transferring oil to a Syrian ship.")
    transfer = next(event for event in found if event.type == "transfer")
    assert transfer.supplier is not None and transfer.supplier.country == "PA"


def test_of_two_ships_the_one_with_a_flag_gets_the_fuel() -> None:
    event = one("A patrol plane saw an Eritrean tanker and another ship transferring fuel at sea.")
    assert event.recipient is not None and event.recipient.country == "ER" and event.recipient.guess
    assert "ship-to-ship" in event.manner


# parties named elsewhere


def test_a_trader_is_known_by_the_name_that_the_next_sentence_begins_with() -> None:
    text = "A trader from Singapore shipped wine to Syria. Leonard Teo, 51, ran a store near the harbour."
    supplier = one(text).supplier
    assert supplier is not None and supplier.guess
    assert supplier.name == "Leonard Teo" and supplier.text == "trader from Singapore" and supplier.country == "SG"
    assert [span.quote for span in supplier.evidence] == ["A trader from Singapore", "Leonard Teo"]


def test_a_spokesman_named_in_the_next_sentence_is_not_the_trader() -> None:
    text = "A trader from Singapore shipped wine to Syria. Prosecutor Amy Lim said so on Monday."
    assert "Lim" not in name(one(text).supplier)


def test_a_firm_is_known_by_its_name_in_the_next_sentence() -> None:
    event = one("A Danish company delivered turbines to Libya. Nordvind Holdings delivered the turbines in May.")
    assert "Nordvind" in name(event.supplier)


def test_he_is_the_man_who_is_named_later() -> None:
    text = "A man owned up in court: he had supplied Syria with perfume. Karl Berg runs three shops."
    supplier = one(text).supplier
    assert supplier is not None and supplier.guess and supplier.name == "Karl Berg"


def test_a_guess_is_not_built_on_a_guess() -> None:
    text = "A former officer acted for a Cuban dealer, and he sold rifles to Syria. Paul Engel lives in Graz."
    assert "Engel" not in name(one(text).supplier)


def test_the_king_is_the_one_told_of_before() -> None:
    text = "The king of Jordan came on Monday. Chad gave the king a rifle."
    recipient = one(text).recipient
    assert recipient is not None and recipient.country == "JO" and recipient.guess


def test_what_is_seized_was_taken_from_the_ship_that_was_stopped() -> None:
    text = "Panama stopped the freighter Wu Hai in July. Inspectors confiscated rifles. The ship had come from Havana."
    event = one(text)
    assert "Wu Hai" in name(event.supplier) and event.supplier is not None and event.supplier.guess
    assert event.recipient is not None and event.recipient.country == "PA"


@pytest.mark.parametrize(
    "text",
    [
        "The M/T Baltic Dawn lay off Malta in May. Malta seized the tanker in June.",
        "The freighter Baltic Dawn lay off Malta in May. Malta seized the ship in June.",
        "A tanker, the Baltic Dawn, lay off Malta in May. Malta seized the vessel in June.",
        "The Baltic Dawn left Tripoli in May. Malta seized the ship in June.",
        "Malta has seized a tanker. The M/V Baltic Dawn had come from Tripoli.",
    ],
)
def test_the_ship_has_the_name_told_before_or_after(text: str) -> None:
    supplier = one(text).supplier
    assert supplier is not None and supplier.name == "Baltic Dawn"


def test_a_body_or_a_place_with_an_article_is_no_ship() -> None:
    text = "The Security Council met in May. The Hague was quiet. Malta seized the ship in June."
    supplier = one(text).supplier
    assert supplier is None or supplier.name is None


def test_a_second_consignment_goes_where_the_first_went_and_that_is_a_guess() -> None:
    first, second = events("Chad imported 24 horses from Oman last week. Oman sent 30 horses in 2022.")
    assert first.recipient is not None and not first.recipient.guess
    assert second.recipient is not None and second.recipient.country == "TD" and second.recipient.guess


def test_nobody_is_guessed_where_two_countries_got_such_goods() -> None:
    text = "Chad imported 24 horses from Oman. Mali imported 12 horses from Oman. Oman sent 30 horses in 2022."
    assert events(text)[-1].recipient is None


# stances


def act(stance: str) -> Act:
    goods = Goods(0, 1, "car", "car")
    return Act("transfer", 0, Unit(0, 1, 0), "verb:give", goods=goods, stance=stance)  # type: ignore[arg-type]


def test_an_assertion_stands_against_a_denial_by_another() -> None:
    assert stance_of([act("attributed"), act("denied")], ["Seoul", "Moscow"]) == "attributed"
    assert stance_of([act("denied"), act("attributed")], ["Moscow", "Seoul"]) == "attributed"


def test_who_says_both_has_denied_it() -> None:
    assert stance_of([act("attributed"), act("denied")], ["the IOC", "the IOC"]) == "denied"


def test_what_had_been_reported_before_the_denial_is_overtaken_by_it() -> None:
    assert stance_of([act("denied"), act("attributed")], ["the IOC", "a radio"], [False, True]) == "denied"
    assert stance_of([act("attributed"), act("denied")], ["a radio", "the IOC"], [True, False]) == "attributed"


def test_a_further_act_is_held_against_a_bounded_number_of_tellings_however_often_it_is_told() -> None:
    often = Telling([act("asserted") for _ in range(50)])
    assert len(often.compared) < 10
    assert often.compared[0] is often.first
    assert often.compared[-1] is often.acts[-1]


def test_one_sentence_told_a_hundred_times_is_one_event_with_one_piece_of_evidence_each() -> None:
    told = one("Chad sold 7 tonnes of coal to Kenya, a minister said.\n\n" * 100)
    assert len(told.evidence) == 100


@pytest.mark.parametrize(
    "text",
    [
        "Malta has seized a freighter bound for Libya. Inspectors boarded it at dawn. They confiscated the weapons.",
        "Ghana seized a Togolese-flagged ship on Monday. Customs confiscated 40 rifles from the vessel.",
    ],
)
def test_a_ship_and_its_cargo_are_one_seizure_and_the_cargo_is_what_was_seized(text: str) -> None:
    seized = [event for event in events(text) if event.type == "seizure"]
    assert len(seized) == 1
    assert seized[0].item is not None
    assert seized[0].item.text in ("weapons", "40 rifles")
    assert seized[0].supplier is not None


def test_who_denies_an_act_and_tells_of_one_of_his_own_tells_of_two() -> None:
    text = (
        "Beijing has denied that it secretly sold oil to Chad. "
        "China's foreign ministry said China exported 7,000 tons of oil to Chad in the first half of 2023."
    )
    assert {event.stance for event in events(text)} == {"denied", "attributed"}


def test_one_of_several_gifts_is_an_act_of_its_own() -> None:
    told = events("Kim came home with gifts from Putin. Putin presented Kim with a rifle.")
    assert [event.item.text for event in told if event.item is not None] == ["rifle"]


def test_amounts_told_by_a_verb_make_two_acts_as_those_before_the_goods_do() -> None:
    text = (
        "Kenya's exports of coal to Chad totalled 900 tonnes in May. "
        "Its shipments of coal to Chad rose to 2,000 tonnes in June."
    )
    assert len(events(text)) == 2


def test_a_medium_that_it_was_read_as_is_no_party() -> None:
    told = events("Reuters said that it had seen the papers. It shipped arms to Chad.")
    assert all(event.supplier is None or event.supplier.name != "Reuters" for event in told)
