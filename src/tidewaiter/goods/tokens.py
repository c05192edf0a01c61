"""Takes an item text apart into words, each with its place in the text.

Words are folded so that a text and the lexicon meet: lower case, no accents, no possessive, hyphens and joints between
letters and digits split ("Il-62M" is "il", "62", "m"). Russian words lose their case endings and fleeting vowels.
Korean and Chinese runs are cut by the lexicon's own vocabulary, so that the least is left over, because spaces do not
part their words; traditional characters are looked up as simplified ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tidewaiter.goods.lines import read_lines

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HANGUL = "\uac00-\ud7a3"
# No character that is passed over can begin a token: so the next token is always the next place of its own letters.
_TOKEN = re.compile(
    r"(?<![^\W_])[Ww]/(?= ?[A-Za-z])"
    r"|[A-Za-z\u00c0-\u024f]+(?:['’]s\b)?"
    r"|\d+(?:[.,]\d+)*"
    r"|[\u0400-\u04ff]+(?:/[\u0400-\u04ff]+)*"
    rf"|[{_HAN}{_HANGUL}]+(?: [{_HAN}{_HANGUL}]+)*"
    r"|[,;:()\[\]/|&+\n·、，；：（）。]"
)
# signs that are read as words
_SIGNS = {"&": "and", "w/": "with", "W/": "with"}
_RUN = re.compile(rf"[{_HAN}{_HANGUL}]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_ENDINGS = (
    "иями", "ями", "ами", "иях", "ого", "его", "ому", "ему", "ыми", "ими", "ией", "иям",
    "ов", "ев", "ей", "ой", "ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие", "ам", "ям", "ах", "ях", "ом", "ем",
    "ую", "юю", "ых", "их", "ия", "ию", "ии", "ый",
    "а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й",
)  # fmt: skip
_STEM_AT_LEAST = 3
# A vowel that flees ("мешок", "мешки"; "огурец", "огурцы"; "батареек", "батарейки") before one of these.
_FLEES_BEFORE = ("к", "ц")
_FLEETING = re.compile(r"(?<=[бвгджзйклмнпрстфхцчшщь])[ое](?=[кц]$)|ь(?=[кц]$)")
_AFTER_VOWEL = re.compile(r"(?<=[аеиоуыэюя])е(?=к$)")
_FLEETING_AT_LEAST = 5
# What the cut of a run costs: a character left over, one that is a word by itself, a longer word. Longer runs than this
# are cut from the left only.
_LEFT, _ALONE, _WORD = 10, 6, 1
_WEIGHED = 80
_UNSPACED = re.compile("[^ ]+")
# a Korean word of one syllable counts only where a particle or nothing follows it
_PARTICLES = "을를이가은는과와도의로에,"


def _by_last_letter() -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = defaultdict(list)
    for ending in _ENDINGS:
        out[ending[-1]].append(ending)
    return {letter: tuple(endings) for letter, endings in out.items()}


_ENDINGS_BY_LAST = _by_last_letter()


class Tokens(NamedTuple):
    """Three lists of one length: the folded words, and where each starts and ends in the text."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def fold(word: str) -> str:
    """One Latin word in lower case without accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in plain if not unicodedata.combining(c))


def stem(word: str) -> str:
    """One Russian word without its case ending and fleeting vowel: a light rule, at least three letters stay."""
    word = word.lower().replace("ё", "е")
    for ending in _ENDINGS_BY_LAST.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= _STEM_AT_LEAST:
            word = word[: -len(ending)]
            break
    return _without_fleeting(word) if word[-1:] in _FLEES_BEFORE else word


def _without_fleeting(word: str) -> str:
    """A stem without the vowel that other forms of it lack: "мешок" and "огурец" are "мешк" and "огурц"."""
    if len(word) < _FLEETING_AT_LEAST:
        return _AFTER_VOWEL.sub("й", word)
    return _AFTER_VOWEL.sub("й", _FLEETING.sub("", word))


@cache
def simplified() -> Mapping[int, str]:
    """The code points of traditional Chinese characters, each to its simplified one; see ``data/characters.yaml``."""
    table = read_lines(Path(__file__).parent / "data" / "characters.yaml").value
    return {ord(char): short for short, chars in table.items() for char in chars}


def fold_run(run: str) -> str:
    """A run of Korean or Chinese in simplified characters, each at the place of the one written."""
    return run.translate(simplified())


def raw_tokens(text: str) -> list[str]:
    """The tokens as they are written; Korean and Chinese runs whole."""
    return _TOKEN.findall(text)


def is_run(raw: str) -> bool:
    """Whether a token is a run of Korean or Chinese, which holds several words."""
    return _RUN.match(raw) is not None


def fold_token(raw: str, spelling: Mapping[str, str]) -> str:
    """The word of one token that is no run."""
    if raw in _SIGNS:
        return _SIGNS[raw]
    latin = _LATIN.match(raw)
    if latin:
        word = fold(latin[0])  # the possessive is left behind
        return spelling.get(word, word)
    if not "\u0400" <= raw[0] <= "\u04ff":
        return raw
    return spelling.get(raw.lower()) or stem(raw)


def fold_words(text: str, spelling: Mapping[str, str]) -> list[str]:
    """The words of a phrase of the lexicon: a Korean or Chinese run is one word, its spaces left out."""
    raws = _TOKEN.findall(text)
    return [fold_run(raw).replace(" ", "") if is_run(raw) else fold_token(raw, spelling) for raw in raws]


def tokenize(text: str, *, spelling: Mapping[str, str], vocabulary: Mapping[str, tuple[str, ...]]) -> Tokens:
    """The words of ``text``.

    ``spelling`` maps a variant to the spelling of the lexicon; ``vocabulary`` maps two first characters to the
    Korean or Chinese words that begin with them (a character alone to itself), the longest first.
    """
    tokens = Tokens([], [], [])
    at = 0
    for raw in _TOKEN.findall(text):
        at = text.find(raw, at)
        if is_run(raw):
            for word, start, end in cut_run(raw, vocabulary):
                _put(tokens, word, at + start, at + end)
        else:
            _put(tokens, fold_token(raw, spelling), at, at + len(raw))
        at += len(raw)
    return tokens


def _put(tokens: Tokens, word: str, start: int, end: int) -> None:
    tokens.words.append(word)
    tokens.starts.append(start)
    tokens.ends.append(end)


def cut_run(run: str, vocabulary: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, int, int]]:
    """The known words, and what is left between them, of a run of syllables or characters, with their places in it.

    The longest word from the left on is taken; where that leaves something over, the run is cut so that the least is
    left: "汽车站牌" is "汽车" and "站牌", for behind "汽车站" a "牌" would be left over.
    """
    run = fold_run(run)
    places = _from_the_left(run, vocabulary)
    if len(run) <= _WEIGHED and _is_left_over(run, places):
        places = _least_left(run, vocabulary)
    at = 0
    for start, end in [*places, (len(run), len(run))]:
        yield from _between(run, at, start)
        if end > start:
            yield run[start:end].replace(" ", ""), start, end
        at = end


def _between(run: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """What is left between known words, one by one."""
    for hit in _UNSPACED.finditer(run, start, end):
        yield hit[0], hit.start(), hit.end()


def _from_the_left(run: str, vocabulary: Mapping[str, tuple[str, ...]]) -> list[tuple[int, int]]:
    """The places of the known words, the longest taken first."""
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(run):
        end = at if run[at] == " " else next(_ends(run, at, vocabulary), at)
        if end > at:
            places.append((at, end))
        at = max(end, at + 1)
    return places


def _is_left_over(run: str, places: list[tuple[int, int]]) -> bool:
    """Whether characters stay unknown, or a word of one character is among several."""
    kept = sum(end - start for start, end in places) + run.count(" ")
    return len(places) > 0 and (kept < len(run) or any(end - start == 1 for start, end in places))


def _least_left(run: str, vocabulary: Mapping[str, tuple[str, ...]]) -> list[tuple[int, int]]:
    """The places of the known words, cut so that the fewest characters are left, then the fewest stand alone."""
    best: list[tuple[int, int]] = [(0, 0)] * (len(run) + 1)  # the cost of the rest, and where its first word ends
    for at in range(len(run) - 1, -1, -1):
        skipped = best[at + 1][0] + (0 if run[at] == " " else _LEFT)
        best[at] = (skipped, at)
        for end in _ends(run, at, vocabulary) if run[at] != " " else ():
            cost = best[end][0] + (_ALONE if end - at == 1 else _WORD)
            if cost < best[at][0]:
                best[at] = (cost, end)
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(run):
        end = best[at][1]
        if end > at:
            places.append((at, end))
        at = max(end, at + 1)
    return places


def _ends(run: str, at: int, vocabulary: Mapping[str, tuple[str, ...]]) -> Iterator[int]:
    """Where the known words end that may begin at a place, the longest first."""
    for word in _candidates(run, at, vocabulary):
        end = _reach(run, at, word)
        if not end or (len(word) == 1 and not _stands_alone(run, at)):
            continue
        if end - at == len(word) or not (_takes_away(run, at, end, vocabulary) or _is_pieced(run, at, end)):
            yield end


def _candidates(run: str, at: int, vocabulary: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words that may stand at a place, by their first two characters, the longest first."""
    after = at + 1
    while after < len(run) and run[after] == " ":
        after += 1
    single = vocabulary.get(run[at], ())
    longer = vocabulary.get(run[at] + run[after], ()) if after < len(run) else ()
    return longer + single if single else longer


