"""Who is meant: full names, countries, speakers by office, pronouns and "the ministry".

Light on purpose. A surname takes the full name it was introduced with, a bare office the
last one of its kind, a pronoun the last speaker that fits; whatever was filled so is a guess
and marked as one.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tidewaiter.model import SpeakerKind
from tidewaiter.places import get, scan
from tidewaiter.reports.grammar.language import Phrase, Text
from tidewaiter.reports.grammar.words import Medium

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_OF_PEOPLE = ("workers", "troops")
_BROUGHT_BY = frozenset({"by", "in", "on", "from", "of"})
_INSIDE_NAMES = frozenset({"-", "bin", "al", "von", "van", "de", "el", "ibn", "da", "."})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name as resolved, the words it was read from, what kind of speaker it is.

    ``heads`` are the lower-case words by which it can be taken up again ("the ministry").
    """

    name: str
    first: int
    last: int
    kind: SpeakerKind = "named"
    affiliation: str | None = None
    country: str | None = None
    medium: str | None = None
    person: bool = False
    plural: bool = False
    guess: bool = False
    heads: frozenset[str] = frozenset()


class Names:
    """The names of one text: its people, places and media, each with where it stands."""

    __slots__ = ("_bodies", "_by_first", "_by_last", "_country_of", "_media", "_places", "_starts", "long_form", "text")

    def __init__(self, text: Text) -> None:
        self.text = text
        self._places = _places(text)
        self._starts = [place[0] for place in self._places]
        table = text.vocabulary.medium_of
        self._media = [
            (hit.start(), hit.end(), table[hit[0]]) for hit in text.vocabulary.media_pattern.finditer(text.text)
        ]
        self._media = sorted([*self._media, *_shortened(text, self._media)], key=lambda told: told[:2])
        self._by_last: dict[str, list[str]] = {}
        self._by_first: dict[str, list[str]] = {}
        self._bodies: set[str] = set()
        self._country_of: dict[str, str] = {}
        self.long_form = _acronyms(text)
        for phrases in text.phrases:
            for phrase in phrases:
                self._learn(phrase)

    def _learn(self, phrase: Phrase) -> None:
        run = self.name_run(phrase)
        if run is None or run[1] - run[0] < 2:
            return
        name = self.text.quote(*run)
        parts = name.replace("-", " ").split()
        if is_corporate(self.text, run):
            self._bodies.add(name)
        if name not in self._by_last.setdefault(parts[-1], []):
            self._by_last[parts[-1]].append(name)
            self._by_first.setdefault(parts[0], []).append(name)
        country = self._own_country(phrase) or self._country_after(phrase)
        if country is not None:
            self._country_of.setdefault(name, country)

    # -- what stands in a phrase ------------------------------------------------------------
    def name_run(self, phrase: Phrase) -> tuple[int, int] | None:
        """The words of a person's (or other) proper name at the end of a phrase, titles left out."""
        text, last = self.text, phrase.last
        if text.tags[last - 1] == "POS":
            last -= 1
        first = last
        while first > phrase.first and (
            text.tags[first - 1] in _NAME_TAGS
            or self._after_hyphen(first - 1, phrase.first)
            or (first < last and text.lower[first - 1] in _INSIDE_NAMES)
            or (first < last and self._is_given_name(first - 1, phrase.first))
        ):
            first -= 1
        if first == last:
            return None
        for at in range(first, last - 1):
            if self._is_title(at):
                first = at + 1
        if self._is_title(last - 1) or self._covered(first, last):
            return None
        return first, last

    def _is_given_name(self, at: int, first: int) -> bool:
        """Of "Captain Ivo Brandt" and "Mr. Ode Lund": the capital behind the title, whatever the tagger took it for."""
        word = self.text.words[at]
        return at > first and word[0].isupper() and word[1:].islower() and self._is_title(at - 1)

    def _after_hyphen(self, at: int, first: int) -> bool:
        """Of "Lim Soo-suk": suk."""
        return at - 2 >= first and self.text.lower[at - 1] == "-" and self.text.tags[at - 2] in _NAME_TAGS

    def _is_title(self, at: int) -> bool:
        text, lists, lower = self.text, self.text.vocabulary.lists, self.text.lower[at]
        return text.words[at] in lists["titles"] or lower in lists["roles"] or lower in lists["organisations"]

    def _covered(self, first: int, last: int) -> bool:
        """Whether the words are the name of a place or a medium."""
        start, end = self.text.starts[first], self.text.ends[last - 1]
        place = self.place_at(start, end)
        if place is not None and place[0] <= start and place[1] >= end:
            return True
        return any(a <= start and b >= end for a, b, _ in self._media)

    @property
    def media(self) -> list[tuple[int, int, Medium]]:
        """Every medium named, with the offsets of its name, in the order of the text."""
        return self._media

    @property
    def places(self) -> list[tuple[int, int, str, str]]:
        """Every place named, with the offsets of its name, its country's code and how it is named, in order."""
        return self._places

    def place_at(self, start: int, end: int) -> tuple[int, int, str, str] | None:
        """The first place named between two offsets."""
        at = bisect_left(self._starts, start)
        if at < len(self._places) and self._places[at][0] < end:
            return self._places[at]
        return None

    def medium_at(self, start: int, end: int) -> Medium | None:
        """The first medium named between two offsets."""
        return next((medium for a, b, medium in self._media if a >= start and b <= end), None)

    def medium_in(self, phrase: Phrase) -> Medium | None:
        """The first medium named in a phrase."""
        return self.medium_at(self.text.starts[phrase.first], self.text.ends[phrase.last - 1])

    def _own_country(self, phrase: Phrase, last: int | None = None) -> str | None:
        place = self.place_at(self.text.starts[phrase.first], self.text.ends[(last or phrase.last) - 1])
        return place[2] if place else None

    def _country_after(self, phrase: Phrase) -> str | None:
        """Of "X, president of the Russian Federation" and "President X of Turkey"."""
        text, at = self.text, phrase.last
        end = text.unit(phrase.first).last
        if at < end and text.lower[at] == ",":
            at += 1
        following = text.phrase_at[at] if at < end else None
        if following is not None and following.first == at and at > phrase.last:
            if not text.vocabulary.among("roles", text.lower[following.head]):
                return None
            return self._own_country(following, text.extended(following))
        inner = next((p for word, p in text.complements(phrase) if word == "of"), None)
        return self._own_country(inner) if inner is not None else None

    # -- names ------------------------------------------------------------------------------
    def full(self, name: str) -> str:
        """The full name that a surname (in Korean order a family name), or the short form of a body's, stands for."""
        known = self._by_last.get(name) or [
            n for n in self._by_first.get(name, ()) if len(n.replace("-", " ").split()) > 2 or n in self._bodies
        ]
        return known[0] if known and " " not in name else name

    def country(self, phrase: Phrase, last: int | None = None) -> str | None:
        """The country that a phrase names or belongs to: "the Russian side", "Kim's aides", "Putin"."""
        text = self.text
        end = last or phrase.last
        run = self.name_run(phrase)
        if run is not None:
            full = self.full(text.quote(*run))
            found = self._country_of.get(full) or self._known(full) or self._known(text.quote(*run))
            if found is not None:
                return found
        own = self._own_country(phrase, end)
        return own or self._of_possessor(phrase) or self._of_body(phrase, end)

    def _known(self, name: str) -> str | None:
        return self.text.vocabulary.countries.get(name)

    def _of_body(self, phrase: Phrase, last: int) -> str | None:
        hit = self.text.vocabulary.body_pattern.search(
            self.text.text, self.text.starts[phrase.first], self.text.ends[last - 1]
        )
        if hit is not None:
            return self.text.vocabulary.countries[hit[0]]
        medium = self.medium_in(phrase)
        return medium.country if medium is not None else None

    def country_name(self, code: str) -> str:
        """The name by which the text's reader knows a country: as the gazetteer spells it, else the code."""
        return _country_name(code)

    def is_place(self, phrase: Phrase) -> bool:
        """Whether the phrase is the name of a place and nothing more: "South Korea", "the port of Nampo"."""
        text = self.text
        first = phrase.first + (text.tags[phrase.first] == "DT" and phrase.last - phrase.first > 1)
        place = self.place_at(text.starts[phrase.first], text.ends[phrase.last - 1])
        return place is not None and place[0] <= text.starts[first] and place[1] >= text.ends[phrase.head]

    def possessor(self, phrase: Phrase) -> Phrase | None:
        """Of "Russia's gift" and "its use": Russia, its."""
        text = self.text
        if text.tags[phrase.first] == "PRP$":
            return Phrase(phrase.first, phrase.first + 1, phrase.first)
        for at in range(phrase.first + 1, phrase.last):
            if text.tags[at] == "POS":
                return Phrase(phrase.first, at, at - 1)
        return None

    def owner(self, phrase: Phrase) -> str | None:
        """The full name of the person whose people a phrase names: "Kim's top aides" -> Kim's full name."""
        owner = self.possessor(phrase)
        if owner is None or self.text.tags[owner.head] == "PRP$":
            return None
        run = self.name_run(owner)
        if run is None:
            return None
        name = self.full(self.text.quote(*run))
        return name if " " in name else None

    def _of_possessor(self, phrase: Phrase) -> str | None:
        text = self.text
        for at in range(phrase.first + 1, phrase.last):
            if text.tags[at] == "POS":
                return self.country(Phrase(phrase.first, at, at - 1))
        return None


