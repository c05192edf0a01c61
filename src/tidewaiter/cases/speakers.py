"""Who speaks, over several copies: one voice under two spellings, and outlets that are not named."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tidewaiter import datafile, places
from tidewaiter.reports.text.even import even
from tidewaiter.reports.text.pages import pages


@dataclass(frozen=True, slots=True)
class Speakers:
    """The file ``speakers.yaml`` as it is written."""

    outlets: tuple[str, ...]
    plain: tuple[str, ...]


@cache
def _words() -> Speakers:
    return datafile.read(Path(__file__).with_name("speakers.yaml"), Speakers)


def fold(name: str) -> str:
    """The name without titles, in small letters and with straight apostrophes: "Mr. Kim’s sister" is "kim's sister"."""
    titles = pages().stories.honorifics
    words = even(name).casefold().split()
    return " ".join(word for word in words if word.strip(".") not in titles) or " ".join(words)


def is_nameless(name: str) -> bool:
    """Whether the words are an outlet that is not named: "state media", "a South Korean newspaper"."""
    low = even(name).casefold()
    head = next((outlet for outlet in _words().outlets if f" {low}".endswith(f" {outlet}")), None)
    if head is None:
        return False
    before = _without_places(name[: len(name) - len(head)])
    return all(word in _words().plain for word in before.casefold().split())


def proper_words(name: str) -> tuple[str, ...]:
    """The words that name a party: with a capital, and neither a place's nor an article or title."""
    words = [word.strip(".,'\"") for word in _without_places(even(name)).split()]
    empty = (*pages().stories.function, *pages().stories.honorifics)
    return tuple(word.casefold() for word in words if word[:1].isupper() and word.casefold() not in empty)


def _without_places(text: str) -> str:
    for mention in reversed(tuple(places.scan(text))):
        text = text[: mention.start] + text[mention.end :]
    return text
