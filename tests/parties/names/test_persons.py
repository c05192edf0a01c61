"""Titles, particles, compounds, order and short forms in persons' names."""

from __future__ import annotations

import pytest

from tidewaiter.parties.names.persons import is_patronymic
from tidewaiter.parties.names.spell import spell


def read(text: str, parts: tuple[tuple[str, str], ...] = ()) -> list[tuple[str, str]]:
    return [(word.role, word.readings[0].letters) for word in spell(text, "person", parts=parts).words]


def readings(text: str) -> dict[str, int]:
    return {one.letters: one.cost for word in spell(text, "person").words for one in word.readings}


@pytest.mark.parametrize(
    "text",
    ["Abd al-Rahman", "Abdul Rahman", "Abdurrahman", "Abd-ur-Rahman", "Abdelrahman", "Abd ar-Rahman", "Abdirahman"],
)
def test_abd_and_its_other_half_are_one_word(text: str) -> None:
    assert read(text) == [("name", "abdalrahman")]


@pytest.mark.parametrize("text", ["Abdullah", "Abd Allah", "Abdallah", "Abdulla", "Abdoullah"])
def test_abdallah_is_one_word(text: str) -> None:
    assert read(text) == [("name", "abdallah")]


@pytest.mark.parametrize("text", ["Nur al-Din", "Nuruddin", "Nureddin", "Nur ud Din", "Nurudin", "Nur-ed-Din"])
def test_faith_is_one_word_with_what_it_follows(text: str) -> None:
    assert read(text) == [("name", "nuraldin")]


def test_god_is_one_word_with_what_it_follows() -> None:
    assert read("Nasr Allah") == read("Nasrullah") == [("name", "nasrallah")]


def test_abu_is_one_word_with_what_follows_and_the_rest_is_weaker() -> None:
    assert read("Abu Talha al-Libi") == [("name", "abutalha"), ("particle", "al"), ("name", "libi")]
    assert readings("Abu Talha")["talha"] == 40
    assert read("MUSA, Abu")[1] == ("given", "abu")


def test_articles_before_letters_of_the_sun_are_al() -> None:
    assert read("Omar ash-Shami")[1] == ("particle", "al")
    assert read("An Jung Geun")[0][0] != "particle"


def test_a_comma_tells_the_family_name() -> None:
    assert read("OLSEN, Per Arne") == [("family", "olsen"), ("given", "per"), ("given", "arne")]


def test_capitals_tell_the_family_name() -> None:
    assert read("Ion POPESCU") == [("given", "ion"), ("family", "popescu")]
    assert [role for role, _ in read("ION POPESCU")] == ["name", "name"]


def test_the_lists_parts_tell_the_family_name() -> None:
    assert read("Olsen Per", (("family", "Olsen"), ("given", "Per"))) == [("family", "olsen"), ("given", "per")]


def test_a_patronymic_stands_beside_two_other_names() -> None:
    assert [role for role, _ in read("Vadim Sergeyevich Putilov")] == ["name", "patronymic", "name"]
    assert [role for role, _ in read("Anna Petrovich")] == ["name", "name"]


def test_a_feminine_family_name_has_the_masculine_too() -> None:
    assert readings("Smirnova")["smirnov"] == 10
    assert readings("Rozhdestvenskaya")["rozhdestvenskiy"] == 10


@pytest.mark.parametrize(
    "text", ["Dr. Karl Mann", "Prof. Dr. h.c. Karl Mann", "General Karl Mann", "Vice Marshal Karl Mann"]
)
def test_titles_are_told_from_names(text: str) -> None:
    assert [pair for pair in read(text) if pair[0] != "title"] == [("name", "karl"), ("name", "mann")]


def test_a_title_that_can_be_a_name_needs_two_words_beside_it() -> None:
    assert [role for role, _ in read("King Abdullah")] == ["name", "name"]
    assert [role for role, _ in read("Mullah Omar")] == ["title", "name"]


