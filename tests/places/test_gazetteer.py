"""The tables themselves: complete, consistent, and every name in them found."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tidewaiter.errors import InputError
from tidewaiter.places import find, get
from tidewaiter.places.fold import fold
from tidewaiter.places.gazetteer import LANGUAGES, ambiguous, cells, forms, names, places, towns


def test_there_are_the_states_of_the_united_nations_and_every_iso_entry() -> None:
    kinds = [place.kind for place in places().values()]
    assert kinds.count("state") == 195
    iso = [p for p in places().values() if p.kind in ("state", "territory") and p.numeric]
    assert len(iso) == 249


@pytest.mark.parametrize("code", list(places()))
def test_every_code_of_a_place_leads_back_to_it(code: str) -> None:
    place = get(code)
    assert place.code == code
    for other in (place.alpha3, place.numeric):
        assert other is None or get(other) is place
    if place.kind in ("state", "territory"):
        assert all(find(other).place is place for other in (code, place.alpha3, place.numeric) if other)


def test_codes_and_plain_names_belong_to_one_place_each() -> None:
    for field in ("alpha3", "numeric", "name"):
        values = [getattr(place, field) for place in places().values() if getattr(place, field)]
        assert len(values) == len(set(values)), field


def test_every_name_finds_its_place_or_is_declared_ambiguous() -> None:
    declared = {fold(name.text) for name in ambiguous()}
    for language in LANGUAGES:
        for name in names(language):
            match = find(name.text)
            if fold(name.text) not in declared:
                assert match.place is not None, name
                assert match.place.code == name.sense.code, name


def test_no_name_belongs_to_two_places_without_being_declared() -> None:
    for table in (cells(latin=True), cells(latin=False)):
        assert [key for key, senses in table.items() if len(senses) > 1] == []


def test_every_candidate_of_an_ambiguity_is_a_place_and_the_reason_is_a_sentence() -> None:
    for name in ambiguous():
        assert name.sense.may_be
        assert all(code in places() for code in name.sense.may_be)
        assert name.sense.why.endswith(".")


def test_every_state_has_a_name_in_each_language_and_a_capital() -> None:
    capitals = {code for code, kind, _ in towns().values() if kind == "capital"}
    for code, place in places().items():
        if place.kind == "state":
            for language in LANGUAGES:
                assert any(name.sense.code == code for name in names(language)), (code, language)
            assert code in capitals or code in ("SG", "MC", "VA", "PS"), (
                code
            )  # city states; Palestine's seat is disputed


def test_a_town_lies_in_a_known_place_and_has_its_own_name() -> None:
    english = {name.sense.locality for name in names("en")}
    for town, (code, kind, locode) in towns().items():
        assert code in places()
        assert kind in ("capital", "city", "port")
        assert town.partition(" (")[0] in english
        assert locode is None or (len(locode) == 5 and locode.isalnum() and locode.isupper())


def test_an_unknown_code_is_refused_with_a_hint() -> None:
    with pytest.raises(InputError) as error:
        get("QQ")
    assert "find" in str(error.value)


def test_a_small_letter_code_is_read_and_a_customary_one_too() -> None:
    assert get("kp").alpha3 == "PRK"
    assert get("UK") is get("GB")


def test_the_notation_of_endings_is_spelled_out() -> None:
    assert forms("Росси(я и ю ей)") == ["Россия", "России", "Россию", "Россией"]
    assert forms("Южн(ая ой) Коре(я и)") == ["Южная Корея", "Южной Кореи"]
    assert forms("Иран(- а)") == ["Иран", "Ирана"]
    assert forms("Korea (North)") == ["Korea (North)"]
    with pytest.raises(ValueError, match="number"):
        forms("Южн(ая ой) Коре(я и е)")


def test_folding_a_table_at_once_is_folding_each_name() -> None:
    texts = [name.text for language in LANGUAGES for name in names(language)][::7]
    assert fold("\n".join(texts)).split("\n") == [fold(text) for text in texts]


def test_the_import_reads_no_table() -> None:
    code = "import sys, tidewaiter.places; print('yaml' in sys.modules, 'msgspec' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["False", "False"]
