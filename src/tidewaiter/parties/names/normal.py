"""Cuts a name into pieces: stretches of letters of one script, and stretches of digits.

Nothing is rewritten in place: every piece remembers where it stands in the name as written, and what stood before it.
What cannot be seen (direction marks, zero width, control characters) is passed over, and said.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from tidewaiter.parties.names.tables import rows

MOST = 64  # words of a name that are read; the longest name on the lists at hand has about 30
LONGEST = 1_000  # letters of a name that are read

Joint = Literal["", " ", "-", ".", "/", "'", ",", "&", "(", ")"]

_PLAIN = re.compile(r"[A-Za-z]+(?:['`][A-Za-z]+)*['`]?|[0-9]+|[&+]")
_JOINTS = re.compile(r"[-./'(),&]")
_QUOTES = "'`´‘’‛ʹʻʼʽʾʿˈˊˋ′＇ʿ՚ꞌ"
_DASHES = "-‐‑‒–—―−﹣－־"
_DOTS = ".．。｡․"
_MIDDLE = "·・•･‧∙⋅"
_COMMAS = ",，、،﹐､;；؛"
_OPEN, _CLOSE = "([{（［｛<〈《「『【", ")]}）］｝>〉》」』】"
_AND = "&＆﹠+＋"

# First code point of each stretch and the script that begins there; "" is none.
_SCRIPTS = (
    (0x0041, "latin"), (0x005B, ""),
    (0x0061, "latin"), (0x007B, ""), (0x00AA, "latin"), (0x00AB, ""), (0x00B5, "greek"),
    (0x00B6, ""), (0x00BA, "latin"), (0x00BB, ""), (0x00C0, "latin"), (0x00D7, ""), (0x00D8, "latin"), (0x00F7, ""),
    (0x00F8, "latin"), (0x0370, "greek"), (0x0400, "cyrillic"), (0x0530, "armenian"), (0x0590, "hebrew"),
    (0x0600, "arabic"), (0x0700, "syriac"), (0x0750, "arabic"), (0x0780, "thaana"), (0x07C0, "nko"), (0x0800, "other"),
    (0x0860, "syriac"), (0x0870, "arabic"), (0x0900, "devanagari"), (0x0980, "bengali"), (0x0A00, "gurmukhi"),
    (0x0A80, "gujarati"), (0x0B00, "oriya"), (0x0B80, "tamil"), (0x0C00, "telugu"), (0x0C80, "kannada"),
    (0x0D00, "malayalam"), (0x0D80, "sinhala"), (0x0E00, "thai"), (0x0E80, "lao"), (0x0F00, "tibetan"),
    (0x1000, "burmese"), (0x10A0, "georgian"), (0x1100, "hangul"), (0x1200, "ethiopic"), (0x13A0, "other"),
    (0x1780, "khmer"), (0x1800, "mongolian"), (0x1900, "other"), (0x1C80, "cyrillic"), (0x1C90, "georgian"),
    (0x1CC0, "other"), (0x1D00, "latin"), (0x1D2B, "cyrillic"), (0x1D2C, "latin"), (0x1DC0, "other"),
    (0x1E00, "latin"), (0x1F00, "greek"), (0x2000, ""), (0x2071, "latin"), (0x2072, ""), (0x207F, "latin"),
    (0x2080, ""), (0x2090, "latin"), (0x20A0, ""), (0x2C00, "other"), (0x2C60, "latin"), (0x2C80, "coptic"),
    (0x2D00, "georgian"), (0x2D30, "other"), (0x2DE0, "cyrillic"), (0x2E00, ""), (0x2E80, "han"), (0x2FF0, ""),
    (0x3005, "han"), (0x3008, ""), (0x3021, "han"), (0x3030, ""), (0x3041, "kana"), (0x3100, "bopomofo"),
    (0x3130, "hangul"), (0x3190, "other"), (0x31A0, "bopomofo"), (0x31C0, ""), (0x31F0, "kana"), (0x3200, "other"),
    (0x3400, "han"), (0x4DC0, ""), (0x4E00, "han"), (0xA000, "other"), (0xA640, "cyrillic"), (0xA6A0, "other"),
    (0xA722, "latin"), (0xA788, ""), (0xA789, "latin"), (0xA800, "other"), (0xA8E0, "devanagari"), (0xA900, "other"),
    (0xA960, "hangul"), (0xA980, "other"), (0xA9E0, "burmese"), (0xAA00, "other"), (0xAA60, "burmese"),
    (0xAA80, "other"), (0xAB30, "latin"), (0xAB65, "greek"), (0xAB66, "latin"), (0xAB70, "other"), (0xAC00, "hangul"),
    (0xD800, ""), (0xF900, "han"), (0xFB00, "latin"), (0xFB13, "armenian"), (0xFB1D, "hebrew"), (0xFB50, "arabic"),
    (0xFE00, ""), (0xFE70, "arabic"), (0xFEFF, ""), (0xFF21, "latin"), (0xFF3B, ""), (0xFF41, "latin"), (0xFF5B, ""),
    (0xFF66, "kana"), (0xFFA0, "hangul"), (0xFFE0, ""), (0x10000, "other"), (0x16FE0, "han"), (0x17000, "other"),
    (0x1AFF0, "kana"), (0x1B170, "other"), (0x1D400, "latin"), (0x1D6A8, "greek"), (0x1D7CE, ""), (0x1D800, "other"),
    (0x1F100, ""), (0x1F110, "latin"), (0x1F1AD, ""), (0x20000, "han"), (0x40000, ""),
)  # fmt: skip
_STARTS = tuple(start for start, _ in _SCRIPTS)


@dataclass(slots=True)
class Piece:
    """A stretch of letters of one ``script`` (or of "digits", or the sign "&") of a name.

    ``text`` is what is read of it: compatibility forms resolved, invisible characters gone, look-alikes put right.
    ``joint`` is the strongest sign between this piece and the one before it: "" where they touch.
    """

    start: int
    end: int
    text: str
    script: str
    joint: str = " "


def pieces(text: str) -> tuple[list[Piece], list[str]]:
    """The pieces of a name in order, and notes on what was removed or mended."""
    notes: list[str] = []
    if len(text) > LONGEST:
        notes.append(f"only the first {LONGEST} of {len(text)} letters were read")
        text = text[:LONGEST]
    found = _plain(text) if text.isascii() and text.isprintable() else _whole(text, notes)
    if len(found) > MOST:
        notes.append(f"only the first {MOST} of {len(found)} words were read")
        del found[MOST:]
    return found, notes


def _plain(text: str) -> list[Piece]:
    """The pieces of a name in ASCII."""
    found: list[Piece] = []
    last = 0
    for match in _PLAIN.finditer(text):
        start, end = match.span()
        piece = match.group()
        first = piece[0]
        joint = _joint(text[last:start]) if start != last + 1 or text[last] != " " else " "
        if first.isdigit():
            found.append(Piece(start, end, piece, "digits", joint))
        elif first in "&+":
            found.append(Piece(start, end, "&", "&", joint))
        else:
            if piece[-1] in "'`":
                piece, end = piece[:-1], end - 1
            found.append(Piece(start, end, piece, "latin", joint))
        last = end
    if found:
        found[0].joint = " " if found[0].joint == "" else found[0].joint
    return found


def _joint(between: str) -> str:
    """The strongest of the signs between two pieces: a comma or bracket before a dot before a space before nothing."""
    if not between:
        return ""
    for sign in ",()":
        if sign in between:
            return sign
    kept = between.strip()
    if not kept:
        return " "
    if kept in ".-/'&":
        return kept if kept == between or kept in "-/" else "." if between[0] == "." and kept == "." else " "
    return " "


@cache
def script(letter: str) -> str:
    """The script of a letter ("latin", "han" ...), "" for what is no letter; marks have none of their own."""
    if not (letter.isalpha() or unicodedata.category(letter)[0] in "LMN"):
        return ""
    return _SCRIPTS[bisect_right(_STARTS, ord(letter)) - 1][1] if ord(letter) >= _STARTS[0] else ""


@cache
def _sort(letter: str) -> str:
    """What a character is to the cutter: a script, "digits", "mark", "hidden", or the sign it stands for."""
    for signs, sign in _SIGNS:
        if letter in signs:
            return sign
    category = unicodedata.category(letter)
    if category in ("Mn", "Mc", "Me"):
        return "mark"
    if category == "Nd":
        return "digits"
    if category in ("Cf", "Cc", "Co", "Cs", "Cn"):
        return " " if letter in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85" else "hidden"
    if category[0] in "LN" or category == "So":
        plain = unicodedata.normalize("NFKC", letter)
        inner = next((one for one in plain if one.isalnum()), "")
        if plain != letter and inner and (category != "So" or not inner.isascii()):
            return "digits" if inner.isdigit() else script(inner)
        return "digits" if category == "No" and plain.isdigit() else script(letter) or " "
    return " "


_SIGNS = (
    (_QUOTES, "'"), (_DASHES, "-"), (_DOTS, "."), (_MIDDLE, "·"), (_COMMAS, ","), (_OPEN, "("), (_CLOSE, ")"),
    (_AND, "&"), ("/⁄∕／\\", "/"),
)  # fmt: skip


def _whole(text: str, notes: list[str]) -> list[Piece]:
    """The pieces of a name in any script."""
    found: list[Piece] = []
    between = ""
    open_: Piece | None = None
    letters: list[str] = []
    hidden = 0

    def close() -> None:
        nonlocal open_
        if open_ is not None:
            open_.text = _compatible("".join(letters))
            letters.clear()
            open_ = None

    for index, letter in enumerate(text):
        sort = _sort(letter)
        if sort == "hidden":
            hidden += 1
            if open_ is not None and letter in "\u200c\u200d" and open_.script not in ("latin", "digits"):
                letters.append(letter)
            continue
        if sort == "mark":
            if open_ is not None:
                letters.append(letter)
                open_.end = index + 1
            continue
        if sort == "'":
            following = _sort(text[index + 1]) if index + 1 < len(text) else " "
            if open_ is not None and following in _KEPT and open_.script in _KEPT:
                letters.append("'")
            else:
                close()
                between += "'"
            continue
        if len(sort) == 1:
            close()
            if sort == "&":
                found.append(Piece(index, index + 1, "&", "&", _joint(between) or " "))
                between = ""
            else:
                between += sort if sort != "·" else "-"
            continue
        if open_ is not None and (open_.script == sort or {open_.script, sort} <= _ALIKE):
            if open_.script != sort and sort in _ALIKE and open_.script in _ALIKE:
                open_.script = "mixed"
        elif open_ is not None and open_.script == "mixed" and sort in _ALIKE:
            pass
        else:
            close()
            open_ = Piece(index, index, "", sort, _joint(between) if found or between else " ")
            found.append(open_)
            between = ""
        letters.append(letter)
        open_.end = index + 1
    close()
    if hidden:
        notes.append(f"{hidden} invisible character{'s were' if hidden > 1 else ' was'} removed")
    for piece in found:
        if piece.script == "mixed":
            _mend(piece, notes)
    return found


_ALIKE = {"latin", "cyrillic", "greek"}
_KEPT = {"latin", "cyrillic", "greek", "mixed", "armenian", "georgian", "arabic", "hebrew"}


@lru_cache(maxsize=4096)
def _compatible(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def compatible(text: str) -> tuple[str, list[int]]:
    """A run with full-width, half-width and decomposed letters put right, and where each letter stood before."""
    if unicodedata.is_normalized("NFKC", text):
        return text, list(range(len(text)))
    made, places, start = "", [], 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not (unicodedata.combining(text[index]) or text[index] in _LEANING):
            letters = unicodedata.normalize("NFKC", text[start:index])
            if letters[0] == "(":
                letters = enclosed().get(letters[1:-1], letters[1:-1])
            made += letters
            places += [start] * (len(letters) - 1) + [index - 1] * bool(letters)
            start = index
    return made, places


@cache
def enclosed() -> dict[str, str]:
    """Legal forms that are one sign in brackets or a circle: ㈱."""
    return {row[0]: row[1] for row in rows("enclosed")}


# Letters that lean on the one before: vowels and finals of Hangul taken apart, voicing marks of half-width kana.
_LEANING = frozenset(map(chr, (*range(0x1160, 0x1200), 0xFF9E, 0xFF9F)))


@cache
def _twins() -> dict[str, dict[str, str]]:
    """For each script, letters of other scripts and the letter that looks the same in it."""
    twins: dict[str, dict[str, str]] = {"latin": {}, "cyrillic": {}, "greek": {}}
    for into, foreign, letter in rows("lookalikes"):
        twins[into][foreign] = letter
    return twins


def twin(text: str) -> str:
    """A word of another script as the Latin letters that all of its letters look like, "" where one does not."""
    seen = [_twins()["latin"].get(one, "") for one in text]
    return "".join(seen).lower() if all(seen) else ""


def _mend(piece: Piece, notes: list[str]) -> None:
    """Puts a word of mixed scripts into the script of most of its letters."""
    counts = {name: sum(script(one) == name for one in piece.text) for name in ("latin", "cyrillic", "greek")}
    main = max(counts, key=lambda name: counts[name])
    twins = _twins()[main]
    mended = "".join(twins.get(one, one) for one in piece.text)
    notes.append(f"letters of another script inside {piece.text!r} were read as {main} letters")
    piece.script, piece.text = main, mended