def test_suffixes_stand_behind() -> None:
    assert read("Robert Hale, Jr.")[-1] == ("suffix", "jr")
    assert read("Jr Hale")[0][0] != "suffix"


def test_initials_are_initials() -> None:
    assert [role for role, _ in read("J.R. Hale")] == ["initial", "initial", "name"]


def test_particles_are_none_at_the_end() -> None:
    assert [role for role, _ in read("Ludwig van der Meer")] == ["name", "particle", "particle", "name"]
    assert read("Nguyen Van")[1][0] == "name"
    assert read("MEER, Ludwig van")[2][0] == "particle"


@pytest.mark.parametrize(
    ("short", "long", "cost"),
    [("Bill", "william", 20), ("Sasha", "aleksandr", 20), ("Md", "muhammad", 2), ("Pepe", "jose", 20),
     ("Juan", "john", 15), ("Mehmet", "muhammad", 10), ("Giorgi", "george", 15), ("Yusuf", "joseph", 15)],
)  # fmt: skip
def test_given_names_stand_for_others_at_a_cost(short: str, long: str, cost: int) -> None:
    assert readings(f"{short} Doe")[long] == cost


def test_family_names_stand_for_no_given_name() -> None:
    assert "william" not in readings("BILL, Ada")


def test_organisations_have_no_nicknames() -> None:
    assert [one.letters for one in spell("Bill Trading Ltd", "organisation").words[0].readings] == ["bill"]


def test_digits_inside_a_persons_word_are_the_letters_they_look_like() -> None:
    found = spell("Ig0r Sech1n", "person")
    assert [word.readings[0].letters for word in found.words] == ["igor", "sechin"]
    assert len(found.notes) == 2


def test_capitals_without_vowels_before_a_name_are_initials() -> None:
    assert [role for role, _ in read("JC Duval")] == ["initial", "initial", "name"]
    assert read("DR SMITH")[0][0] == "title"


def test_a_title_of_one_word_is_a_name_before_a_comma_and_alone_behind_one() -> None:
    assert [role for role, _ in read("KING RUIZ, Ana")] == ["family", "family", "given"]
    assert [role for role, _ in read("HALE, Prince")] == ["family", "given"]
    assert [role for role, _ in read("HALE, Gen.")] == ["name", "title"]


def test_single_letters_behind_a_given_name_are_initials() -> None:
    assert [role for role, _ in read("OLSEN, Per I.")] == ["family", "given", "initial"]
    assert read("TEN, Sergey Yuryevich")[0][0] == "family"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("KARIM BEN SALAH BEN YOUNES TRB", "initial"),
        ("Anna Maria Luisa Sch", "initial"),
        ("Maria Anna Luisa Ng", "name"),
        ("Karim Ben Salah Bey Md", "suffix"),
        ("Wong Kit Ng", "name"),
    ],
)
def test_a_last_word_that_cannot_be_spoken_is_a_word_cut_off(text: str, role: str) -> None:
    assert spell(text, "person").words[-1].role == role


@pytest.mark.parametrize(
    ("text", "whole"),
    [("Badredine", "badraldin"), ("Salahoudine", "salahaldin"), ("Saifudin", "saifaldin"), ("Claudine", "claudine")],
)
def test_french_writes_the_faith_with_one_d(text: str, whole: str) -> None:
    assert next(iter(readings(text))) == whole


def test_german_spellings_of_slavic_names_are_read_as_english_writes_them() -> None:
    assert readings("Schtschukin")["shchukin"] == 2
    assert readings("Gorbatschow")["gorbachev"] == 2
    assert readings("Chruschtschow")["khrushchev"] == 2


@pytest.mark.parametrize(
    "text", ['Ilmo "the Tall" Tarvas', "Ilmo 'the Tall' Tarvas", "Ilmo «the Tall» Tarvas", "Ilmo ‘the Tall’ Tarvas"]
)
def test_a_by_name_in_quotation_marks_counts_little(text: str) -> None:
    found = [("name", "ilmo"), ("particle", "the"), ("patronymic", "tall"), ("name", "tarvas")]
    assert read(text) == found
    assert [(word.role, word.readings[0].letters) for word in spell(text).words] == found


