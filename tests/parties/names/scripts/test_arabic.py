"""Names in Arabic script."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parties.names.scripts.meeting import meets, pairs
from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts import arabic

LEAST = 0.92  # share of the pairs whose letters meet, measured 95 of 101


def letters(text: str, kind: PartyKind = "unknown") -> list[list[str]]:
    return [[reading.letters for reading in word.readings] for word in arabic.words(text, kind)]


def first(text: str, kind: PartyKind = "unknown") -> list[tuple[str, str]]:
    return [(word.role, word.readings[0].letters) for word in arabic.words(text, kind)]


def test_letters_meet_those_of_accepted_forms() -> None:
    found = [any(meets(arabic.words(own), form) for form in latin) for own, latin in pairs("arabic")]
    assert sum(found) / len(found) >= LEAST


def test_the_servant_of_a_name_of_god_is_one_word_with_it() -> None:
    assert first("عبد الرحمن") == first("عبدالرحمن") == [("name", "abdalrahman")]
    assert first("عبد الله") == [("name", "abdallah")]


def test_before_a_sun_letter_the_article_is_read_with_and_without_its_l() -> None:
    assert {"EbdAlshkWr", "EbdAshkWr"} <= set(letters("عبد الشكور")[0])


def test_the_article_is_a_particle_of_its_own() -> None:
    assert [word.text for word in arabic.words("المهاجر")] == ["ال", "مهاجر"]
    assert first("المهاجر")[0] == ("particle", "al")


def test_a_name_that_begins_with_the_letters_of_the_article_is_whole() -> None:
    assert first("إلياس") == [("name", "ilyas")]


def test_faith_and_god_close_a_compound() -> None:
    assert letters("سراج الدين")[0] == letters("سراجالدين")[0]
    assert first("نصر الله") == [("name", "nasrallah")]


def test_a_name_after_a_child_is_one_word_and_at_a_price_the_child_alone() -> None:
    (word,) = arabic.words("أبو بكر")
    assert [(reading.letters, reading.cost) for reading in word.readings][:1] == [("abubakr", 0)]
    assert ("bakr", 40) in [(reading.letters, reading.cost) for reading in word.readings]


def test_son_of_is_a_particle_within_a_name() -> None:
    assert [role for role, _ in first("سعيد بن خالد")] == ["name", "particle", "name"]


def test_names_without_a_known_form_are_bare_consonants_and_signs() -> None:
    (word,) = arabic.words("بوتفليقة")
    assert word.bare and word.readings[0].letters == "bWtflYqM"


def test_persian_letters_give_persian_values_first() -> None:
    assert letters("رضا پور ذکایی")[2][0].startswith("zk")


def test_written_vowels_give_the_vowelled_form() -> None:
    assert letters("كَرِيمَة")[0][0] == "karima"


def test_egyptian_and_french_usage_are_further_readings() -> None:
    assert "smYg" in letters("سميج")[0]
    assert "chwqY".replace("w", "W") in letters("شوقى")[0]


def test_a_final_h_may_be_a_vowel() -> None:
    assert letters("نزیهه")[0][0].endswith("M")


def test_zero_width_joins_of_persian_are_one_word() -> None:
    assert first("علی\u200cرضا") == [("name", "alireza")]


def test_presentation_forms_and_stretched_letters_are_plain_letters() -> None:
    assert letters("ﻣﺤﻤﺪ") == letters("مـحـمـد") == letters("محمد")


def test_uyghur_writes_its_vowels() -> None:
    assert first("ئابدۇلھەق") == [("name", "abdulheq")]


def test_words_of_organisations_are_english_and_forms_classes() -> None:
    assert first("شركة الأمل للتجارة المحدودة") == [
        ("form", "company"),
        ("particle", "al"),
        ("name", "Aml"),
        ("common", "trading"),
        ("form", "llc"),
    ]


def test_digits_of_three_kinds_are_numbers() -> None:
    assert first("اللواء ٦١") == [("common", "brigade"), ("number", "61")]
    assert first("تیپ ۶۱")[1] == ("number", "61")


def test_a_family_name_that_is_an_adjective_of_an_organisations_word_stays_a_name() -> None:
    assert first("سامي العسكري")[-1][0] == "name"


def test_a_title_stands_before_at_least_two_names() -> None:
    assert first("الشيخ خالد محمد", "person")[0][0] != "form"
    assert first("ملا خالد محمد", "person")[0] == ("title", "mullah")


def test_two_sounds_that_meet_are_not_one_that_latin_writes_with_two_letters() -> None:
    assert letters("مسهر")[0][0] == "msEhr"
    assert letters("اتسام")[0][0] == "AtEsAm"


def test_two_names_written_as_one_are_two_words() -> None:
    assert [word.text for word in arabic.words("کامرانفرهاد بهزادی")] == ["کامران", "فرهاد", "بهزادی"]


def test_a_space_that_is_missing_before_the_servant_is_put_in() -> None:
    assert [word.text for word in arabic.words("جوادعبد الکریم")] == ["جواد", "عبد الکریم"]


def test_a_people_is_read_in_english_too() -> None:
    assert "tunisian" in letters("الرابطة التونسية", "organisation")[-1]


def test_a_preposition_written_with_a_word_of_organisations_is_cut_off() -> None:
    assert ("common", "liberation") in first("جبهة لتحرير السهول")


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىپچژگکیہےٹںۇۆەێ \u200c\u0640َُِّْ.-٣۴ﷲﻻ'"), max_size=40),
    st.sampled_from(("person", "organisation", "unknown")),
)
def test_words_stand_where_they_say_and_have_readings(text: str, kind: PartyKind) -> None:
    end = 0
    for word in arabic.words(text, kind):
        assert word.start >= end and text[word.start : word.end] == word.text
        assert word.readings and all(re.fullmatch("[a-z0-9AWYEM]+", reading.letters) for reading in word.readings)
        assert len({reading.letters for reading in word.readings}) == len(word.readings)
        end = word.end


@pytest.mark.parametrize(("text", "letters"), [("جمالی", "jamali"), ("سعيدي", "saidi"), ("كريمي", "karimi")])
def test_a_family_name_made_of_a_known_name_is_written_out(text: str, letters: str) -> None:
    assert arabic.words(text, "person")[0].readings[0].letters == letters


@pytest.mark.parametrize("text", ["محمد", "جمالی", "عبد الرحمن"])
def test_the_letters_of_a_name_whose_vowels_are_known_cost(text: str) -> None:
    readings = arabic.words(text, "person")[0].readings
    assert all(reading.cost >= 20 for reading in readings if not set(reading.letters) & set("aeiou"))


def test_amir_is_a_name_and_no_title() -> None:
    assert [word.role for word in arabic.words("امیر حسین تهرانی", "person")] == ["name", "name", "name"]