@functools.cache
def _country_name(code: str) -> str:
    place = get(code)
    return place.name if place is not None else code


def _places(text: Text) -> list[tuple[int, int, str, str]]:
    out: list[tuple[int, int, str, str]] = []
    for mention in scan(text.text):
        place = mention.match.place if mention.match is not None else None
        if place is not None:
            out.append((mention.start, mention.end, place.code, mention.match.how))
    return out


class Speakers:
    """Resolves phrases to speakers, and remembers them in the order in which they spoke."""

    __slots__ = ("_heard", "names", "text")

    def __init__(self, names: Names) -> None:
        self.names = names
        self.text = names.text
        self._heard: list[Speaker] = []

    def heard(self, speaker: Speaker) -> None:
        """Remember that this one has spoken."""
        self._heard.append(speaker)

    def last(self) -> Speaker | None:
        """Who spoke last."""
        return self._heard[-1] if self._heard else None

    def resolve(self, phrase: Phrase, *, listed: bool = True) -> Speaker | None:
        """The speaker that a phrase names, or None where it names nobody who can speak.

        With ``listed`` False what is joined to the phrase by a comma belongs to something else.
        """
        phrase = self._numbered(self._whole(phrase))
        lower = self.text.lower[phrase.head]
        if self.text.tags[phrase.head] == "PRP" or lower in ("both", "they", "who"):
            return self._pronoun(phrase, lower)
        group = self.text.coordinated(phrase, subject=True) if listed else ()
        if len(group) > 1:
            return self._several(group)
        if self._is_vague(phrase, self._reach(phrase)):
            return None
        found = self._person(phrase) or self._medium(phrase) or self._medium_apposed(phrase)
        found = found or self._office(phrase) or self._proper(phrase)
        if found is None or found.medium is not None:
            return found
        long_form = self.names.long_form.get(found.name) or self.names.long_form.get(found.name.split(" in ")[0])
        return replace(found, name=long_form, person=False) if long_form else found

    def _numbered(self, phrase: Phrase) -> Phrase:
        """Of "Resolution 2397": the head is the noun, not its number."""
        text = self.text
        end = phrase.last
        document = text.vocabulary.among("documents", text.lower[phrase.head])
        if document and end < text.unit(phrase.first).last and text.tags[end] == "CD":
            return Phrase(phrase.first, end + 1, phrase.head)
        named = phrase.head > phrase.first and text.tags[phrase.head - 1].startswith("NN")
        return (
            Phrase(phrase.first, phrase.last, phrase.head - 1) if named and text.tags[phrase.head] == "CD" else phrase
        )

    def common(self, phrase: Phrase) -> Speaker | None:
        """Somebody named by a common noun that is no listed office: "the museum", "one shipping agent".

        Only for verbs that nothing but a person, a body or a text can be the subject of.
        """
        text, words = self.text, self.text.vocabulary
        head = text.lower[phrase.head]
        if not text.tags[phrase.head].startswith("NN") or text.is_time(phrase):
            return None
        if words.among("speechless", head) or words.among("documents", head) or head in words.noun_frames:
            return None
        think_tank = text.lower[max(phrase.head - 2, phrase.first) : phrase.head + 1]
        if words.classes.get(head) not in (None, *_OF_PEOPLE) and "think" not in think_tank:
            return None  # no ship and no shell
        if words.among("vague_heads", head) and self._described(phrase) == phrase.last:
            return None
        last = self._reach(phrase)
        if (named := self._named_after(phrase, last)) is not None:
            return named
        name, affiliation = self._office_name(phrase, last, role=True)
        return Speaker(
            name=name, first=phrase.first, last=last, kind="role", affiliation=affiliation,
            country=self.names.country(phrase, last), person=head.endswith(words.ordered["agent_endings"]),
            plural=text.tags[phrase.head] in ("NNS", "NNPS"), heads=frozenset({head, head.rstrip("s")}),
        )  # fmt: skip

    def _whole(self, phrase: Phrase) -> Phrase:
        """Of "parts of the report": the report."""
        if self.text.vocabulary.among("partitives", self.text.lower[phrase.head]):
            for _, inner in self.text.complements(phrase, only=frozenset({"of"})):
                return inner
        return phrase

    def _several(self, group: tuple[Phrase, ...]) -> Speaker | None:
        found = [self._person(p) or self._medium(p) or self._office(p) or self._proper(p) for p in group]
        whole = [one for one in found if one is not None]
        if len(whole) < len(group):
            return whole[0] if whole and whole[0].first == group[0].first else None
        name = " and ".join(one.name for one in whole)
        return replace(whole[0], name=name, last=whole[-1].last, plural=True, person=False, heads=frozenset())

    def _pronoun(self, phrase: Phrase, lower: str) -> Speaker | None:
        words = self.text.vocabulary
        wanted = next(
            (kind for kind in ("person_pronouns", "thing_pronouns", "group_pronouns") if words.among(kind, lower)), None
        )
        if wanted is None:
            return None
        for speaker in reversed(self._heard):
            if speaker.kind == "document" and wanted != "thing_pronouns":
                continue
            if wanted == "person_pronouns" and (not speaker.person or self._other_sex(speaker, lower)):
                continue
            if wanted == "thing_pronouns" and (speaker.person or speaker.plural):
                continue
            if wanted == "group_pronouns" and speaker.person and not speaker.plural:
                continue
            return replace(speaker, first=phrase.first, last=phrase.last, guess=True)
        return self._mentioned_before(phrase, wanted)

    def _other_sex(self, speaker: Speaker, pronoun: str) -> bool:
        """Whether the office says that it is a woman's or a man's and the pronoun the opposite."""
        told = {*speaker.heads, *(speaker.affiliation or "").lower().split()}
        other = "male_heads" if pronoun in ("she", "her") else "female_heads"
        return bool(told & self.text.vocabulary.lists[other])

    def _surname(self, phrase: Phrase) -> Speaker | None:
        """A lone name that is the subject of its sentence; only for a pronoun that asks for a person."""
        text = self.text
        run = self.names.name_run(phrase)
        if run is None or not text.is_subject(phrase) or self.names.medium_in(phrase) is not None:
            return None
        if text.tags[phrase.first] == "DT":
            return None  # "the North": no person's name has an article
        name = text.quote(*run)
        return Speaker(name=name, first=phrase.first, last=phrase.last, person=True) if name.istitle() else None

    def _mentioned_before(self, phrase: Phrase, wanted: str) -> Speaker | None:
        """No speaker yet: the last phrase before that can speak and fits the pronoun."""
        text = self.text
        unit = text.unit_of[phrase.first]
        for number in range(unit, max(unit - 3, -1), -1):
            for earlier in text.phrases[number]:
                if earlier.last > phrase.first or text.tags[earlier.head] == "PRP" or text.is_time(earlier):
                    continue
                found = self._person(earlier) or self._medium(earlier) or self._office(earlier)
                if found is None and wanted == "person_pronouns":
                    found = self._surname(earlier)
                if found is None and wanted == "thing_pronouns" and not self.names.is_place(earlier):
                    found = self._proper(earlier)
                if found is None or found.person != (wanted == "person_pronouns"):
                    continue
                if found.plural != (wanted == "group_pronouns") and not found.person:
                    continue
                return replace(found, first=phrase.first, last=phrase.last, guess=True)
        return None

    def _person(self, phrase: Phrase) -> Speaker | None:
        text = self.text
        run = self.names.name_run(phrase) or self._known_surname(phrase)
        if run is None or run[1] != phrase.last:
            return None
        name = self.names.full(text.quote(*run))
        title = text.quote(phrase.first, run[0]).strip() if run[0] > phrase.first else ""
        titled = any(self._is_role(at) for at in range(phrase.first, run[0]))
        if " " not in name and not titled and name == text.quote(*run):
            return None
        if self.names.medium_in(phrase) is not None and not titled:
            return None
        heads = frozenset(text.lower[at] for at in range(phrase.first, run[0]) if self._is_role(at))
        country = self.names.country(phrase)
        if title.lower() in self.text.vocabulary.lists["spokespersons"] and country is None:
            body = next((one for one in reversed(self._heard) if not one.person and one.medium is None), None)
            if body is not None:
                title, country = f"{body.name} {title}", body.country
        apposed, more = self._apposition(phrase)
        person = titled or bool(more) or not is_corporate(text, run)
        return Speaker(
            name=name, first=phrase.first, last=phrase.last, affiliation=_affiliation(title or apposed),
            country=country, person=person, heads=heads | more,
        )  # fmt: skip

    def _known_surname(self, phrase: Phrase) -> tuple[int, int] | None:
        """A word that begins a sentence and was taken for a noun, but is the last part of a name told before."""
        word = self.text.quote(phrase.first, phrase.last)
        known = phrase.last - phrase.first == 1 and word[:1].isupper() and self.names.full(word) != word
        return (phrase.first, phrase.last) if known else None

    def _is_role(self, at: int) -> bool:
        words = self.text.vocabulary
        return words.among("roles", self.text.lower[at]) or self.text.words[at] in words.lists["titles"]

    def _named_after(self, phrase: Phrase, last: int) -> Speaker | None:
        """Of "the leader's sister, Yo Jong,": Yo Jong, the office being her affiliation."""
        text, end = self.text, self.text.unit(phrase.first).last
        if last + 1 >= end or text.lower[last] != "," or text.lower[phrase.head].endswith("s"):
            return None
        following = text.phrase_at[last + 1]
        if following is None or following.first != last + 1 or text.lower[following.last : following.last + 1] != [","]:
            return None
        run = self.names.name_run(following)
        if run is None or not all(self._is_role(at) for at in range(following.first, run[0])):
            return None
        return Speaker(
            name=self.names.full(text.quote(*run)), first=phrase.first, last=following.last,
            affiliation=_affiliation(text.quote(phrase.first, last)), country=self.names.country(phrase), person=True,
            heads=frozenset({text.lower[phrase.head]}),
        )  # fmt: skip

    def _apposition(self, phrase: Phrase) -> tuple[str, frozenset[str]]:
        """Of "Lim, a spokesman of the ministry,": the words of the office."""
        text, end = self.text, self.text.unit(phrase.first).last
        at = phrase.last + 1
        if at >= end or text.lower[phrase.last] != ",":
            return "", frozenset()
        following = text.phrase_at[at]
        if following is None or following.first != at or not text.vocabulary.among("roles", text.lower[following.head]):
            return "", frozenset()
        return text.quote(following.first, self._reach(following)), frozenset({text.lower[following.head]})

    def _medium(self, phrase: Phrase) -> Speaker | None:
        medium = self.names.medium_in(phrase)
        if medium is None:
            return None
        head = self.text.lower[phrase.head]
        words = self.text.vocabulary
        if words.among("roles", head):
            return None
        return Speaker(
            name=medium.name, first=phrase.first, last=phrase.last, kind="outlet", country=medium.country,
            medium=medium.name, heads=words.lists["outlet_heads"],
        )  # fmt: skip

    def _medium_apposed(self, phrase: Phrase) -> Speaker | None:
        """Of "the most-read newspaper, the Daily Nation, said": the paper."""
        text, at = self.text, phrase.last + 1
        if not text.vocabulary.among("outlet_heads", text.lower[phrase.head]) or text.after(phrase) != ",":
            return None
        named = text.phrase_at[at] if at < text.unit(phrase.first).last else None
        if named is None or named.first != at or text.after(named) != ",":
            return None
        found = self._medium(named)
        return replace(found, first=phrase.first, last=named.last) if found is not None else None

    def _office(self, phrase: Phrase) -> Speaker | None:
        """A body, an office or a document: "the ministry", "U.S. officials", "a report of the panel"."""
        text, words = self.text, self.text.vocabulary
        head = text.lower[phrase.head]
        if head in self.text.vocabulary.lists["spokespersons"] and (said_for := self._spokesman(phrase)) is not None:
            return said_for
        role, body, document = (words.among(name, head) for name in ("roles", "organisations", "documents"))
        if not (role or body or document):
            return None
        last = self._reach(phrase)
        if role and (named := self._named_after(phrase, last)) is not None:
            return named
        bare = self._is_bare(phrase) and last == phrase.last
        new = document and text.lower[phrase.first] in ("a", "an", "another")
        if bare and not new and words.among("anaphoric_heads", head):
            taken_up = self._taken_up(phrase, head)
            if taken_up is not None:
                return taken_up
        if document and (owner := self._owner(phrase) or self._outlet_of(phrase)) is not None:
            return owner
        if self._is_vague(phrase, last):
            return None
        name, affiliation = self._office_name(phrase, last, role=role)
        kind: SpeakerKind = "document" if document else "role"
        return Speaker(
            name=name, first=phrase.first, last=last, kind=kind, affiliation=affiliation,
            country=self.names.country(phrase, last), person=role and not head.endswith("s"), plural=head.endswith("s"),
            heads=frozenset({head, head.rstrip("s")}),
        )  # fmt: skip

    def _spokesman(self, phrase: Phrase) -> Speaker | None:
        """ "a spokesman" alone speaks for the body that is the subject of the sentence, or spoke last."""
        text = self.text
        if phrase.last - phrase.first > 2 or self._reach(phrase) > phrase.last or text.lower[phrase.first] == "the":
            return None
        unit = text.unit(phrase.first)
        for earlier in text.phrases[text.unit_of[phrase.first]]:
            if earlier.first >= phrase.first:
                break
            found = self._medium(earlier) or self._proper(earlier)
            if found is not None and not found.person and earlier.first < unit.first + 4:
                role = text.lower[phrase.head]
                return replace(
                    found, name=f"{found.name} {role}", affiliation=found.name, first=phrase.first, last=phrase.last,
                    kind="role", person=True, guess=True, heads=frozenset({role}),
                )  # fmt: skip
        return None

    def _is_bare(self, phrase: Phrase) -> bool:
        """Whether nothing in the phrase tells this one from others of its kind: "the yearly report"."""
        text = self.text
        if any(text.vocabulary.among("other_words", text.lower[at]) for at in range(phrase.first, phrase.head)):
            return False
        for at in range(phrase.first, phrase.head):
            hyphened = text.lower[at - 1] == "-" if at > phrase.first else False
            if (
                hyphened
                or text.tags[at] in ("DT", "PDT", "JJS", "CD", "HYPH", "PRP$")
                or (
                    text.words[at].islower()
                    and (text.tags[at] == "JJ" or text.vocabulary.among("generic_modifiers", text.lower[at]))
                )
            ):
                continue
            if not self._is_demonym(at):
                return False
        return not (phrase.first == phrase.head and text.lower[phrase.head].endswith("s"))

    def _is_demonym(self, at: int) -> bool:
        text = self.text
        place = self.names.place_at(text.starts[at], text.ends[at]) or self.names.place_at(
            text.starts[max(at - 1, 0)], text.ends[at]
        )
        return place is not None and place[2] != "UN" and place[3] != "seat" and text.tags[at] in ("JJ", "NNP")

    def _is_vague(self, phrase: Phrase, last: int) -> bool:
        text, words = self.text, self.text.vocabulary
        if not words.among("vague_heads", text.lower[phrase.head]) or last > phrase.last:
            return False
        if self._described(phrase) > phrase.last:
            return False
        if text.lower[phrase.first] in ("the", "that", "this", "its", "their", "a") and phrase.first < phrase.head:
            return False
        return all(
            words.among("generic_modifiers", text.lower[at]) or text.tags[at] in ("DT", "CD")
            for at in range(phrase.first, phrase.head)
        )

    def _described(self, phrase: Phrase) -> int:
        """The end of "people familiar with the deal", "a person briefed on the talks", "people with knowledge of"."""
        text, last = self.text, phrase.last
        knowing = next(text.complements(phrase, only=frozenset({"with"})), None)
        if knowing is not None and text.vocabulary.among("knowledge_nouns", text.lower[knowing[1].head]):
            return text.extended(knowing[1])
        if last + 2 >= text.unit(phrase.first).last or text.tags[last] not in ("JJ", "VBN", "VBG"):
            return last
        said = text.vocabulary.among("core_speech", text.vocabulary.lemma.get(text.lower[last], ""))
        if said or not text.is_preposition(last + 1):
            return last
        inner = text.phrase_at[last + 2]
        return inner.last if inner is not None and inner.first == last + 2 else last

    def _reach(self, phrase: Phrase) -> int:
        """The end of the phrase with what tells where it belongs: "of the ministry", "in Vilnius"."""
        last = phrase.last
        if self.text.vocabulary.among("informed", self.text.lower[phrase.head]):
            last = self._described(phrase)
        for word, inner in self.text.complements(phrase):
            by_author = word == "by" and self.text.vocabulary.among("documents", self.text.lower[phrase.head])
            if self.text.is_time(inner) or not (by_author or self.text.vocabulary.among("belongs", word)):
                break
            last = inner.last
            together = self.text.coordinated(inner)
            if len(together) > 1 and self.text.lower[last] == "and":
                last = together[-1].last
        return last

    def _owner(self, phrase: Phrase) -> Speaker | None:
        """Of "KCNA's report" and "the agency's report": the agency."""
        text = self.text
        if text.tags[phrase.first] == "PRP$":
            found = self._pronoun(phrase, text.lower[phrase.first])
            return found if found is None or not found.person else None
        for at in range(phrase.first + 1, phrase.last):
            if text.tags[at] == "POS":
                owner = Phrase(phrase.first, at, at - 1)
                found = self._medium(owner) or self._office(owner)
                return replace(found, first=phrase.first, last=phrase.last) if found is not None else None
        return None

    def _outlet_of(self, phrase: Phrase) -> Speaker | None:
        """Of "a report by Xinhua", "an article in Le Monde": the outlet that brings it."""
        for _, inner in self.text.complements(phrase, only=_BROUGHT_BY):
            if (found := self._medium(inner)) is not None:
                return replace(found, first=phrase.first, last=inner.last)
        return None

    def _taken_up(self, phrase: Phrase, head: str) -> Speaker | None:
        """ "the ministry" after "the Foreign Ministry": the last speaker, then the last phrase, of that kind."""
        words = self.text.vocabulary
        single = head.rstrip("s") if head not in ("press", "congress") else head
        country = self.names._own_country(phrase)
        if words.among("document_heads_of_body", head) and (told := self._document_told(phrase, head)) is not None:
            return told
        for speaker in reversed(self._heard):
            if country is not None and speaker.country is not None and country != speaker.country:
                continue
            if speaker.person and not speaker.plural and self.text.tags[phrase.head] in ("NNS", "NNPS"):
                continue  # "officials" are not the official who spoke before
            if speaker.heads & words.lists["group_heads"] and words.among("group_heads", head) and not speaker.person:
                return replace(speaker, first=phrase.first, last=phrase.last, guess=True)
            if head in speaker.heads or single in speaker.heads or head in speaker.name.lower().split():
                return replace(speaker, first=phrase.first, last=phrase.last, guess=True)
        if (
            head == "agency"
            and (medium := self._last_medium(phrase)) is not None
            and medium.country == (country or medium.country)
        ):
            return medium
        bodies = [one for one in self._heard if not one.person and one.kind != "document"]
        if words.among("document_heads_of_body", head) and bodies and not self._heard[-1].person:
            names = [one.name for one in bodies]
            author = max(reversed(bodies), key=lambda one: names.count(one.name))  # who has spoken most, then last
            return replace(author, first=phrase.first, last=phrase.last, guess=True)
        if (earlier := self._phrase_with(phrase, head)) is not None:
            return earlier
        if words.among("company_heads", head) and (earlier := self._company_before(phrase)) is not None:
            return earlier
        if words.among("outlet_heads", head):
            return self._last_medium(phrase)
        return None

    def _document_told(self, phrase: Phrase, head: str) -> Speaker | None:
        """ "The report", where one has spoken or was told of in full: that one, and not the outlet that tells of it."""
        for speaker in reversed(self._heard):
            if speaker.medium is None and head in speaker.name.lower().split():
                return replace(speaker, first=phrase.first, last=phrase.last, guess=True)
        return None

    def _phrase_with(self, phrase: Phrase, head: str) -> Speaker | None:
        text = self.text
        for number in range(text.unit_of[phrase.first], -1, -1):
            for earlier in reversed(text.phrases[number]):
                if earlier.first >= phrase.first or head not in text.lower[earlier.first : earlier.last]:
                    continue
                reach = self._reach(earlier)
                if reach > phrase.first:
                    continue  # "the envoy to the envoy": what stands within the phrase takes up nothing of it
                if not self._is_bare(earlier) or reach > earlier.last:
                    found = self._person(earlier) or self._medium(earlier) or self._office(earlier)
                    if found is not None:
                        return replace(found, first=phrase.first, last=phrase.last, guess=True)
        return None

    def _company_before(self, phrase: Phrase) -> Speaker | None:
        """ "the carmaker" after "BMW": the last proper name before that is no place, person or medium."""
        text = self.text
        number = text.unit_of[phrase.first]
        for unit in range(number, max(number - 3, -1), -1):
            for earlier in reversed(text.phrases[unit]):
                if earlier.first >= phrase.first or text.tags[earlier.head] not in _NAME_TAGS:
                    continue
                if self.names.name_run(earlier) is None or text.is_time(earlier):
                    continue
                found = self._person(earlier) or self._proper(earlier)
                if found is not None and not found.person and not self.names.is_place(earlier):
                    return replace(found, first=phrase.first, last=phrase.last, guess=True)
        return None

    def _last_medium(self, phrase: Phrase) -> Speaker | None:
        text = self.text
        start = text.starts[phrase.first]
        country = self.names._own_country(phrase)
        before = [m for a, _, m in self.names._media if a < start and (country is None or m.country in (None, country))]
        if not before:
            return None
        medium = before[-1]
        return Speaker(
            name=medium.name, first=phrase.first, last=phrase.last, kind="outlet", country=medium.country,
            medium=medium.name, guess=True, heads=text.vocabulary.lists["outlet_heads"],
        )  # fmt: skip

    def _office_name(self, phrase: Phrase, last: int, *, role: bool) -> tuple[str, str | None]:
        """ "an official of the ministry" -> "Foreign Ministry official", affiliation "Foreign Ministry"."""
        text = self.text
        own = _bare_name(text, phrase.first, phrase.last)
        ties = text.vocabulary.lists["belongs"] if role else text.vocabulary.lists["belongs"] | {"by"}
        inner = next((p for word, p in text.complements(phrase) if word in ties), None)
        if last == phrase.last or inner is None:
            start = _after_article(text, phrase.first, phrase.head)
            modifiers = text.quote(start, phrase.head) if role and text.tags[start] not in ("DT", "CD", "PRP$") else ""
            meant = self._body_meant(phrase, modifiers)
            if meant is not None:
                return f"{meant} {text.quote(phrase.head, phrase.last)}", meant
            if last > phrase.last and inner is None:
                return text.quote(_after_article(text, phrase.first, phrase.last), last), None
            return own, _affiliation(modifiers)
        body = text.tags[inner.head] in _NAME_TAGS or any(
            text.vocabulary.among(name, text.lower[inner.head]) for name in ("organisations", "documents", "roles")
        )
        body = body and text.tags[inner.first] != "CD"  # "diplomats of three States"
        fixed = text.vocabulary.among("titles_with_of", text.lower[phrase.head])  # "the chief of staff"
        link = text.lower[phrase.last]
        if not role or ((fixed or not body) and link == "of") or link == "with":  # "people with knowledge of it"
            return text.quote(_after_article(text, phrase.first, phrase.last), last), None
        whole = self._office(inner)
        place = whole.name if whole is not None and whole.guess else _bare_name(text, inner.first, last)
        return f"{place} {own}", place

    def _body_meant(self, phrase: Phrase, modifiers: str) -> str | None:
        """Of "a ministry spokesman" after "the Foreign Ministry": that ministry."""
        word = modifiers.lower().strip()
        if " " in word or not self.text.vocabulary.among("organisations", word):
            return None
        for speaker in reversed(self._heard):
            if word in speaker.name.lower().split() and speaker.name.lower() != word and not speaker.person:
                return speaker.name
        found = self._phrase_with(phrase, word)
        return found.name if found is not None and not found.person and found.name.lower() != word else None

    def _proper(self, phrase: Phrase) -> Speaker | None:
        """A name that says by itself that it can speak: a company, a State, its capital."""
        text = self.text
        capitals = text.words[phrase.head].isupper() and len(text.words[phrase.head]) > 2
        if (text.tags[phrase.head] not in _NAME_TAGS and not capitals) or text.is_time(phrase):
            return None
        run = self.names.name_run(phrase)
        name = _bare_name(text, phrase.first, phrase.last)
        if run is not None:
            name = self.names.full(text.quote(*run))
        last = phrase.last
        following = next(text.complements(phrase, only=frozenset({"for", "of"})), None)
        if following is not None and text.tags[following[1].head] in _NAME_TAGS and run is None:
            last = self._reach(phrase)
            name = text.quote(_after_article(text, phrase.first, phrase.last), last)
        return Speaker(
            name=name,
            first=phrase.first,
            last=last,
            country=self.names.country(phrase, last),
            heads=self._heads_of(phrase, name),
        )

    def _heads_of(self, phrase: Phrase, name: str) -> frozenset[str]:
        """The nouns that may take a name up again: any name but a place's may be a company's."""
        own = frozenset(name.lower().split())
        return own if self.names.is_place(phrase) else own | self.text.vocabulary.lists["company_heads"]


