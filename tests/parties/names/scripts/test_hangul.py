import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts import hangul
from tidewaiter.parties.names.word import Word


def letters(word: Word) -> list[str]:
    return [reading.letters for reading in word.readings]


def roles(text: str, kind: PartyKind = "unknown") -> list[tuple[str, str]]:
    return [(word.text, word.role) for word in hangul.words(text, kind)]


def test_a_person_is_a_family_name_and_a_word_for_each_given_syllable() -> None:
    assert roles("김정은") == [("김", "family"), ("정", "given"), ("은", "given")]


def test_a_given_name_may_stand_first_behind_a_space() -> None:
    assert roles("정은 김") == [("정", "given"), ("은", "given"), ("김", "family")]


def test_a_family_name_of_two_syllables_is_one_word() -> None:
    assert roles("남궁민")[0] == ("남궁", "family")
    assert roles("황보관")[0] == ("황보", "family")


def test_a_person_of_two_syllables_has_a_short_family_name() -> None:
    assert roles("남궁", "person") == [("남", "family"), ("궁", "given")]


def test_northern_and_southern_spellings_of_a_family_name_share_letters() -> None:
    north, south = hangul.words("리영호", "person"), hangul.words("이영호", "person")
    assert {"ri", "lee", "yi"} <= set(letters(north[0])) & set(letters(south[0]))


def test_behind_a_southern_family_name_a_given_name_may_have_lost_its_initial() -> None:
    assert "ryong" in letters(hangul.words("이용남", "person")[1])
    assert "rim" in letters(hangul.words("유임철", "person")[1])


def test_ryong_and_yong_are_two_syllables_where_nothing_tells_of_the_south() -> None:
    ryong, yong = (set(letters(hangul.words(name, "person")[1])) for name in ("김룡철", "김용철"))
    assert not ryong & yong


def test_inside_a_given_name_an_initial_may_be_dropped_but_not_put_before() -> None:
    assert "yong" in letters(hangul.words("김병룡", "person")[2])
    assert "ryong" not in letters(hangul.words("김병용", "person")[2])


def test_syllables_of_one_word_change_each_other() -> None:
    assert "paengni" in [reading.letters for reading in hangul.joined_readings("백리")]
    assert "tonghae" in [reading.letters for reading in hangul.joined_readings("동해")]
    assert "silla" in [reading.letters for reading in hangul.joined_readings("신라")]


@pytest.mark.parametrize(
    ("one", "other"),
    [("김정은", "김영은"), ("리봉수", "리병수"), ("박룡수", "박용수"), ("김련희", "김연희"), ("한림", "한임")],
)
def test_names_that_differ_in_one_sound_share_no_letters(one: str, other: str) -> None:
    first, second = (set(letters(hangul.words(name, "person")[1])) for name in (one, other))
    assert not first & second


def test_a_ships_syllables_have_the_sounds_they_have_beside_each_other() -> None:
    assert [letters(word)[:2][-1] for word in hangul.words("만경봉", "vessel")] == ["man", "gyong", "bong"]


def test_half_revised_spellings_of_passports_are_known() -> None:
    assert "kyeong" in letters(hangul.words("정경택", "person")[1])
    assert "keun" in letters(hangul.words("이근호", "person")[1])


def test_l_before_h_is_r_in_mccune_reischauer() -> None:
    assert "chor" in letters(hangul.words("심철호", "person")[1])


def test_jong_un_has_no_letters_of_yong_un() -> None:
    assert not set(letters(hangul.words("김정은", "person")[1])) & set(letters(hangul.words("김영은", "person")[1]))


def test_an_organisation_is_cut_into_words_with_english_readings() -> None:
    found = [word.readings[0].letters for word in hangul.words("조선민족보험총회사", "unknown")]
    assert found == ["korea", "national", "insurance", "general", "corporation"]


def test_the_proper_name_in_an_organisation_is_spelled_as_one_word() -> None:
    first = hangul.words("대성무역회사", "unknown")[0]
    assert first.text == "대성" and {"taesong", "daesung"} <= set(letters(first))


def test_an_ordinal_is_a_number() -> None:
    word = hangul.words("제2자연과학원", "organisation")[0]
    assert (word.role, word.readings[0].letters, word.start) == ("number", "2", 1)


def test_a_ship_ends_in_ho_and_keeps_its_number() -> None:
    assert roles("만경봉-92호") == [("만", "name"), ("경", "name"), ("봉", "name"), ("92", "number"), ("호", "form")]


def test_a_person_whose_name_ends_in_ho_is_no_ship() -> None:
    assert roles("리용호")[0] == ("리", "family")


def test_a_title_is_told_from_the_name() -> None:
    assert roles("김정은위원장")[-1] == ("위원장", "title")
    assert roles("박봉주 총리")[-1] == ("총리", "title")


def test_a_foreign_name_is_spelled_by_its_sounds() -> None:
    first, second = hangul.words("블라디미르 푸틴", "unknown")
    assert "vladimir" in letters(first) and "putin" in letters(second)


def test_what_is_no_hangul_gives_no_words() -> None:
    assert hangul.words("", "person") == () and hangul.words(" -·", "unknown") == ()


syllables = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
texts = st.text(st.one_of(syllables, st.sampled_from(" -9호회사김리")), max_size=14)


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.one_of(syllables, st.sampled_from(" -9호회사김리")), max_size=14), st.sampled_from(["person", "unknown"])
)
def test_every_syllable_is_read_and_stands_where_the_word_says(text: str, kind: PartyKind) -> None:
    found = hangul.words(text, kind)
    covered = {place for word in found for place in range(word.start, word.end)}
    for word in found:
        assert text[word.start : word.end] == word.text
        assert word.readings and all(r.letters.isascii() and r.letters.isalnum() for r in word.readings)
        assert len(set(letters(word))) == len(word.readings)
    assert {at for at, sign in enumerate(text) if "가" <= sign <= "힣" and sign not in "제호"} <= covered


def test_a_word_of_an_organisation_is_also_what_names_in_latin_letters_are_reckoned_as() -> None:
    word = hangul.words("평양자동차", "organisation")[1]
    costs = {reading.letters: reading.cost for reading in word.readings}
    assert costs["automobile"] == 0 and costs["car"] == 2


def test_a_known_foreign_name_is_spelled_as_abroad() -> None:
    first, second = hangul.words("찰스 테일러", "unknown")
    assert letters(first)[0] == "charles" and letters(second)[0] == "taylor"
    assert [word.role for word in hangul.words("사담 후세인", "unknown")] == ["name", "name"]
    assert letters(hangul.words("사담 후세인", "unknown")[1])[0] == "hussein"


def test_what_counts_a_number_is_left_out() -> None:
    assert [word.readings[0].letters for word in hangul.words("평양제1백화점", "organisation")] == [
        "pyongyang", "1", "department", "store",
    ]  # fmt: skip
    assert [word.readings[0].letters for word in hangul.words("제110호연구소", "unknown")] == [
        "110", "research", "institute",
    ]  # fmt: skip


def test_a_title_is_no_part_of_what_an_organisation_is_called() -> None:
    found = hangul.words("조선장수강무역회사", "unknown")
    assert [word.text for word in found] == ["조선", "장수강", "무역", "회사"]


def test_a_syllable_before_a_place_belongs_to_its_name() -> None:
    assert hangul.words("해금강무역회사", "unknown")[0].text == "해금강"
