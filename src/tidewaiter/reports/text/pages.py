"""The words that news pages are taken apart by: loads ``lexicon/pages.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from tidewaiter.datafile import read
from tidewaiter.reports.text.lexicons import folder

Owner = Literal["state", "wire", "outlet"]


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency: the names it goes by (case counts), its country (ISO 3166-1), who owns it."""

    name: str
    names: tuple[str, ...]
    country: str
    owner: Owner


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news site, known by the end of its host name."""

    host: str
    name: str
    country: str
    owner: Owner


@dataclass(frozen=True, slots=True)
class Bylines:
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    small: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Datelines:
    places: tuple[str, ...]
    no_places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timelines:
    words: tuple[str, ...]
    starts: tuple[str, ...]
    updated: tuple[str, ...]
    zones: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credits:
    starts: tuple[str, ...]
    sources: tuple[str, ...]
    tails: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Captions:
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    inside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boilerplate:
    lines: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """What a full stop may follow inside a sentence; see the file for the four classes."""

    never: tuple[str, ...]
    number: tuple[str, ...]
    maybe: tuple[str, ...]
    clock: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language's script and commonest words; a letter of ``without`` rules it out."""

    script: Literal["latin", "cyrillic", "hangul", "han"]
    words: tuple[str, ...]
    without: str = ""


@dataclass(frozen=True, slots=True)
class StoryWords:
    """The words that a comparison of two copies looks at."""

    stance: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]
    negation: tuple[str, ...]
    honorifics: tuple[str, ...]
    roles: tuple[str, ...]
    pronouns: tuple[str, ...]
    function: tuple[str, ...]
    numbers: dict[str, str]


@dataclass(frozen=True, slots=True)
class MailWords:
    """What stands in an e-mail around what its sender writes."""

    wrote: tuple[str, ...]
    answered: tuple[str, ...]
    forwarded: tuple[str, ...]
    headers: tuple[str, ...]
    quoted: tuple[str, ...]
    tails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """All of ``pages.yaml``."""

    agencies: tuple[Agency, ...]
    outlets: tuple[Outlet, ...]
    byline: Bylines
    dateline: Datelines
    timeline: Timelines
    credit: Credits
    caption: Captions
    boilerplate: Boilerplate
    mail: MailWords
    abbreviations: Abbreviations
    sentence_starts: tuple[str, ...]
    languages: dict[str, Language]
    stories: StoryWords


@cache
def pages() -> Pages:
    """The page lexicon, read once."""
    return read(folder() / "pages.yaml", Pages)


@dataclass(frozen=True, slots=True)
class Metas:
    """Names of ``<meta>`` elements for each thing they tell, the surest first."""

    title: tuple[str, ...]
    outlet: tuple[str, ...]
    published: tuple[str, ...]
    modified: tuple[str, ...]
    byline: tuple[str, ...]
    address: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """All of ``layout.yaml``: the names that makers of web pages give to their parts."""

    drop_tags: tuple[str, ...]
    drop_roles: tuple[str, ...]
    drop_words: tuple[str, ...]
    drop_pairs: tuple[str, ...]
    keep_pairs: tuple[str, ...]
    topic_names: tuple[str, ...]
    body_words: tuple[str, ...]
    metas: Metas
    article_types: tuple[str, ...]
    byline_names: tuple[str, ...]
    no_bylines: tuple[str, ...]
    published_names: tuple[str, ...]


@cache
def layout() -> Layout:
    """The names of the parts of web pages, read once."""
    return read(folder() / "layout.yaml", Layout)
