"""Latin letters with marks as a-z."""

from __future__ import annotations

import pytest

from tidewaiter.parties.names.latin import letters


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("Müller", ("muller", "mueller")),
        ("Ødegård", ("odegard", "oedegaard")),
        ("Łódź", ("lodz",)),
        ("Əliyev", ("aliyev", "eliyev")),
        ("Şükrü", ("sukru", "shuekrue")),
        ("İlham", ("ilham",)),
        ("ıspartalı", ("ispartali",)),
        ("Straße", ("strasse",)),
        ("Þór", ("thor", "tor")),
        ("Đorđe", ("dorde", "djordje")),
        ("Nguyễn", ("nguyen",)),
        ("cafe\u0301", ("cafe",)),
        ("Ḥusayn", ("husayn",)),
        ("O'Brien", ("obrien",)),
        ("ﬁn", ("fin",)),
    ],
)
def test_letters_with_marks_have_one_reading_or_two(text: str, readings: tuple[str, ...]) -> None:
    assert letters(text) == readings


def test_a_letter_with_a_hook_is_the_letter_of_its_name() -> None:
    assert letters("ɓaɗa") == ("bada",)
