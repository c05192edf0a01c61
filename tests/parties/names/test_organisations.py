"""Legal forms and words for what organisations do."""

from __future__ import annotations

import pytest

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.organisations import meanings
from tidewaiter.parties.names.spell import spell


def forms(text: str, kind: PartyKind = "organisation") -> list[str]:
    return [word.readings[0].letters for word in spell(text, kind).words if word.role == "form"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Ryonha Co., Ltd.", "llc"),
        ("Ryonha Company Limited", "llc"),
        ("OOO Sever", "llc"),
        ("Obshchestvo s ogranichennoy otvetstvennostyu Sever", "llc"),
        ("Sever Limited Liability Company", "llc"),
        ("Meier GmbH & Co. KG", "partnership"),
        ("Zenit, otkrytoe aktsionernoe obschestvo", "plc"),
        ("Closed Joint Stock Company Polyot", "jsc"),
        ("Sol S.A. de C.V.", "plc"),
        ("Wisla Sp. z o.o.", "llc"),
        ("Melati Sdn. Bhd.", "llc"),
        ("Deniz A.Ş.", "plc"),
        ("Deniz Ltd. Şti.", "llc"),
        ("Nordlys A/S", "plc"),
        ("PT Samudra", "llc"),
        ("Granit FGUP", "state"),
        ("Stiftung Morgen", "foundation"),
        ("Công ty TNHH Minh Long", "llc"),
        ("Societatea cu Raspundere Limitata Zimbru", "llc"),
        ("ООО Север", "llc"),
        ("株式会社ソラ", "plc"),
        ("(주)하늘", "plc"),
    ],
)
def test_forms_are_read_as_their_class(text: str, form: str) -> None:
    assert forms(text) == [form]


def test_a_form_keeps_its_own_letters_as_a_weaker_reading() -> None:
    word = next(word for word in spell("Siemens AG", "organisation").words if word.role == "form")
    assert [(reading.letters, reading.cost) for reading in word.readings] == [("plc", 0), ("ag", 10)]


def test_short_forms_inside_a_name_are_words() -> None:
    assert forms("As Good As Gold") == []
    assert forms("Se Ri Pak", "unknown") == []


def test_a_form_in_brackets_of_a_place_still_counts() -> None:
    assert forms("ICBC (Asia) Limited") == ["llc"]


def test_a_form_behind_a_persons_name_is_a_form() -> None:
    assert forms("Ion Popescu LLC", "person") == ["llc"]
    assert forms("Sa Musa", "person") == []


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("handelsgesellschaft", "trading"), ("comercio", "trading"), ("torgovyy", "trading"), ("ticaret", "trading"),
        ("muyok", "trading"), ("banque", "bank"), ("shpg", "shipping"), ("naviera", "shipping"), ("zavod", "factory"),
        ("mfg", "manufacturing"), ("univ", "university"), ("ministerstvo", "ministry"), ("defense", "defence"),
        ("iranian", "iran"), ("koreyskaya", "korea"), ("gosudarstvennyy", "state"), ("issledovatelskiy", "research"),
        ("centralny", "central"), ("nghiep", "enterprise"), ("uralskiy", "ural"),
    ],
)  # fmt: skip
def test_words_have_their_english(word: str, english: str) -> None:
    assert english in [one.english for one in meanings(word)]


def test_koryo_is_not_korea() -> None:
    assert meanings("koryo") == ()


def test_a_words_own_letters_come_first() -> None:
    word = spell("Banque Populaire", "organisation").words[0]
    assert word.role == "common"
    assert [reading.letters for reading in word.readings] == ["banque", "bank"]


def test_an_unknown_name_with_a_form_is_read_as_an_organisation() -> None:
    assert [word.role for word in spell("Halvorsen Trading Ltd").words] == ["name", "common", "form"]


def test_an_unknown_name_that_says_nothing_keeps_surnames() -> None:
    assert [word.role for word in spell("Anna Kaufmann").words] == ["name", "name"]


def test_articles_are_parted_from_the_words_of_organisations() -> None:
    assert [word.text for word in spell("L'Office des Mines", "organisation").words] == ["L", "Office", "des", "Mines"]


def test_acronyms_with_dots_are_one_word() -> None:
    assert [word.readings[0].letters for word in spell("U.S.S.R. AT&T", "organisation").words] == ["ussr", "att"]


def test_a_long_form_may_be_misspelt_by_one_letter() -> None:
    assert forms("Nordlys Aktiengeselschaft") == ["plc"]
    assert forms("Textiles Incorparated") == ["inc"]
    assert forms("Cooperation Fund") == []


def test_a_form_glued_to_a_name_is_parted_where_capitals_tell_it() -> None:
    assert [word.text for word in spell("SiemensAG", "organisation").words] == ["Siemens", "AG"]
    assert len(spell("SIEMENSAG", "organisation").words) == 1
    assert len(spell("YouTube", "organisation").words) == 1


def test_prepositions_do_not_begin_the_name_of_an_organisation() -> None:
    assert [word.role for word in spell("SRL CON TRAFFIC", "organisation").words] == ["form", "name", "name"]
    assert [word.role for word in spell("Los Andes SRL", "organisation").words] == ["particle", "name", "form"]


def test_a_trust_is_no_mere_form() -> None:
    assert spell("Nordlys Trust", "organisation").words[1].role == "common"


def test_abbreviations_with_points_in_arabic_letters_reach_their_module_whole() -> None:
    assert forms("شركة النور ش.م.م") == ["company", "llc"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("وزارة الصحة في الجمهورية العربية السورية", "syria"),
        ("راديو جمهورية إيران الإسلامية", "iran"),
        ("راه آهن جمهوری اسلامی ایران", "iran"),
        ("Почта Российской Федерации", "russia"),
        ("조선민주주의인민공화국 우편국", "dprk"),
        ("Radio of the Islamic Republic of Iran", "iran"),
    ],
)
def test_the_long_name_of_a_state_is_one_word_in_any_script_and_order(text: str, country: str) -> None:
    assert country in [word.readings[0].letters for word in spell(text, "organisation").words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zarya P J S C", ["zarya", "plc"]),
        ("A A Fishing", ["aa", "fishing"]),
        ("Molino B S A de C V", ["molino", "b", "plc"]),
        ("Vitamin C A. S.", ["vitamin", "c", "plc"]),
    ],
)
def test_single_letters_written_apart_are_an_acronym_and_a_form_behind_them_a_form(text: str, words: list[str]) -> None:
    assert [word.readings[0].letters for word in spell(text, "organisation").words] == words
