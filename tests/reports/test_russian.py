"""Reports in Russian, read by patterns."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.battery.patterned import figures
from tests.reports.spans import spans
from tidewaiter.model import Document, Event, Reading, is_verbatim, read_when
from tidewaiter.reports.patterned import declension
from tidewaiter.reports.read import read


def _read(text: str) -> Reading:
    return read(Document("d", text, "", "", language="ru", published=read_when("2024-02-20")))


def _only(text: str) -> Event:
    events = _read(text).events
    assert len(events) == 1, events
    return events[0]


def test_the_giver_stands_in_the_nominative_and_the_taker_in_the_dative() -> None:
    event = _only("Монголия подарила Вьетнаму сорок лошадей.")
    assert event.supplier is not None and event.supplier.country == "MN"
    assert event.recipient is not None and event.recipient.country == "VN"
    assert event.manner == ("gift",)


def test_word_order_does_not_change_who_gave() -> None:
    event = _only("Вьетнаму сорок лошадей подарила Монголия.")
    assert event.supplier is not None and event.supplier.country == "MN"
    assert event.recipient is not None and event.recipient.country == "VN"


def test_the_doer_of_a_passive_stands_in_the_instrumental() -> None:
    event = _only("Катера были проданы Нигерии Испанией.")
    assert event.supplier is not None and event.supplier.country == "ES"
    assert event.recipient is not None and event.recipient.country == "NG"


def test_a_name_that_may_be_genitive_or_dative_behind_the_goods_is_not_guessed() -> None:
    assert _read("Поставки снарядов КНДР обсуждались в прессе.").events == ()


def test_a_person_is_named_in_the_nominative() -> None:
    reading = _read("По словам директора завода Игоря Лазарева, станки ушли в Иран.")
    assert [s.speaker for s in reading.statements] == ["Игорь Лазарев"]


def test_a_surname_alone_takes_up_the_full_name() -> None:
    reading = _read("Директор завода Игорь Лазарев дал пресс-конференцию. Лазарев заявил, что завод цел.")
    assert [s.speaker for s in reading.statements] == ["Игорь Лазарев"]


def test_about_this_said_takes_up_the_sentence_before() -> None:
    reading = _read("Куба получила из Мексики мазут. Об этом сообщило агентство EFE.")
    assert [(s.content.quote, s.stance) for s in reading.statements] == [("Куба получила из Мексики мазут.", "asserts")]
    assert reading.events[0].stance == "attributed"


def test_an_agency_that_passes_on_what_a_person_said_is_the_medium() -> None:
    reading = _read("Об отправке зерна рассказал губернатор Пётр Волков, передаёт «Интерфакс».")
    assert [(s.speaker, s.via) for s in reading.statements] == [("Петр Волков", "Interfax")]


def test_who_declines_to_comment_says_neither() -> None:
    reading = _read("В Кремле отказались комментировать продажу ракет Судану.")
    assert [(s.speaker, s.stance) for s in reading.statements] == [("Kremlin", "neither")]


def test_hearsay_of_nobody_makes_no_statement_but_a_doubtful_event() -> None:
    reading = _read("Судан, по-видимому, купил у Сербии миномёты.")
    assert reading.statements == ()
    assert [(e.stance, e.hedge is not None) for e in reading.events] == [("believed", True)]


def test_a_thousand_and_a_million_are_counted() -> None:
    event = _only("Индия поставила в Непал 2,5 млн тонн риса.")
    assert event.quantity is not None
    assert (event.quantity.amount, event.quantity.unit) == (2_500_000, "t")


def test_a_make_in_cyrillic_is_known() -> None:
    event = _only("В Минск были доставлены бронированные «Мерседесы» из Литвы.")
    assert event.item is not None and event.item.make == "Mercedes-Benz"


def test_a_wish_is_no_event() -> None:
    assert _read("Сербия хочет купить у Франции истребители.").events == ()


def test_what_was_not_understood_is_said() -> None:
    reading = _read("Снаряды, о поставке которых писали, видели у границы с Польшей.")
    assert reading.notes[0].startswith("read by patterns, no parse")


def test_cases_of_places_are_told_by_their_other_forms() -> None:
    assert declension.of_place("Иран") == {"nom", "acc"}
    assert declension.of_place("Ирана") == {"gen", "acc"}
    assert declension.of_place("Куба") == {"nom"}
    assert declension.of_place("КНДР") == declension.ALL


def test_who_receives_is_named_in_the_nominative() -> None:
    (event,) = _read("Гвинея подарила послу Сергею Кузнецову автобус.").events
    assert event.recipient is not None and event.recipient.name == "Сергей Кузнецов"


def test_things_joined_by_and_are_one_list() -> None:
    (event,) = _read("Мали передало Нигеру грузовики и автобусы.").events
    assert event.item is not None and event.item.text == "грузовики и автобусы"


def test_what_went_before_is_another_act() -> None:
    events = _read("Катар подарил Судану автобус. Ранее, в январе 2022 года, Катар уже подарил Судану автобус.").events
    assert [e.date is not None for e in events] == [False, True]


def test_about_before_a_number_is_no_place() -> None:
    (event,) = _read("Судно перевозило около 4 тыс. тонн угля из Ливии в Тунис.").events
    assert event.supplier is not None and event.supplier.country == "LY"
    assert event.item is not None and event.item.text == "4 тыс. тонн угля"


def test_whom_an_agency_cites_has_said_it() -> None:
    (said,) = _read("Дипломат уехал. Об этом сообщило агентство Рейтер со ссылкой на дипломата.").statements
    assert (said.speaker, said.via) == ("дипломата", "Reuters")


def test_a_tanker_that_unloads_brings_what_its_flag_supplies_as_a_guess() -> None:
    (event,) = _read("Оманский танкер выгрузил нефть в Сомали.").events
    assert event.supplier is not None and event.supplier.country == "OM" and event.supplier.guess
    assert event.recipient is not None and event.recipient.country == "SO"


def test_who_is_put_under_sanctions_by_name_is_a_designation() -> None:
    (event,) = _read("Дания ввела санкции против трех чилийских банков.").events
    assert event.type == "designation"
    assert event.supplier is not None and event.supplier.country == "DK"
    assert event.recipient is not None and event.recipient.text == "трех чилийских банков"


def test_sanctions_on_a_state_or_only_threatened_are_no_designation() -> None:
    assert not _read("Дания ввела санкции против Гаити.").events
    assert not _read("Дания готовит санкции против чилийских банков.").events


def test_all_takers_joined_by_and_are_named() -> None:
    (event,) = _read("Непал поставил автобусы в Бутан и Лаос.").events
    assert event.recipient is not None and event.recipient.country == "BT"
    assert [other.country for other in event.recipient.others] == ["LA"]


def test_each_of_two_who_deny_has_a_statement() -> None:
    said = _read("Непал и Бутан опровергли слухи о сделке.").statements
    assert sorted(s.speaker for s in said) == ["Bhutan", "Nepal"]
    assert {s.stance for s in said} == {"denies"}


def test_a_pronoun_is_whoever_was_named_last_and_a_guess() -> None:
    (event,) = _read("Президенту Чили понравились часы, которые он получил от короля Тонги.").events
    assert event.recipient is not None and event.recipient.country == "CL" and event.recipient.guess


def test_nouns_in_ost_are_no_verbs() -> None:
    (said,) = _read("Рыба уже выгружена, сообщил начальник отдела безопасности Юлий Ким.").statements
    assert said.speaker == "Юлий Ким"


@given(st.text(alphabet="Россия поставилвКНДР уголь,.«»—:сообщо что\n", max_size=160))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_and_every_span_is_verbatim(text: str) -> None:
    reading = _read(text)
    assert all(is_verbatim(span, text) for span in spans(reading))


def test_sentences_worked_on_are_read_as_well_as_before() -> None:
    found = figures("ru", "seen")
    assert found["cases"] >= 0.95
    assert found["precision"] >= 0.95


def test_sentences_set_aside_are_read_as_well_as_before() -> None:
    found = figures("ru", "aside")
    assert found["cases"] >= 0.78
    assert found["precision"] >= 0.95
