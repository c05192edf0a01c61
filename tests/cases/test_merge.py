"""Tellings of one act become one; different acts stay apart; each voice and each origin counts once."""

from __future__ import annotations

from datetime import date

import pytest

from tidewaiter.cases.merge import merge, same_act
from tidewaiter.cases.speakers import fold, is_nameless
from tidewaiter.model import Document, Event, Item, MergedEvent, Money, Quantity, Reading, Role, Span, Statement, When

RUSSIA, KIM = Role("Russia", country="RU"), Role("Kim Jong Un", country="KP", kind="person")


def on(day: int) -> When:
    when = date(2024, 2, day)
    return When(when.isoformat(), "day", when, when)


def act(name: str = "e1", **known: object) -> Event:
    told: dict[str, object] = {
        "supplier": RUSSIA,
        "recipient": KIM,
        "item": Item("a car", kinds=("passenger-car",)),
        "date": on(18),
        "stance": "attributed",
    }
    return Event(name, "transfer", **(told | known))  # type: ignore[arg-type]


def says(number: int, speaker: str, stance: str = "asserts", *events: str, **known: object) -> Statement:
    span = Span("d", "words", 0, 5)
    return Statement(f"s{number}", speaker, stance, span, (span,), events=events or ("e1",), **known)  # type: ignore[arg-type]


def copy(name: str, *events: Event, said: tuple[Statement, ...] = (), story: str | None = "story") -> Reading:
    return Reading(Document(name, "words", "", "", path=f"pages/{name}.txt"), said, events, story=story)


def one(*copies: Reading) -> MergedEvent:
    (merged,) = merge(copies)
    return merged


# one act or two


def test_two_tellings_of_one_act_are_one() -> None:
    merged = one(copy("a", act()), copy("b", act("e7")))
    assert merged.members == (("a", "e1"), ("b", "e7"))


def test_a_day_that_only_one_copy_tells_does_not_part_them() -> None:
    merged = one(copy("a", act(date=None)), copy("b", act()))
    assert merged.event.date == on(18)


def test_a_word_for_the_goods_in_common_is_enough_and_a_kind_apart_is_not() -> None:
    plain, other = act(item=Item("the limousine")), act(item=Item("a black limousine"))
    assert same_act(plain, other)
    assert not same_act(act(), act(item=Item("a car", kinds=("coal",))))


@pytest.mark.parametrize(
    "other",
    [
        Event("e2", "seizure", item=Item("a car", kinds=("passenger-car",))),
        act("e2", date=on(19)),
        act("e2", negated=True),
        act("e2", item=Item("coal", kinds=("coal",))),
        act("e2", recipient=Role("Iran", country="IR")),
        act("e2", supplier=Role("China", country="CN")),
        act("e2", origin=Role("Japan", country="JP")),
        act("e2", value=Money(90_000.0, "USD")),
    ],
)
def test_another_kind_day_item_or_party_makes_two(other: Event) -> None:
    assert len(merge([copy("a", act(origin=RUSSIA, value=Money(2_000_000.0, "USD"))), copy("b", other)])) == 2


def test_other_firms_or_ships_of_one_country_make_two() -> None:
    north, south = Role("Northern Motors", country="RU"), Role("Southern Tractors", country="RU")
    assert not same_act(act(supplier=north), act(supplier=south))
    assert same_act(act(supplier=north), act(supplier=Role("the firm Northern Motors", country="RU")))
    assert same_act(act(supplier=north), act(supplier=Role("a Russian company", country="RU")))
    tide, ebb = Role("Tide", imo="9074729"), Role("Tide", imo="8814275")
    assert not same_act(act(vessel=tide), act(vessel=ebb))
    assert same_act(act(vessel=tide), act(vessel=Role("the Tide")))


def test_a_person_and_his_state_or_aides_are_no_contradiction() -> None:
    assert same_act(act(), act(recipient=Role("Kim's top aides", country="KP", kind="person")))
    assert same_act(act(), act(recipient=Role("North Korea", country="KP", kind="state")))


def test_two_acts_of_one_copy_stay_two_and_each_finds_its_own() -> None:
    first, second = act("e1", date=on(18)), act("e2", date=on(19))
    merged = merge([copy("a", first, second), copy("b", act("e5", date=on(19)), act("e6", date=on(18)))])
    assert [event.members for event in merged] == [(("a", "e1"), ("b", "e6")), (("a", "e2"), ("b", "e5"))]


def test_a_denial_is_joined_to_the_denial_of_the_other_copy() -> None:
    left = copy("a", act("e1", stance="alleged"), act("e2", stance="denied"))
    merged = merge([left, copy("b", act("e1", stance="denied"), act("e2", stance="alleged"))])
    assert [one.members for one in merged] == [(("a", "e1"), ("b", "e2")), (("a", "e2"), ("b", "e1"))]


def test_nothing_is_merged_over_two_stories() -> None:
    assert len(merge([copy("a", act(), story="x"), copy("b", act(), story="y")])) == 2


def test_what_one_copy_leaves_out_is_taken_from_the_other_and_noted() -> None:
    merged = one(copy("a", act(item=Item("a car", kinds=("passenger-car",)))),
                 copy("b", act(supplier=None, item=Item("a car", kinds=("passenger-car",), make="Aurus"))))  # fmt: skip
    assert merged.event.supplier == RUSSIA
    assert set(merged.notes) == {"the supplier is told only in a.txt", "the make is told only in b.txt"}


