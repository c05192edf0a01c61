"""All scripts: what their tables look like, and that no name takes long or breaks a module."""

import time
from importlib import import_module

import pytest

from tidewaiter.parties.names.scripts.lexicon import load_meanings, load_readings
from tidewaiter.parties.names.scripts.table import rows
from tidewaiter.parties.names.word import Word

SCRIPTS = {
    "arabic": "عبد ال",
    "hebrew": "צ'שכפו ",
    "cyrillic": "Цзиньщё",
    "greek": "μπάυντϊ ",
    "armenian": "ուևյան ",
    "georgian": "ჯყშვილი ",
    "thai": "เศรษฐสมชาย",
    "burmese": "ဝဏ္ဏအောင်",
    "indic": "क्ष्मलगप",
}
SECONDS = 1.0  # for 5,000 letters; some hundredths on a quiet machine


def read(script: str, text: str) -> tuple[Word, ...]:
    found: tuple[Word, ...] = import_module(f"tidewaiter.parties.names.scripts.{script}").words(text, "unknown")
    return found


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_name_of_five_thousand_letters_is_read_in_bounded_time(script: str) -> None:
    text = (SCRIPTS[script] * 5000)[:5000]
    read(script, text[:10])
    start = time.process_time()
    read(script, text)
    read(script, text.replace(" ", ""))
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("text", ["", " ", "-", ".", "\u200c", "\u0301", "'", "\x00", "²", "A", "7"])
def test_nothing_of_a_script_is_no_name_and_no_error(script: str, text: str) -> None:
    assert all(word.readings for word in read(script, text))


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_name_and_no_word_stands_twice_in_a_table(script: str) -> None:
    for table in (f"{script}-organisations", f"{script}-names"):
        words = [row[0] for row in rows(table)]
        assert not [word for word in words if words.count(word) > 1]


@pytest.mark.parametrize("script", SCRIPTS)
def test_tables_hold_letters_roles_and_costs(script: str) -> None:
    roles = {"form", "common", "title", "particle", "number"}
    for role, readings in load_meanings(f"{script}-organisations").values():
        assert role in roles and readings
    for readings in load_readings(f"{script}-names").values():
        assert all(one.letters.isascii() and one.letters.isalnum() and 0 <= one.cost <= 30 for one in readings)
