"""The words that govern a place in a text about goods, as patterns; they stand in ``ends.yaml``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.datafile import read

HANGUL, HAN = "가-힣", "\u3400-\u4dbf\u4e00-\u9fff"
_LETTER = rf"[^\W{HAN}{HANGUL}]"  # of a script with spaces between its words
_PARTICLES = "이|은|는|을|를|의|인|도|이며|으로|로"


@dataclass(frozen=True, slots=True)
class Words:
    """``ends.yaml`` as it is written; its comments say what each entry means."""

    near: dict[str, str]
    far: dict[str, str]
    behind: dict[str, str]
    not_before: str
    not_behind: str
    not_fillers: str
    fillers: str
    endings: str
    parties: str
    joining: str
    within: str
    amounts: str
    whole: dict[str, str]
    loading: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that governs a place: its stretch, the part that it gives, and whether it reaches over other words."""

    start: int
    end: int
    part: str
    far: bool


@functools.cache
def words() -> Words:
    """The file's entries."""
    return read(Path(__file__).with_name("ends.yaml"), Words)


def split(listed: str) -> list[str]:
    """The entries of a list, the longest first."""
    return sorted((word.strip() for word in listed.lower().split(";") if word.strip()), key=len, reverse=True)


def cues(text: str) -> Iterator[Cue]:
    """Every word of the text that may govern a place behind it, also one within another."""
    for far, part, pattern in _patterns_before():
        for at in pattern.finditer(text):
            yield Cue(at.start(1), at.end(1), part, far)


@functools.cache
def _patterns_before() -> tuple[tuple[bool, str, re.Pattern[str]], ...]:
    """Every place where a cue stands, also within another: the pattern looks ahead and takes nothing."""
    tables = ((False, words().near), (True, words().far))
    listed = [(far, part, split(some)) for far, table in tables for part, some in table.items()]
    return tuple((far, part, compiled(pattern)) for far, part, some in listed for pattern in _starting(some))


def _starting(listed: list[str]) -> Iterator[str]:
    """One pattern for words of letters that stand apart, tried at the beginning of a word alone, and one for others."""
    spaced = [word for word in listed if re.match(rf"{_LETTER}|\*", word)]
    others = [word for word in listed if word not in spaced]
    if spaced:
        yield rf"(?<!{_LETTER})(?={_LETTER})(?=({_each(spaced)}))"
    if others:
        yield rf"(?=[{''.join(sorted({re.escape(word[0]) for word in others}))}])(?=({_each(others)}))"


@functools.cache
def _patterns_behind() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((part, compiled(_tail(listed))) for part, listed in words().behind.items())


def _tail(listed: str) -> str:
    """Words behind a place: joined ones at once or after a hyphen, others after a space or a closing mark."""
    joined = [word[1:] for word in split(listed) if word.startswith("-")]
    apart = [word for word in split(listed) if not word.startswith("-")]
    ending = "|".join(map(re.escape, split(words().endings)))
    close = r"(?:['’]s)?[\s\-)\]）»\"”]*"
    of_firm = rf"(?:(?:{any_of(words().parties)})[\s-]*(?:에서)?\s*)?"  # "made by a DPRK factory", a factory's goods
    return rf"(?:{ending})?(?:\s?-?(?:{_each(joined, tail=True)})|{close}{of_firm}(?:{_each(apart)}))"


def behind(text: str, at: int) -> tuple[str, int]:
    """The part that the words behind a place give it, and where they end; the longest decide."""
    best, end = "", at
    for part, pattern in _patterns_behind():
        hit = pattern.match(text, at)
        if hit and hit.end() > end:
            best, end = part, hit.end()
    return best, end


@functools.cache
def tails() -> tuple[str, ...]:
    """What may be joined to a Korean name."""
    listed = (tail for some in words().behind.values() for tail in split(some))
    return tuple(tail[1:] for tail in listed if re.match(f"-[{HANGUL}]", tail))