def test_an_act_that_only_one_copy_tells_is_noted() -> None:
    merged = merge([copy("a", act()), copy("b", act(), act("e2", item=Item("coal", kinds=("coal",))))])
    assert merged[1].notes == ("told only in b.txt",)
    assert merged[0].notes == ()


def test_a_guess_keeps_nothing_apart_and_gives_way_to_what_is_told() -> None:
    guessed = Role("the trader", name="Ion Popa", country="MD", guess=True)
    told = Role("Vasile Rusu", country="RO", kind="person")
    merged = one(copy("a", act(supplier=guessed)), copy("b", act(supplier=told)))
    assert merged.event.supplier == told


def test_other_makes_are_other_cars_and_a_general_word_is_any_of_them() -> None:
    lexus, togg = (act(item=Item(make, make=make, kinds=("passenger-car",))) for make in ("Lexus", "Togg"))
    assert not same_act(lexus, togg)
    assert same_act(act(item=Item("shells")), act(item=Item("weapons")))
    assert not same_act(act(item=Item("shells")), act(item=Item("onions")))


def test_a_plural_and_words_of_every_phrase_do_not_decide() -> None:
    assert same_act(act(item=Item("the harvester")), act(item=Item("three harvesters")))
    assert not same_act(act(item=Item("coal and lead")), act(item=Item("wine and salt")))


def test_the_copy_with_the_same_number_of_things_is_the_likest() -> None:
    def horses(name: str, count: int) -> Event:
        return act(name, item=Item(f"{count} horses"), quantity=Quantity(count, None), date=None)

    merged = merge([copy("a", horses("e1", 30), horses("e2", 24)), copy("b", horses("e7", 24), horses("e8", 30))])
    assert [event.members for event in merged] == [(("a", "e1"), ("b", "e8")), (("a", "e2"), ("b", "e7"))]


# voices


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mr. Kim's sister", "Kim’s sister"),
        ("Mr Lim", "Lim"),
        ("KREMLIN", "Kremlin"),
        ("Comrade Kim Jong Un", "Kim Jong Un"),
    ],
)
def test_a_speaker_under_two_spellings_is_one_voice(left: str, right: str) -> None:
    assert fold(left) == fold(right)
    merged = one(copy("a", act(), said=(says(1, left),)), copy("b", act(), said=(says(4, right),)))
    assert [(voice.speaker, voice.statements) for voice in merged.voices] == [(left, (("a", "s1"), ("b", "s4")))]


def test_one_speaker_with_two_stances_is_two_voices() -> None:
    merged = one(copy("a", act(), said=(says(1, "KCNA"), says(2, "KCNA", "neither"))))
    assert [voice.stance for voice in merged.voices] == ["asserts", "neither"]


def test_a_name_that_is_all_title_stays() -> None:
    assert fold("His Excellency") == "his excellency"


def test_who_denies_is_a_voice_and_no_origin() -> None:
    merged = one(copy("a", act(), said=(says(1, "KCNA"), says(2, "Moscow", "denies"), says(3, "Seoul", "neither"))))
    assert [voice.speaker for voice in merged.voices] == ["KCNA", "Moscow", "Seoul"]
    assert merged.roots == ("KCNA",)


def test_statements_on_another_event_are_no_voice_here() -> None:
    merged = one(copy("a", act(), said=(says(1, "KCNA", "asserts", "e9"),)))
    assert merged.voices == ()


# origins


def test_forty_copies_are_one_origin() -> None:
    copies = [copy(f"c{n}", act(), said=(says(1, "KCNA"),)) for n in range(40)]
    assert one(*copies).roots == ("KCNA",)


def test_words_in_a_medium_that_speaks_here_have_that_medium_as_origin() -> None:
    sister = says(1, "Kim's sister", via="KCNA")
    assert one(copy("a", act(), said=(sister, says(2, "KCNA")))).roots == ("KCNA",)
    assert one(copy("a", act(), said=(sister,))).roots == ("Kim's sister",)


def test_words_in_a_medium_that_does_not_speak_here_are_an_origin_of_their_own() -> None:
    peskov = says(1, "Dmitry Peskov", via="RIA Novosti")
    assert one(copy("a", act(), said=(says(2, "KCNA"), peskov))).roots == ("KCNA", "Dmitry Peskov")


def test_a_nameless_outlet_adds_no_origin_beside_a_named_one() -> None:
    said = (says(1, "official media"), says(2, "KCNA"), says(3, "State media"), says(4, "South Korean media"))
    assert one(copy("a", act(), said=said)).roots == ("KCNA",)


def test_nameless_outlets_alone_are_one_origin() -> None:
    said = (says(1, "official media"), says(2, "state television"))
    assert one(copy("a", act(), said=said)).roots == ("official media",)


def test_what_nobody_says_but_the_text_has_the_text_as_origin() -> None:
    assert one(copy("a", act(stance="asserted"))).roots == ("the text's own voice",)
    assert one(copy("a", act(stance="believed"))).roots == ()


@pytest.mark.parametrize("name", ["media", "State media", "the state-run news agency", "a South Korean newspaper"])
def test_an_outlet_without_a_name(name: str) -> None:
    assert is_nameless(name)


@pytest.mark.parametrize("name", ["KCNA", "Rodong Sinmun", "Sample Daily", "the Tide newspaper", "officials", ""])
def test_a_name_or_another_speaker_is_no_nameless_outlet(name: str) -> None:
    assert not is_nameless(name)