_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]{2,6}\b")
_NAME_WORD = r"(?:[A-Z][\w.'’-]*|of|for|and|the|on|in)"
_ACRONYM = re.compile(r" \(([A-Z][A-Za-z0-9]{1,9})\)")
_NAME_AT_END = re.compile(rf"(?<!\S)({_NAME_WORD}(?: {_NAME_WORD}){{1,8}})\Z")
_LONGEST_NAME = 160  # characters before an acronym in which its long form is sought


def _shortened(text: Text, media: list[tuple[int, int, Medium]]) -> Iterator[tuple[int, int, Medium]]:
    """Where a medium is called by the last word of its name, which has been told before: "the Times"."""
    named: dict[str, tuple[int, Medium]] = {}
    for start, end, medium in media:
        last = text.text[start:end].rsplit(" ", 1)
        if len(last) > 1 and last[1] in text.vocabulary.lists["short_media"]:
            named.setdefault(last[1], (end, medium))
    for word, (end, medium) in named.items():
        for hit in re.compile(rf"\b[Tt]he ({word})\b").finditer(text.text, end):
            if not any(a < hit.end() and hit.start() < b for a, b, _ in media):
                yield hit.start(1), hit.end(), medium


def _acronyms(text: Text) -> dict[str, str]:
    """From a body's acronym and its long name to both together: "Center ... Studies (C4ADS)"."""
    out: dict[str, str] = {}
    for hit in _ACRONYM.finditer(text.text):
        named = _NAME_AT_END.search(text.text[max(0, hit.start() - _LONGEST_NAME) : hit.start()])
        acronym, words = hit[1], named[1].split() if named is not None else []
        while words and (not words[0][0].isupper() or words[0] == "The" or words[0][0] != acronym[0]):
            words.pop(0)
        if words:
            name = " ".join(words)
            out[acronym] = out[name] = f"{name} ({acronym})"
    for acronym in dict.fromkeys(_CAPITALS.findall(text.text)):
        if acronym in out:
            continue
        letters = [letter for letter in acronym if letter.isalpha()]
        pattern = r"\b" + r"(?: (?:of|for|and|the|on|in))* ".join(rf"{letter}[a-z]+" for letter in letters) + r"\b"
        if len(letters) > 2 and (spelt := re.search(pattern, text.text)) is not None:
            out[acronym] = out[spelt[0]] = f"{spelt[0]} ({acronym})"
    return out


def is_corporate(text: Text, run: tuple[int, int]) -> bool:
    """Whether the name ends like that of a body: "Han Trade" does not, "Wealth Corp." does."""
    parts = [text.lower[at].rstrip(".") for at in range(*run)]
    if any(text.vocabulary.among("corporate_words", part) or any(c.isdigit() for c in part) for part in parts):
        return True
    if any(text.words[at].isupper() and len(text.words[at]) > 2 for at in range(*run)):
        return True
    last = parts[-1]
    return last in text.vocabulary.lists["company_endings"] or (text.vocabulary.among("organisations", last))


def _after_article(text: Text, first: int, last: int) -> int:
    while first < last - 1 and text.tags[first] in ("DT", "PDT") and text.lower[first] != "both":
        first += 1
    return first


def _bare_name(text: Text, first: int, last: int) -> str:
    end = last - 1 if text.tags[last - 1] == "POS" else last
    return text.quote(_after_article(text, first, end), end)


def _affiliation(words: str) -> str | None:
    words = words.strip().removesuffix(",").strip()
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        words = words.removeprefix(article)
    words = words.removesuffix("'s").removesuffix("’s")
    return words or None
