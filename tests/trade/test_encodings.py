"""The encoding of a text: proved where it can be, guessed aloud where it cannot."""

from __future__ import annotations

import pytest

from tidewaiter.errors import InputError
from tidewaiter.trade import encodings, read_table
from tidewaiter.trade.encodings import Encoding, find_encoding
from tidewaiter.trade.sheets import source_of


def find(data: bytes, encoding: str | None = None) -> Encoding:
    return find_encoding(source_of(data, name="a.csv"), encoding=encoding)


@pytest.mark.parametrize("data", [b"", b" \r\n\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="empty"):
        find(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"a", "utf-8"),
        ("\ufeffa".encode(), "utf-8-sig"),
        ("a".encode("utf-16"), "utf-16"),
        ("\ufeffa".encode("utf-16-be"), "utf-16"),
        ("date;origin;destination".encode("utf-16-le"), "utf-16-le"),
        ("date;origin;destination".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_the_encodings_of_unicode_need_no_guess(data: bytes, name: str) -> None:
    assert find(data) == Encoding(name)


RUSSIAN = "Дата;Страна происхождения;Страна назначения;Описание товара\n" + (
    "2024-02-18;Россия;Китай;Станки токарные металлорежущие с числовым управлением\n" * 8
)
CHINESE = "日期,原产国,目的国,商品名称\n" + "2024-02-18,中国,俄罗斯,数控车床和其他金属加工机床的零件\n" * 8
KOREAN = "날짜,원산지,도착국,품명\n" + "2024-02-18,중국,러시아,금속 가공용 선반 및 그 부분품\n" * 8
JAPANESE = "日付,原産国,仕向国,品名\n" + "2024-02-18,日本,ロシア,金属加工用の旋盤とその部分品\n" * 8


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (CHINESE, "gb18030"),
        (KOREAN, "euc-kr"),
        (JAPANESE, "shift_jis"),
    ],
)
def test_another_encoding_is_told_from_its_letters_and_said(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    found = find(data)
    assert data.decode(found.name) == text
    assert "name it with --encoding" in found.notes[0]


def test_the_encoding_that_is_named_decides() -> None:
    assert find("é".encode("cp1252"), "cp1252") == Encoding("cp1252")
    with pytest.raises(InputError, match="not known"):
        find(b"a", "nonsense")


def test_undecodable_bytes_are_told_with_their_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "_CHUNK", 3)
    with pytest.raises(InputError, match="byte 11 ") as caught:
        find(b"a,b\nc,d\ne,\xe9\n", "utf-8")
    assert caught.value.line == 3


def test_a_character_cut_by_a_piece_of_the_file_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "_CHUNK", 1)
    assert find("a,é,한\n".encode()) == Encoding("utf-8")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Müller Größe Öl", "cp1252"),
        ("Désignation pièces à l'étranger", "cp1252"),
        ("Descripción del año España", "cp1252"),
        ("Wartość Łódź przesyłka część", "cp1250"),
        ("Země původu součásti strojů", "cp1250"),
        ("Menşe ülke çıkış limanı ağırlık", "cp1254"),
    ],
)
def test_of_encodings_with_latin_letters_the_one_counts_whose_language_it_is(words: str, name: str) -> None:
    text = "Origin;Destination\n" + "".join(f"{word};KP\n" for word in words.split())
    assert find_encoding(source_of(text.encode(name), name="a.csv")).name == name


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["날짜,목적국\n2019,북한\n", "日期,目的国\n2019,朝鲜\n", "Дата,Страна\n2019,КНДР\n"])
def test_utf_16_without_its_mark_is_told_in_any_script(text: str, name: str) -> None:
    assert find(text.encode(name)).name == name


def test_bytes_that_are_no_text_are_said_to_be_none() -> None:
    with pytest.raises(InputError, match="no text"):
        find(bytes(range(256)) * 20)


SOUND = "".join(f"{number},Suède,Corée du Nord\n" for number in range(40)).encode()


@pytest.mark.parametrize("broken", [b"40,Su\xe8de,Chine\n", b"40,\xff\xfe,x\n", b"40,Cor\xc3"])
def test_a_few_lines_that_are_no_utf8_are_lost_alone(broken: bytes) -> None:
    found = find_encoding(source_of(SOUND + broken, name="a.csv"), lines=True)
    assert (found.name, found.broken) == ("utf-8", True)
    assert "but for 1 line" in found.notes[0]
    table = read_table(b"Date,Origin,Destination\n" + SOUND + broken, path="a.csv")
    assert [one.line for one in table.rejects] == [42]
    assert len(table.events) == 40


def test_a_file_of_another_encoding_is_no_broken_utf8() -> None:
    latin = "".join(f"{number},Suède,Corée du Nord\n" for number in range(40)).encode("cp1252")
    assert not find_encoding(source_of(latin, name="a.csv"), lines=True).broken
