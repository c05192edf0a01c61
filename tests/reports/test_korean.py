"""Reports in Korean, read by patterns; and what is said of languages that have no grammar."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.battery.patterned import figures
from tests.reports.spans import spans
from tidewaiter.model import Document, Event, Reading, is_verbatim, read_when
from tidewaiter.reports.patterned.korean import split
from tidewaiter.reports.read import read
from tidewaiter.reports.text.script import tell_language


def _read(text: str, language: str = "ko") -> Reading:
    return read(Document("d", text, "", "", language=language, published=read_when("2024-02-20")))


def _only(text: str) -> Event:
    events = _read(text).events
    assert len(events) == 1, events
    return events[0]


def test_particles_tell_who_gave_what_to_whom() -> None:
    event = _only("몽골이 베트남에 말 40필을 선물했다.")
    assert event.supplier is not None and event.supplier.country == "MN"
    assert event.recipient is not None and event.recipient.country == "VN"
    assert event.manner == ("gift",)


def test_who_receives_something_gets_it_from_the_one_with_the_particle_of_origin() -> None:
    event = _only("네팔은 부탄으로부터 트럭을 넘겨받았다.")
    assert event.supplier is not None and event.supplier.country == "BT"
    assert event.recipient is not None and event.recipient.country == "NP"


@pytest.mark.parametrize(
    ("word", "stem", "function"),
    [
        ("통신은", "통신", "topic"),
        ("국가", "국가", ""),
        ("정부가", "정부", "subject"),
        ("베트남으로부터", "베트남", "from"),
    ],
)
def test_a_particle_fits_the_syllable_before_it(word: str, stem: str, function: str) -> None:
    assert split(word) == (stem, function)


def test_a_person_before_a_title_is_named() -> None:
    reading = _read("정다운 외교부 대변인은 선박이 떠났다고 밝혔다.")
    assert [s.speaker for s in reading.statements] == ["정다운"]


def test_surname_and_title_take_up_the_full_name() -> None:
    reading = _read("정다운 대변인은 선박이 떠났다고 밝혔다. 정 대변인은 조사가 끝났다고 덧붙였다.")
    assert [s.speaker for s in reading.statements] == ["정다운", "정다운"]


def test_the_speaker_may_stand_behind_what_is_said() -> None:
    reading = _read("쿠바가 멕시코에서 중유를 들여왔다고 로이터 통신이 전했다.")
    assert [s.speaker for s in reading.statements] == ["Reuters"]
    assert reading.events[0].stance == "attributed"


def test_according_to_names_its_source_through_a_gloss_in_brackets() -> None:
    reading = _read("자유아시아방송(RFA)에 따르면 석탄은 청진을 떠났다.")
    assert [s.speaker for s in reading.statements] == ["Radio Free Asia"]


def test_who_did_not_tell_says_neither() -> None:
    reading = _read("세관은 배의 이름을 밝히지 않았다.")
    assert [s.stance for s in reading.statements] == ["neither"]


def test_a_denial_is_a_denial() -> None:
    reading = _read("세르비아 외교부는 수단에 박격포를 팔았다는 보도를 부인했다.")
    assert [s.stance for s in reading.statements] == ["denies"]
    assert [e.stance for e in reading.events] == ["denied"]


def test_what_is_said_to_be_known_has_no_speaker_and_a_hedge() -> None:
    reading = _read("세르비아가 쿠바에 박격포를 수출한 것으로 알려졌다.")
    assert reading.statements == ()
    assert [(e.stance, e.hedge is not None) for e in reading.events] == [("believed", True)]


def test_tens_of_thousands_are_counted() -> None:
    event = _only("인도는 네팔에 쌀 1만 4천 톤을 보냈다.")
    assert event.quantity is not None
    assert (event.quantity.amount, event.quantity.unit) == (14_000, "t")


def test_a_request_is_no_event() -> None:
    assert _read("유럽연합은 세르비아에 무기 수출을 중단하라고 촉구했다.").events == ()


def test_a_rule_is_a_statement_of_law_and_no_transfer() -> None:
    assert [e.type for e in _read("안보리 결의는 북한에 대한 원유 수출을 제한한다.").events] == ["statement-of-law"]


def test_of_a_language_without_grammar_only_what_its_words_name_is_told() -> None:
    reading = _read("Selon l'AFP, la Serbie a livré des obus à Cuba.", "fr")
    assert (reading.statements, reading.events) == ((), ())
    assert "States named: CU, RS" in reading.notes
    assert any(note.startswith("goods named: arms") for note in reading.notes)


def test_a_given_name_that_sounds_like_a_title_is_a_name() -> None:
    reading = _read("임수석 외교부 대변인은 배가 떠났다고 밝혔다. 임 대변인은 조사가 끝났다고 덧붙였다.")
    assert [s.speaker for s in reading.statements] == ["임수석", "임수석"]


def test_another_amount_is_another_act() -> None:
    events = _read("라오스는 중국에 구리 300t을 수출했다. 라오스는 중국에 구리 8만t을 수출했다.").events
    assert [e.quantity.amount for e in events if e.quantity is not None] == [300, 80_000]


def test_the_ship_that_was_seized_carried_the_goods_and_not_who_seized_it() -> None:
    events = _read("네덜란드는 리비아산 원유를 싣고 몰타로 향하던 선박을 억류했다고 밝혔다.").events
    carried = next(e for e in events if e.type == "transfer")
    assert carried.vessel is not None and carried.vessel.text == "선박"
    assert carried.recipient is not None and carried.recipient.country == "MT"


def test_the_day_behind_the_topic_is_that_of_the_saying() -> None:
    event = _only("통일부는 14일 가나가 토고에 트럭을 보냈다고 밝혔다.")
    assert event.date is None


def test_who_seizes_on_a_charge_has_not_done_what_is_charged() -> None:
    events = _read("페루 검찰은 쿠바 선박에 연료를 넘긴 혐의로 유조선을 압류했다고 밝혔다.").events
    given = next(e for e in events if e.type == "transfer")
    assert given.supplier is None
    assert given.recipient is not None and given.recipient.country == "CU"


def test_whom_a_medium_cites_has_said_it() -> None:
    (said,) = _read("교도통신은 외교관을 인용해 케냐가 이 배를 억류했다고 보도했다.").statements
    assert (said.speaker, said.via) == ("외교관", "Kyodo")


@given(st.text(alphabet="러시아가 북한에석탄을보냈다고 밝혔통신은\"'(),.‘’\n", max_size=160))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_and_every_span_is_verbatim(text: str) -> None:
    reading = _read(text)
    assert all(is_verbatim(span, text) for span in spans(reading))


def test_who_is_put_under_sanctions_by_name_is_a_designation() -> None:
    event = _only("덴마크는 칠레 은행 세 곳을 제재 명단에 올렸다.")
    assert event.type == "designation"
    assert event.supplier is not None and event.supplier.country == "DK"
    assert event.recipient is not None and event.recipient.country == "CL"


def test_a_state_that_is_also_a_common_word_is_told_by_what_stands_around_it() -> None:
    event = _only("쿠바는 모든 수단을 동원해 말리에 설탕을 보냈다.")
    assert event.recipient is not None and event.recipient.country == "ML"
    assert not event.recipient.others


def test_a_verb_that_describes_is_no_topic() -> None:
    event = _only("쿠바는 옷을 말리는 기계를 토고에 수출했다.")
    assert event.item is not None and event.item.text == "기계"


def test_each_of_two_who_deny_has_a_statement() -> None:
    said = _read("네팔과 부탄은 곡물 거래를 부인했다.").statements
    assert [s.stance for s in said] == ["denies", "denies"]


def test_what_has_to_be_reported_is_not_said() -> None:
    assert not _read("회원국은 수출량을 해마다 보고해야 한다.").statements


def test_an_act_told_in_a_quotation_has_no_day_from_outside() -> None:
    event = _only('통일부는 19일 "토고가 가나에 소금 40톤을 보냈으며 가나는 값을 치렀다"고 밝혔다.')
    assert event.date is None


def test_of_a_ukrainian_report_the_notes_name_media_acts_and_goods() -> None:
    text = "Литва затримала судно, що везло вугілля до Малі, повідомило агентство Reuters. У порту це підтвердили."
    assert tell_language(text) == "uk"
    reading = _read(text, "uk")
    assert not reading.events
    assert {"media named: Reuters", "words of acts named: затримала", "goods named: vessels, coal"} <= set(
        reading.notes
    )


@pytest.mark.parametrize("text", ["Старшыня прыехаў у сталіцу і сказаў пра гэта.", "Ο πρόεδρος έφτασε στην πόλη."])
def test_a_text_in_another_script_and_no_known_language_is_said_not_to_be_read(text: str) -> None:
    document = Document("d", text, "", "", language=tell_language(text))
    assert document.language is None
    assert any(note.startswith("not read") for note in read(document).notes)


def test_sentences_worked_on_are_read_as_well_as_before() -> None:
    found = figures("ko", "seen")
    assert found["cases"] >= 0.93
    assert found["precision"] >= 0.95


def test_sentences_set_aside_are_read_as_well_as_before() -> None:
    found = figures("ko", "aside")
    assert found["cases"] >= 0.88
    assert found["precision"] >= 0.94
