"""Mentions in running text, in six languages. The sentences are made up for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.places import find, scan
from tidewaiter.places.gazetteer import LANGUAGES, ambiguous, names


def found(text: str) -> list[tuple[str, str]]:
    """Each mention with the code of its place, or of its candidates after a question mark."""
    out = []
    for mention in scan(text):
        match = mention.match
        assert text[mention.start : mention.end] == match.text
        code = match.place.code if match.place else "?" + "/".join(place.code for place in match.candidates)
        out.append((match.text, code))
    return out


def test_english_text_with_demonyms_metonyms_and_abbreviations() -> None:
    text = "The Kremlin told N. Korea’s envoy that a Russian-made truck would reach the U.S.-led fair in Rajin."
    assert found(text) == [
        ("Kremlin", "RU"),
        ("N. Korea", "KP"),
        ("Russian", "RU"),
        ("U.S.", "US"),
        ("Rajin", "KP"),
    ]


def test_korean_text_with_particles_and_suffixes() -> None:
    text = (
        "북한이 러시아에서 정유를 들여왔고 북한군은 블라디보스토크로 갔다. 한국의 정부와 유엔은 북러 회담을 지켜봤다."
    )
    assert found(text) == [
        ("북한", "KP"),
        ("러시아", "RU"),
        ("북한", "KP"),
        ("블라디보스토크", "RU"),
        ("한국", "KR"),
        ("유엔", "UN"),
        ("북", "KP"),
        ("러", "RU"),
    ]


def test_russian_text_in_oblique_cases() -> None:
    text = (
        "Из Северной Кореи в Россию через Хабаровск едут северокорейские рабочие; с КНДР и Южной Кореей спорят в Сеуле."
    )
    assert found(text) == [
        ("Северной Кореи", "KP"),
        ("Россию", "RU"),
        ("Хабаровск", "RU"),
        ("северокорейские", "KP"),
        ("КНДР", "KP"),
        ("Южной Кореей", "KR"),
        ("Сеуле", "KR"),
    ]


def test_chinese_text_without_spaces() -> None:
    text = "朝鲜货船离开南浦后驶往大连，韓國與俄羅斯都沒有評論，中俄贸易继续，发展中国家关注此事。"
    assert found(text) == [
        ("朝鲜", "KP"),
        ("南浦", "KP"),
        ("大连", "CN"),
        ("韓國", "KR"),
        ("俄羅斯", "RU"),
        ("中", "CN"),
        ("俄", "RU"),
    ]


def test_french_text_with_articles_and_small_adjectives() -> None:
    text = "D'après Séoul, la Corée du Nord et l'Iran ont vendu du charbon nord-coréen à une société russe de Moscou."
    assert found(text) == [
        ("Séoul", "KR"),
        ("Corée du Nord", "KP"),
        ("Iran", "IR"),
        ("nord-coréen", "KP"),
        ("russe", "RU"),
        ("Moscou", "RU"),
    ]


def test_german_text_with_genitives_and_endings() -> None:
    text = "Nordkoreas Hafen Nampo nahm russischen Diesel auf, teilte Südkorea mit; Pjöngjang und Peking schwiegen."
    assert found(text) == [
        ("Nordkorea" + "s", "KP"),
        ("Nampo", "KP"),
        ("russischen", "RU"),
        ("Südkorea", "KR"),
        ("Pjöngjang", "KP"),
        ("Peking", "CN"),
    ]


def test_common_words_in_small_letters_are_no_places() -> None:
    assert found("They told us to polish the china in march, eat turkey and clear the chad from the car.") == []


def test_bare_korea_in_text_stays_ambiguous() -> None:
    assert found("A Korean trader in Korea") == [("Korean", "?KP/KR"), ("Korea", "?KP/KR")]


def test_an_institution_named_korean_is_of_its_state() -> None:
    assert found("Korean Central News Agency; Korea Customs Service") == [
        ("Korean Central News Agency", "KP"),
        ("Korea Customs Service", "KR"),
    ]


def test_the_north_depends_on_what_else_the_text_names() -> None:
    told = [m.match for m in scan("Seoul said that the North had fired again.") if m.match.text == "North"]
    assert [(match.how, match.place and match.place.code) for match in told] == [("context", "KP")]
    alone = [m.match for m in scan("Rain fell over the North and the coast.")]
    assert [(match.how, match.place) for match in alone] == [("context", None)]
    assert found("Storms crossed the North Atlantic and the North of town.")[-1] == ("North", "?KP")


def test_the_longest_name_wins() -> None:
    assert found("Guinea-Bissau, Papua New Guinea and the Democratic Republic of the Congo") == [
        ("Guinea-Bissau", "GW"),
        ("Papua New Guinea", "PG"),
        ("Democratic Republic of the Congo", "CD"),
    ]


def test_seas_and_other_phrases_are_no_places() -> None:
    assert found("From the South China Sea to the Gulf of Mexico for US$5 million, wrote the Washington Post.") == []


def test_a_name_beside_a_persons_name_is_flagged() -> None:
    assert found("Michael Jordan flew to Jordan.") == [("Jordan", "?JO"), ("Jordan", "JO")]
    assert [m.match.how for m in scan("Michael Jordan flew to Jordan.")] == ["context", "name"]
    assert found("In Jordan, King Abdullah spoke.") == [("Jordan", "JO")]


def test_capitals_are_read_and_doubtful_words_in_them_flagged() -> None:
    assert found("RUSSIA SHIPS OIL TO NORTH KOREA") == [("RUSSIA", "RU"), ("NORTH KOREA", "KP")]
    assert found("WHAT THE REPORT TELLS US NOW") == [("US", "?US")]
    assert found("FROZEN TURKEY MEAT") == [("TURKEY", "?TR")]
    assert found("MADE IN CHINA") == [("CHINA", "CN")]
    assert found("CHINA AND RUSSIA SIGN") == [("CHINA", "CN"), ("RUSSIA", "RU")]


def test_a_name_may_run_over_a_line_but_not_over_an_empty_one() -> None:
    assert found("in North\nKorea today") == [("North\nKorea", "KP")]
    assert found("in the far north\n\nKorea") == [("Korea", "?KP/KR")]


def test_no_break_spaces_and_curly_apostrophes_leave_offsets_alone() -> None:
    text = "People’s Republic of China and North\u00a0Korea"
    assert [(m.start, m.end) for m in scan(text)] == [(0, 26), (31, 42)]


def test_letters_inside_a_word_are_no_name() -> None:
    assert found("Chinatown Romania1 xRussia USs 조선업 이란성 _Iran") == []


def test_a_single_chinese_letter_in_a_korean_headline_is_a_state() -> None:
    assert found("北, 어제 발사… 美 정부 '주시'") == [("北", "KP"), ("美", "US")]


def test_a_korean_particle_after_a_quotation_is_no_name() -> None:
    assert found("그는 '자주'이란 말을 했다. 이란은 침묵했다.") == [("이란", "IR")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_for_text_is_found_in_text(language: str) -> None:
    doubtful = {name.text for name in ambiguous()}
    for name in names(language)[::3]:
        if name.cell_only or name.text in doubtful:
            continue
        mentions = scan(f"— {name.text} —")
        assert [m.match.text for m in mentions][:1] == [name.text] or _otherwise(name.text, name.sense.code), name


def _otherwise(text: str, code: str | None) -> bool:
    """A few names are phrases that mean no place in text, or words that depend on it."""
    mentions = scan(text)
    return bool(mentions) and mentions[0].match.how == "context" and code is not None


@given(
    st.lists(
        st.sampled_from(
            ["Russia", "the", " ", "\n", "’", "북한", "이", "Россия", "朝鲜", "US", "é", "😀", "Korea", "-"]
        )
    )
)
@settings(max_examples=200, deadline=None)
def test_mentions_are_verbatim_ordered_and_apart(parts: list[str]) -> None:
    text = "".join(parts)
    last = 0
    for mention in scan(text):
        assert last <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.match.text
        last = mention.end


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_scanned(text: str) -> None:
    for mention in scan(text):
        assert find(mention.match.text).how != "none" or mention.match.how in ("context", "name")