def _is_pieced(run: str, at: int, end: int) -> bool:
    """Whether a Chinese word would be made of the last character before a space and of what stands behind it."""
    lengths = [len(part) for part in run[at:end].split()]
    inside = (at > 0 and run[at - 1] != " ") or (end < len(run) and run[end] != " ")
    return inside and min(lengths) == 1 < max(lengths) and not "\uac00" <= run[at] <= "\ud7a3"


def _takes_away(run: str, at: int, end: int, vocabulary: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a word with a space in it takes the beginning of a longer word behind the space."""
    behind = run.rfind(" ", at, end) + 1
    words = vocabulary.get(run[behind : behind + 2], ())
    return any(len(word) > end - behind and run.startswith(word, behind) for word in words)


def _reach(run: str, at: int, word: str) -> int:
    """Where ``word`` ends if it begins at ``at``, spaces between its syllables passed over; 0 if it does not."""
    if run.startswith(word, at):
        return at + len(word)
    for char in word:
        while at < len(run) and run[at] == " ":
            at += 1
        if at >= len(run) or run[at] != char:
            return 0
        at += 1
    return at


def _stands_alone(run: str, at: int) -> bool:
    if not "\uac00" <= run[at] <= "\ud7a3":
        return True
    before = run[at - 1] if at else " "
    after = run[at + 1] if at + 1 < len(run) else " "
    return before == " " and (after == " " or after in _PARTICLES)
