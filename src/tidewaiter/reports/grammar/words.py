"""The words of one language, read from ``lexicon/*.yaml`` and made ready for look-up.

Everything here is data that a person can edit; the code only builds the forms of verbs and
turns lists into tables. Tables are built once a process.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tidewaiter.datafile import read
from tidewaiter.reports.grammar import things, verbs
from tidewaiter.reports.grammar.things import Things
from tidewaiter.reports.grammar.verbs import Verbs
from tidewaiter.reports.text.lexicons import folder


@dataclass(frozen=True, slots=True)
class CueGroup:
    """Verbs that report speech, with the act they do and the stance they give."""

    act: str
    stance: str
    takes: str
    verbs: list[str]


@dataclass(frozen=True, slots=True)
class TransferGroup:
    """Verbs or nouns of one frame of transfer."""

    frame: str
    manner: str
    verbs: list[str] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)
    strong: bool = False
    double: bool = False
    weak: bool = False
    mutual: bool = False
    after: list[str] = field(default_factory=list)
    onto: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Medium:
    """A news agency or outlet: the name to print, its spellings, its country, what it is."""

    name: str
    spellings: list[str]
    kind: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """Organisations whose country does not stand in their name."""

    spellings: list[str]
    country: str


@dataclass(frozen=True, slots=True)
class Make:
    """A maker of vehicles: spellings, seat, what it makes, and models known by name.

    Where the bare name means something else (a country, a word), ``ambiguous`` is set, and only
    the spellings count.
    """

    name: str
    kind: str
    country: str | None = None
    spellings: list[str] = field(default_factory=list)
    models: list[str] = field(default_factory=list)
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Makes:
    """The file ``vehicles.yaml``."""

    makes: list[Make]


@dataclass(frozen=True, slots=True)
class Raw:
    """The file ``en.yaml`` as it stands."""

    language: str
    cues: list[CueGroup]
    transfers: list[TransferGroup]
    transfer_nouns: list[TransferGroup]
    media: list[Medium]
    bodies: list[Body]
    people: list[Body]
    hedges: dict[str, list[str]]
    verb_lists: list[str]
    further_verbs: list[str]
    lists: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Cue:
    """One verb of speech."""

    lemma: str
    act: str
    stance: str
    takes: str


@dataclass(frozen=True, slots=True)
class Frame:
    """How one verb or noun of transfer fills its roles."""

    lemma: str
    frame: str
    manner: str
    strong: bool = False
    double: bool = False
    weak: bool = False
    mutual: bool = False
    after: tuple[str, ...] = ()
    onto: tuple[str, ...] = ()


class Words:
    """The lexicon of one language: tables from a lower-case form to what it means.

    ``lemma`` maps the forms of every listed verb to their base; ``cues`` and ``frames`` are
    keyed by base form, ``noun_frames`` by the noun as written, ``classes`` by a word for goods of the
    trades in ``things.*.yaml``; ``lists`` holds the plain lists of the file as sets, by their name there.
    """

    def __init__(self, raw: Raw, makes: Makes, goods: Things, known: Verbs) -> None:
        self.language = raw.language
        self.cues = {
            verb: Cue(verb, group.act, group.stance, group.takes)
            for group in reversed(raw.cues)
            for verb in group.verbs
        }
        self.object_cues = {verb for group in raw.cues if group.takes == "object" for verb in group.verbs}
        self.frames: dict[str, tuple[Frame, ...]] = {}
        for group in raw.transfers:
            for verb in group.verbs:
                self.frames[verb] = (*self.frames.get(verb, ()), _frame(verb, group))
        self.noun_frames = {noun: _frame(noun, group) for group in raw.transfer_nouns for noun in group.nouns}
        self.media = raw.media
        self.bodies = raw.bodies
        self.countries = {spelling: body.country for body in (*raw.bodies, *raw.people) for spelling in body.spellings}
        self.makes = makes.makes
        self.hedges = {word: kind for kind, words in raw.hedges.items() for word in words}
        self.classes = goods.trades
        self.lists = {name: frozenset(words) for name, words in raw.lists.items()}
        self.lists["with_particle"] |= {verb for verb in self.frames if " " in verb}
        self.ordered = {name: tuple(words) for name, words in raw.lists.items()}
        self.medium_of = {spelling: medium for medium in raw.media for spelling in medium.spellings}
        self.media_pattern = _any_of(self.medium_of)
        self.viewed_pattern = re.compile(
            f"({self.media_pattern.pattern})(?: has| have| had)? (?:saw|seen|viewed|reviewed|obtained)\\b"
        )
        self.body_pattern = _any_of(self.countries)
        self._make_spellings = {
            spelling: make
            for make in makes.makes
            for spelling in (*(() if make.ambiguous else (make.name,)), *make.spellings)
        }
        self._make_pattern = _any_of(self._make_spellings)
        self.lemma = self._bases(raw, known)

    def _bases(self, raw: Raw, known: Verbs) -> dict[str, str]:
        """The base form of every form of the verbs that stand anywhere in the file."""
        told = [*known.irregular, *self.cues, *(verb.partition(" ")[0] for verb in self.frames), "be", "have", "do"]
        return known.bases([*told, *raw.further_verbs, *(verb for name in raw.verb_lists for verb in raw.lists[name])])

    def make_in(self, text: str) -> tuple[str, str | None] | None:
        """Make and model of a vehicle named in the text: "Aurus Senat limousine" -> ("Aurus", "Senat")."""
        hit = self._make_pattern.search(text)
        if hit is None:
            return None
        make = self._make_spellings[hit[0]]
        model = next((name for name in make.models if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)), None)
        return make.name, model

    def among(self, name: str, word: str) -> bool:
        """Whether the lower-case word stands in the list of that name."""
        return word in self.lists[name]


def _frame(lemma: str, group: TransferGroup) -> Frame:
    return Frame(
        lemma, group.frame, group.manner, group.strong, group.double, group.weak, group.mutual, tuple(group.after),
        tuple(group.onto),
    )  # fmt: skip


def _any_of(spellings: Iterable[str]) -> re.Pattern[str]:
    """Any of the spellings as whole words, the longest first; by first letters, so that hundreds cost no time."""
    by_letter: dict[str, list[str]] = {}
    for spelling in sorted(spellings, key=lambda spelling: (-len(spelling), spelling)):
        by_letter.setdefault(spelling[0], []).append(re.escape(spelling[1:]))
    branches = (f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(r"(?<![\w-])(?:" + "|".join(branches) + r")(?![\w])")


@functools.cache
def load(language: str = "en") -> Words:
    """The lexicon of a language. Raises DataError, with file and line, where a file is wrong."""
    raw, makes = read(folder() / f"{language}.yaml", Raw), read(folder() / "vehicles.yaml", Makes)
    return Words(raw, makes, things.load(language), verbs.load(language))
