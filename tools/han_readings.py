"""Writes how Chinese characters are read: ``han.tsv`` and ``chinese_latin.tsv`` of ``parties/names/scripts/data``.

Run it with a folder that holds Unihan's properties, a file each (``kMandarin.txt`` with lines "4E00<TAB>yī"), as the
Unicode Consortium keeps them in unicode-org/unicodetools under ``unicodetools/data/ucd/dev/Unihan``::

    python tools/han_readings.py FOLDER

Readings are facts, and the Unicode licence lets them be carried over. Characters are those of the national standards of
China, Taiwan, Japan and Korea; a simplified character takes from its traditional one what Unihan leaves out.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tidewaiter.parties.names.scripts import chinese
from tidewaiter.parties.names.scripts.table import DATA, column
from tidewaiter.parties.names.scripts.table import rows as table_rows

STANDARDS = ("kTGH", "kGB0", "kBigFive", "kJis0", "kIICore", "kJinmeiyoKanji")
VARIANTS = ("kTraditionalVariant", "kJapaneseOldVariant", "kJapaneseNewVariant", "kZVariant", "kSimplifiedVariant")
_HEAD = """\
# How Chinese characters are read, without tones. Written by tools/han_readings.py; do not edit.
# Source: Unihan, the Unicode Han database (© Unicode, Inc.; UNICODE-LICENSE.txt stands in places/data).
# columns: character, pinyin (v for ü), Cantonese (Jyutping), Sino-Korean (Hangul), Japanese on and kun, Vietnamese;
# in each the usual reading first
"""


def properties(folder: Path, name: str) -> dict[str, str]:
    """Values of one property by character; none where the folder lacks it."""
    file = folder / f"{name}.txt"
    if not file.exists():
        return {}
    lines = (line.split("\t", 1) for line in file.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return {sign: value for codes, value in lines for sign in _signs(codes)}


def _signs(codes: str) -> Iterator[str]:
    """The characters of a code or of a range of codes (4E00..4E02)."""
    start, _, end = codes.partition("..")
    yield from map(chr, range(int(start, 16), int(end or start, 16) + 1))


def plain(syllable: str) -> str:
    """A syllable without tone marks; ü is v."""
    parts = unicodedata.normalize("NFD", syllable.lower())
    parts = parts.replace("u\u0308", "v").replace("đ", "d")
    return re.sub(r"[^a-z]", "", parts)


def first(values: Iterator[str] | list[str], most: int) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))[:most]


def pinyin(folder: Path) -> dict[str, list[str]]:
    """The customary reading, then others of the contemporary dictionaries."""
    usual = properties(folder, "kMandarin")
    modern = properties(folder, "kTGHZ2013")
    found = {}
    for sign in {*usual, *modern}:
        later = [part.split(":")[-1] for part in modern.get(sign, "").split()]
        readings = [*usual.get(sign, "").split()[:1], *(one for part in later for one in part.split(","))]
        found[sign] = first([plain(one) for one in readings], 3)
    return found


def cantonese(folder: Path) -> dict[str, list[str]]:
    return {
        sign: first([re.sub(r"[^a-z]", "", one) for one in value.split()], 2)
        for sign, value in properties(folder, "kCantonese").items()
    }


def korean(folder: Path) -> dict[str, list[str]]:
    """Readings of the standards (0, 1) and of the list for personal names (N)."""
    found = {}
    for sign, value in properties(folder, "kHangul").items():
        pairs = [one.split(":") for one in value.split()]
        order = sorted(pairs, key=lambda pair: 0 if "0" in pair[1] or "1" in pair[1] else 1)
        found[sign] = first([unicodedata.normalize("NFC", pair[0]) for pair in order], 3)
    return found


def japanese(folder: Path, wanted: range) -> dict[str, list[str]]:
    """Kana of one sort: katakana are on readings, hiragana kun."""
    found = {}
    for sign, value in properties(folder, "kJapanese").items():
        kana = [one for one in value.split() if ord(one[0]) in wanted]
        stems = [re.split(r"[-.]", one)[0] for one in kana]
        found[sign] = first(sorted(stems, key=len) if wanted.start == 0x3041 else stems, 2)
    return found


def vietnamese(folder: Path) -> dict[str, list[str]]:
    return {
        sign: first([plain(one) for one in value.split()], 1)
        for sign, value in properties(folder, "kVietnamese").items()
    }


def lend(folder: Path, tables: list[dict[str, list[str]]], signs: list[str]) -> None:
    """Gives each character the readings of its other forms where it has none of its own."""
    links: dict[str, list[str]] = {}
    for name in VARIANTS:
        for sign, value in properties(folder, name).items():
            others = [chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]+)", value)]
            others = others or [chr(int(code, 16)) for code in value.split() if re.fullmatch("[0-9A-F]{4,5}", code)]
            links.setdefault(sign, []).extend(others)
    for table in tables:
        own = dict(table)
        for sign in signs:
            if not own.get(sign):
                for other in links.get(sign, ()):
                    if own.get(other):
                        table[sign] = own[other]
                        break


_LATIN_HEAD = """\
# How Chinese syllables and family names stand in Latin letters. Written by tools/han_readings.py; do not edit.
# Made from han.tsv and han_families.tsv by the rules of the romanisations (chinese.py).
# columns: sort, letters, the pinyin that they may stand for
"""


def latin(characters: dict[str, list[str]]) -> Iterator[str]:
    """Rows of ``chinese_latin.tsv``: pinyin, Wade-Giles and Hong Kong syllables, and family names."""
    syllables = sorted({one[0] for one in characters.values() if one})
    yield "pinyin\t" + " ".join(sorted({way for one in syllables for way in chinese.pinyin(one)[:2]}))
    wade: dict[str, list[str]] = {}
    for one in syllables:
        wade.setdefault(chinese.wade(one), []).append(chinese.pinyin(one)[0])
    # without its apostrophe a consonant is a plain one first: tung is dong, then tong
    plain = {letters: sorted(dict.fromkeys(ways), key=lambda one: one[0] in "ptkqc") for letters, ways in wade.items()}
    yield from (f"wade\t{letters}\t{' '.join(ways)}" for letters, ways in sorted(plain.items()))
    spoken = {chinese.hong_kong(one.split()[0]) for one in (chinese.cells(sign)[1] for sign in characters) if one}
    yield "cantonese\t" + " ".join(sorted(spoken - {""}))
    families: dict[str, list[str]] = {}
    for row in table_rows("han_families"):
        if len(row) == 1:  # rarer families: only where Wade-Giles spells what pinyin does not
            for sign in row[0].split():
                read = chinese.pinyin((chinese.cells(sign)[0].split() or [""])[0])[0]
                if chinese.wade(read) not in syllables:
                    families.setdefault(chinese.wade(read), []).append(read)
        else:
            sign = row[0].split()[0]
            read = (
                row[1]
                if row[1] != "-"
                else "".join(chinese.pinyin(chinese.cells(one)[0].split()[0])[0] for one in sign)
            )
            wade_ = [chinese.wade(read)] if len(sign) == 1 else []
            custom = (one.partition("/")[0] for one in column(row, 2) if one != "-")
            for letters in (read, *wade_, *custom):
                families.setdefault(letters, []).append(read)
    yield from (f"family\t{letters}\t{' '.join(dict.fromkeys(ways))}" for letters, ways in sorted(families.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    signs = sorted({sign for name in STANDARDS for sign in properties(folder, name)})
    katakana, hiragana = range(0x30A1, 0x3100), range(0x3041, 0x30A0)
    tables = [pinyin(folder), cantonese(folder), korean(folder)]
    tables += [japanese(folder, katakana), japanese(folder, hiragana), vietnamese(folder)]
    lend(folder, tables, signs)
    rows = []
    for sign in signs:
        cells = [" ".join(table.get(sign, ())) for table in tables]
        if cells[0]:
            rows.append("\t".join([sign, *cells]).rstrip("\t"))
    (DATA / "han.tsv").write_text(_HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    lines = "\n".join(
        latin({row[0]: row[2 : row.index("\t", 2)].split() if row.count("\t") > 1 else [] for row in rows})
    )
    (DATA / "chinese_latin.tsv").write_text(_LATIN_HEAD + lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