def test_order_and_syllables_are_read_without_the_by_name() -> None:
    assert read('TARVAS, "Tall" Ilmo') == [("family", "tarvas"), ("patronymic", "tall"), ("given", "ilmo")]
    assert "jol" in readings('Kim "Johnny" Chol Su')


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('"Tarvas, Ilmo"', "tarvas"),  # all of it
        ('Abu Talha "the Tall"', "tall"),  # half of it
        ("‘Abd al-Rahman ‘Ubayd Juday’ al-‘Anizi", "ubayd"),  # the sound ayn
        ("AL-BANAI, 'Ali Ridha' Hasan", "ali"),
        ("Sean O'Brien D'Arcy", "darcy"),
    ],
)
def test_other_words_beside_such_marks_are_names(text: str, kept: str) -> None:
    assert {letters: role for role, letters in read(text)}[kept] in ("name", "family", "given")


def test_a_title_in_quotation_marks_is_a_title() -> None:
    assert read("“General” Tarvas") == [("title", "general"), ("name", "tarvas")]


@pytest.mark.parametrize("text", ['МКБ "Факел" им. Тарваса', 'GosMKB "Fakel" imeni Tarvasa', 'Tarvas "Fakel"'])
def test_of_what_may_be_a_firm_the_quoted_name_counts(text: str) -> None:
    assert "patronymic" not in [word.role for word in spell(text).words]


def test_a_womans_family_name_is_the_mans_where_no_given_name_ends_so() -> None:
    assert readings("Tarvasova")["tarvasov"] == readings("Tarvasskaya")["tarvasskiy"] == 10
    assert readings("TARVASINA, Anna")["tarvasin"] == 10 and "marin" not in readings("Marina Tarvas")


def test_a_patronymic_needs_a_name_before_its_ending() -> None:
    assert is_patronymic("petrovich") and is_patronymic("ilinichna")
    assert not is_patronymic("ovich") and not is_patronymic("petrov")


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Uladzimir Piatrovich Karatkou", "vladimir"),
        ("Uladzimir Piatrovich Karatkou", "karatkov"),
        ("Siarhei Ivanavich Hrechka", "sergei"),
        ("Siarhei Ivanavich Hrechka", "grechka"),
        ("Volha Radzivonauna Baranava", "volga"),
        ("Stepan Hryhorovych Haluzan", "galuzan"),
        ("Jevgenij Sergejevitj Sjubin", "shubin"),
        ("Jevgenij Sergejevitj Sjubin", "sergeyevich"),
        ("Arkadij Matwejewitsch Tschernow", "chernov"),
    ],
)
def test_a_slavic_name_in_another_spelling_is_also_read_in_the_usual_english_one(text: str, english: str) -> None:
    assert english in readings(text)


@pytest.mark.parametrize(
    "text", ["Uladzimir Karatkou", "Hassan Hamid Haddad", "Shauna Maria Hutchins", "Sjaak de Jong"]
)
def test_without_a_fathers_name_of_that_spelling_letters_are_what_they_are(text: str) -> None:
    assert not {"karatkov", "gassan", "gaddad", "shovna", "shaak", "yong"} & set(readings(text))


@pytest.mark.parametrize("name", ["Ivanavich", "Ivanauna", "Ivanovitj", "Iwanowitsch", "Iwanowna", "Ivanovych"])
def test_a_fathers_name_is_known_in_other_spellings(name: str) -> None:
    assert ("patronymic", name.lower()) in read(f"Anna {name} Petrenko")


def test_the_first_word_of_a_name_is_no_fathers_name() -> None:
    assert read("Baranovich Oleg Petrovich")[0] == ("name", "baranovich")