@functools.cache
def whole() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Words that hold the North and its part in one."""
    return tuple((part, compiled(rf"(?<![{HANGUL}])(?:{any_of(listed)})")) for part, listed in words().whole.items())


def any_of(listed: str) -> str:
    """The entries of a list as one pattern."""
    return _each(split(listed))


def _each(listed: Iterable[str], *, tail: bool = False) -> str:
    """Entries as one pattern: words of letters stand apart from others, Chinese and Korean ones need not.

    The classes of letters are large and stand once for a whole group: each costs time when it is compiled.
    """
    words_ = list(listed)
    spaced = [word for word in words_ if re.match(rf"{_LETTER}|\*", word)]
    joined = [word for word in words_ if tail and " " not in word and re.search(f"[{HANGUL}]$", word)]
    others = [word for word in words_ if word not in spaced and word not in joined]
    groups = (
        (spaced, "" if tail else rf"(?<!{_LETTER})", rf"(?!{_LETTER})"),
        (joined, "", rf"(?=(?:{_PARTICLES})?(?![{HANGUL}])|\s)"),
        (others, "", ""),
    )
    found = [f"{first}(?:{'|'.join(map(_one, some))}){last}" for some, first, last in groups if some]
    return "|".join(found) or r"(?!)"


def _one(word: str) -> str:
    parts = (re.escape(part).replace(r"\*", r"\w*" if part != "*" else r"\w+") for part in word.split())
    return r"[\s\-]+".join(parts)


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern for small letters: texts are asked as ``small`` gives them, for ignoring case makes it slow."""
    return re.compile(pattern)


def small(text: str) -> str:
    """The text in small letters, at the same places."""
    low = text.lower()
    return low if len(low) == len(text) else text


@functools.cache
def filled() -> re.Pattern[str]:
    """What may stand between a near word and its place."""
    return compiled(rf"(?:[\s:.,\-–—(\"'“«：（]|{any_of(words().fillers)})*")


@functools.cache
def within() -> re.Pattern[str]:
    """What may stand between the parts of one place."""
    ending = "|".join(map(re.escape, split(words().endings)))
    return compiled(rf"(?:{ending})?(?:[\s,()/\-–:，（）、]|{any_of(words().within)})*")


@functools.cache
def joining() -> re.Pattern[str]:
    """What joins places that share the word before them."""
    return compiled(rf"[\s)）]*(?:{any_of(words().joining)})+(?:\s|{any_of(words().joining)}|the)*")


@functools.cache
def firm() -> re.Pattern[str]:
    """A word of a firm's or an office's name."""
    return compiled(any_of(words().parties))


@functools.cache
def firm_behind() -> re.Pattern[str]:
    """A word of a firm's or an office's name among the words behind a place."""
    return compiled(rf"\s*(?:\w+\s+){{0,4}}?(?:{any_of(words().parties)})")


@functools.cache
def amounts() -> re.Pattern[str]:
    """Amounts before a place that describes goods."""
    return compiled(rf"(?:\W|{any_of(words().amounts)})*")


@functools.cache
def not_before() -> re.Pattern[str]:
    """What rules out a place behind it."""
    return compiled(rf"(?:{any_of(words().not_before)})(?:[\s\-:(]|{any_of(words().not_fillers)})*$")


@functools.cache
def not_behind() -> re.Pattern[str]:
    """What rules out a place before it."""
    between = any_of(words().not_fillers)
    return compiled(rf"(?:[\s\-]|에|로|으로|{between})*(?:{_tail(words().not_behind)})")


@functools.cache
def people_before() -> re.Pattern[str]:
    """A word for people at work right before another word: "20 workers | from DPRK"."""
    return compiled(rf"(?:{any_of(words().behind['hands'])})[\s,]*$")


@functools.cache
def people() -> re.Pattern[str]:
    """A word for people at work."""
    return compiled(any_of(words().behind["hands"]))


@functools.cache
def loading() -> re.Pattern[str]:
    """Words for where goods were loaded, which may be elsewhere than where they come from."""
    return compiled(any_of(words().loading))
