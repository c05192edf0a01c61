"""Who fills a role, and what is handed over: parties and goods named by a phrase.

Goods are known by the frame they stand in, not by a list of goods; the classes of the lexicon
only tell that two phrases can mean the same thing, and that a weak verb (send, take) moves
goods at all. Pronouns and "the cargo" take up what was named before, and are marked as guesses.
"""

from __future__ import annotations

import re

from tidewaiter.reports.grammar import things
from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Phrase, Text
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.saying.attribution import Said
from tidewaiter.reports.telling.acts import Act, Filler, Goods, bare
from tidewaiter.reports.telling.epithets import Described
from tidewaiter.reports.telling.sameness import DEFINITE

_PLURAL = re.compile(r"(?<=[a-z])s\b")
_OF = frozenset({"of"})
_KOREAS = {"north": "KP", "south": "KR"}


class Fillers:
    """Recognises parties and goods in one text, and remembers the goods last spoken of."""

    __slots__ = (
        "_kinds", "_last_goods", "_last_vessel", "_sources", "described", "names", "said", "text", "things", "words",
    )  # fmt: skip

    def __init__(self, text: Text, names: Names, said: list[Said]) -> None:
        self.text = text
        self.words: Words = text.vocabulary
        self.things = things.load(self.words.language)
        self._kinds: dict[tuple[int, int, int], str | None] = {}
        self.names = names
        self.said = said
        self._sources: dict[int, list[int]] = {}
        for i, one in enumerate(said):
            self._sources.setdefault(one.unit.sentence, []).append(i)
        self.described = Described(text, names)
        self._last_goods: Goods | None = None
        self._last_vessel: str | None = None

    def sources(self, sentence: int) -> list[int]:
        """The numbers of the statements made in a sentence."""
        return self._sources.get(sentence, [])

    def party(self, phrase: Phrase | None) -> Filler | None:
        """Who a phrase names; None where it names nobody (a time, an abstract thing)."""
        if phrase is None or self.text.is_time(phrase) or self.text.tags[phrase.head] == "EX":
            return None
        text = self.text
        lower = text.lower[phrase.head]
        if text.tags[phrase.head] in ("PRP", "WDT", "WP") or lower in ("that", "this", "those", "these"):
            return self._pronoun(phrase, lower)
        if (example := self._example(phrase)) is not None:
            return self.party(example)
        if (named := self._before_others(phrase)) is not None:
            return self.party(named)
        counted = text.tags[phrase.head] == "CD" or self.words.among("counts", lower)
        if (
            counted
            and (inner := next((p for w, p in text.complements(phrase, only=frozenset({"of"}))), None)) is not None
        ):
            return self.party(inner)
        if (state := self.described.state(phrase)) is not None:
            return state
        if self.words.among("place_nouns", lower) and (place := self._place(phrase)) is not None:
            return place
        if text.tags[phrase.head] == "CD" or (self._is_idea(lower)):
            return None
        if self.class_of(phrase) == "vessels":
            return self.vessel(phrase)
        if text.tags[phrase.head] in ("NN", "NNS") and self.things.is_inert(lower):
            return None  # "the price set for Iranian oil"
        return self._named(phrase, lower)

    def _example(self, phrase: Phrase) -> Phrase | None:
        """Of "countries such as Chad" and "clients like the Chadian army": who is named of them."""
        text, end = self.text, self.text.unit(phrase.first).last
        at = phrase.last
        if text.tags[phrase.head] != "NNS" or at + 2 >= end:
            return None
        at += 2 if text.lower[at : at + 2] == ["such", "as"] else 1 if text.lower[at] in ("like", "including") else 0
        found = text.phrase_at[at] if phrase.last < at < end else None
        if found is None or text.tags[found.head] == "PRP":
            return None  # "people like them", who are those people themselves
        return found if found.first == at and self.class_of(found) is None else None

    def _before_others(self, phrase: Phrase) -> Phrase | None:
        """Of "Ann Berg, head of a firm, and two others" Ann Berg: who is named, where the rest is only counted."""
        text = self.text
        first = text.phrase_at[text.unit(phrase.first).first]
        if text.lower[phrase.head] not in ("others", "another") or text.before(phrase.first) != "and":
            return None
        apposed = first is not None and text.lower[first.last] == "," and text.before(phrase.first - 1) == ","
        named = first is not None and first.last < phrase.first and text.tags[first.head] in ("NNP", "NNPS")
        return first if apposed and named else None

    def _is_idea(self, lower: str) -> bool:
        """Whether the word names no party: an abstract word that is no office and no side."""
        words = self.words
        acting = any(words.among(name, lower) for name in ("sides", "roles", "organisations"))
        return words.among("abstract", lower) and not acting

    def _owner_country(self, phrase: Phrase) -> str | None:
        """Of "its companies", "his aides": the country of the State or person that is the subject before."""
        text = self.text
        wanted = text.lower[phrase.first] in ("his", "her")
        for earlier in text.phrases[text.unit_of[phrase.first]]:
            if earlier.first >= phrase.first:
                return None
            fits = self.names.name_run(earlier) is not None if wanted else self.names.is_place(earlier)
            if fits and text.is_subject(earlier) and (country := self.names.country(earlier)) is not None:
                return country
        return None

    def _apposed_country(self, phrase: Phrase) -> str | None:
        """Of "Sino Star, a firm in Hong Kong,": the country that the apposition tells."""
        text, end = self.text, self.text.unit(phrase.first).last
        following = text.phrase_at[phrase.last + 1] if phrase.last + 1 < end else None
        if text.lower[phrase.last : phrase.last + 1] != [","] or following is None:
            return None
        lower = text.lower[following.head]
        known = any(self.words.among(name, lower) for name in ("organisations", "roles", "company_heads"))
        if following.first != phrase.last + 1 or text.lower[following.first] not in ("a", "an", "the") or not known:
            return None
        return self.names.country(following, self._party_end(following))

    def _half_of_korea(self, first: int, last: int) -> str | None:
        """ "the North", "workers of the South": a half of Korea where the text names one at all."""
        text = self.text
        half = next((text.lower[at] for at in range(first, last) if text.words[at] in ("North", "South")), None)
        if half is None or (first + 1 < last and "the" not in text.lower[first:last]):
            return None
        at, end = 0, len(self.text.text)
        while (place := self.names.place_at(at, end)) is not None:
            if place[2] in _KOREAS.values():
                return _KOREAS[half]
            at = place[1]
        return None

    def _place(self, phrase: Phrase) -> Filler | None:
        """ "the North Korean capital", "the port of Nampo": a place, where its country is told."""
        last = self._party_end(phrase)
        place = self.country_filler(phrase.first, last)
        if place is None or place.country is None:
            return None
        text = bare(self.text, phrase.first, last)
        return Filler(phrase.first, last, text, place.name, place.country, place=True)

    def _apposed_party(self, phrase: Phrase) -> Filler | None:
        """Of "his host, the Belarusian president," and "the company, Sino Star,": who stands between the commas."""
        text, end = self.text, self.text.unit(phrase.first).last
        at = text.extended(phrase)
        following = text.phrase_at[at + 1] if at + 1 < end and text.lower[at] == "," else None
        if following is None or following.first != at + 1 or text.is_time(following) or text.is_subject(following):
            return None
        closing = text.lower[text.extended(following)] if text.extended(following) < end else "."
        if closing not in (",", ".", ")") or self.class_of(following) is not None:
            return None
        lower = text.lower[following.head]
        if self.names.name_run(following) is None and not self.words.among("roles", lower):
            return None
        found = self._named(following, lower)
        return found if found.name or found.country else None

    def _named(self, phrase: Phrase, lower: str) -> Filler:
        """A person, a body or a place: as written, and by the name it is known by."""
        text = self.text
        if (first := self._first_of_two(phrase)) is not None:
            return first
        last = self._party_end(phrase)
        country = self.names.country(phrase, last)
        run = self.names.name_run(phrase)
        titled = run is not None and run[1] == phrase.last
        name = self.names.full(text.quote(*run)) if run is not None and titled else None
        proper = titled and name is not None and (" " in name or country is not None)
        person = proper or any(self.words.among(kind, lower) for kind in ("roles", "person_heads", "people"))
        state = (
            self.names.is_place(phrase) or self.words.among("organisations", lower) or self.words.among("sides", lower)
        )
        if country is None:
            country = self._half_of_korea(phrase.first, last)
        owned = country is None and text.tags[phrase.first] == "PRP$"
        if owned and phrase.last - phrase.first > 1 and not self.words.among("opposites", lower):
            country = self._owner_country(phrase)
        if name is None and country is not None and not person and state:
            name = self.names.country_name(country)
        if country == "UN" and self.words.among("state_nouns", lower):
            country = name = None  # "a UN member state", of which nobody says which
        if name is not None and country is None:
            country = self._apposed_country(phrase)
        if name is None and country is None and (apposed := self._apposed_party(phrase)) is not None:
            return apposed
        return Filler(
            phrase.first, last, bare(text, phrase.first, last), name=name, country=country, person=person,
            place=self.names.is_place(phrase),
        )  # fmt: skip

    def _first_of_two(self, phrase: Phrase) -> Filler | None:
        """Of "(by selling arms to) Russia Iran (offends)": Russia; two names of places are two phrases."""
        text = self.text
        start, end = text.starts[phrase.first], text.ends[phrase.last - 1]
        place = self.names.place_at(start, end)
        if place is None or place[0] != start or place[3] == "demonym" or text.text[place[1] : place[1] + 1] != " ":
            return None
        after = self.names.place_at(place[1], end)
        if after is None or after[0] != place[1] + 1 or after[1] != end:
            return None
        return self.country_filler(phrase.first, phrase.last)

    def vessel(self, phrase: Phrase) -> Filler:
        """A vessel, by its name where one stands in the phrase, after it, or was told before ("the ship")."""
        text = self.text
        filler = self._named(phrase, text.lower[phrase.head])
        filler.person = False
        run = self.names.name_run(phrase) or self._apposed_name(phrase)
        if run is not None:
            filler.name = text.quote(*run)
            filler.last = max(filler.last, run[1])
            filler.text = bare(text, filler.first, filler.last)
            self._last_vessel = filler.name
        elif text.lower[phrase.first] in ("the", "that", "this") and not text.tags[phrase.head].endswith("S"):
            filler.name = self._last_vessel or self._vessel_before(phrase)
            filler.guess = filler.name is not None
        return filler

    def _vessel_before(self, phrase: Phrase) -> str | None:
        """The name of the last vessel named before "the ship"."""
        text = self.text
        for number in range(text.unit_of[phrase.first], -1, -1):
            for earlier in reversed(text.phrases[number]):
                if earlier.first >= phrase.first or self.class_of(earlier) != "vessels":
                    continue
                run = self.names.name_run(earlier)
                if run is not None:
                    return text.quote(*run)
        return None

    def _apposed_name(self, phrase: Phrase) -> tuple[int, int] | None:
        """Of "a tanker, the Courageous,": the words of the name."""
        text, end = self.text, self.text.unit(phrase.first).last
        if phrase.last + 1 >= end or text.lower[phrase.last] != ",":
            return None
        following = text.phrase_at[phrase.last + 1]
        if following is None or following.first != phrase.last + 1 or text.is_subject(following):
            return None
        run = self.names.name_run(following)
        return run if run is not None and text.lower[following.first] == "the" else None

    def _party_end(self, phrase: Phrase) -> int:
        text = self.text
        for word, inner in text.complements(phrase, only=frozenset({"of"})):
            if word == "of" and not text.is_time(inner):
                return inner.last
        lower = text.lower[phrase.head]
        crowd = text.tags[phrase.head] == "NNS" and self.class_of(phrase) is None
        listed = any(self.words.among(name, lower) for name in ("roles", "organisations"))
        if crowd or listed or any(self.words.among(name, lower) for name in ("people", "work_places")):
            for word, inner in text.complements(phrase):
                near = word in ("in", "at") or (listed and word == "from")
                if near and self.names.is_place(inner) and self.names.country(phrase) is None:
                    return inner.last
                break
        if self.class_of(phrase) == "vessels":
            for word, inner in text.complements(phrase):
                if word == "under" and text.lower[inner.head] == "flag":
                    return inner.last
        return phrase.last

    def another(self, pronoun: Phrase, than: Filler) -> Filler | None:
        """Of "so he gave him" who the second is: the other person that the pronoun can mean."""
        return self._pronoun(pronoun, self.text.lower[pronoun.head], but=than.name)

    def _pronoun(self, phrase: Phrase, lower: str, *, but: str | None = None) -> Filler | None:
        """A pronoun fills a role with the last party it can mean, and the role is a guess."""
        if lower in ("we", "us", "i", "me"):
            return self._speaker_of(phrase)
        if lower not in ("he", "him", "she", "her", "they", "them", "it"):
            return None
        if lower == "it" and (ship := self._ship_before(phrase)) is not None:
            return ship
        wanted = lower in ("he", "him", "she", "her")
        speaker: Filler | None = None
        for number in range(self.text.unit_of[phrase.first], max(self.text.unit_of[phrase.first] - 2, -1), -1):
            told = self.text.phrases[number]
            if lower in ("they", "them"):  # several before one, which can be a State
                told = sorted(told, key=lambda one: self.text.tags[one.head] not in ("NNS", "NNPS"))
            for earlier in told:
                ships = lower == "they" and self._are_ships(earlier) and earlier.last <= phrase.first
                found = self.party(earlier) if ships else self._meant(earlier, phrase)
                several = lower in ("they", "them") and self.text.tags[earlier.head] == "NNS"
                if found is None or (found.person != wanted and not several):
                    continue
                if not (ships or found.name or found.country):
                    continue
                if but is not None and found.name == but:
                    continue
                found.guess = True
                if not self._is_speaker(earlier, phrase):
                    return found
                speaker = speaker or found
            if speaker is not None and wanted:
                return speaker  # "he" is who speaks only where no other is spoken of
        return None

    def _meant(self, earlier: Phrase, pronoun: Phrase) -> Filler | None:
        """The party that a phrase before the pronoun names; None where a pronoun cannot mean it."""
        text = self.text
        bare = text.tags[earlier.head] in ("PRP", "DT", "CD") or text.is_time(earlier)
        if earlier.last > pronoun.first or bare or self.words.among("counts", text.lower[earlier.head]):
            return None
        if text.lower[pronoun.head] == "them" and text.tags[earlier.head] == "NNP" and self.names.is_place(earlier):
            return None
        return self.party(earlier) if self.class_of(earlier) is None else None

    def _are_ships(self, phrase: Phrase) -> bool:
        return self.text.tags[phrase.head] == "NNS" and self.class_of(phrase) == "vessels"

    def _ship_before(self, pronoun: Phrase) -> Filler | None:
        """The last ship with a name or flag before "it" in the sentence: of a ship and its owner, she does it."""
        text = self.text
        for earlier in reversed(text.phrases[text.unit_of[pronoun.first]]):
            if earlier.last > pronoun.first or self.class_of(earlier) != "vessels" or text.tags[earlier.head] == "PRP":
                continue
            found = self.party(earlier)
            if found is not None and (found.name or found.country):
                found.guess = True
                return found
        return None

    def _is_speaker(self, phrase: Phrase, pronoun: Phrase) -> bool:
        """Whether the phrase is who speaks in its sentence, and "it" stands outside what he says."""
        unit = self.text.unit(phrase.first)
        spoken = (self.said[i] for i in self.sources(unit.sentence))
        return any(
            one.speaker.first <= phrase.first < one.speaker.last and not one.contains(pronoun.first) for one in spoken
        )

    def _speaker_of(self, phrase: Phrase) -> Filler | None:
        """ "we" inside a quotation is who speaks."""
        unit = self.text.unit(phrase.first)
        for i in self.sources(unit.sentence):
            said = self.said[i]
            if said.contains(phrase.first):
                return Filler(phrase.first, phrase.last, self.text.quote(phrase.first, phrase.last), said.speaker.name,
                              said.speaker.country, guess=True, person=said.speaker.person)  # fmt: skip
        return None

    def class_of(self, phrase: Phrase) -> str | None:
        """The class of goods of a phrase: that of its head, else of a word before it; None of people and ideas."""
        key = (phrase.first, phrase.last, phrase.head)
        if key not in self._kinds:
            self._kinds[key] = self._kind_of(phrase)
        return self._kinds[key]

    def _kind_of(self, phrase: Phrase) -> str | None:
        text, trades = self.text, self.things.trades
        if self._is_crowd(phrase):
            return "troops"
        if text.tags[phrase.head] in ("NNP", "NNPS") and "flagged" in text.lower[phrase.first : phrase.head]:
            return "vessels"  # "the Togo-flagged Silver Dawn"
        kind = self._kind_of_head(phrase)
        if kind is not None or self._is_no_thing(phrase.head):
            return kind
        for at in range(phrase.last - 1, phrase.first - 1, -1):
            if (kind := trades.get(text.lower[at])) is not None and text.tags[at] != "POS":
                return kind
        return "vehicles" if self._make_in(phrase.first, phrase.last) is not None else None

    def _kind_of_head(self, phrase: Phrase) -> str | None:
        """Of "spare parts" and "body armour" by the whole name, of "wooden spoons" by the head, of "farm products"
        by the word before."""
        text, things, head = self.text, self.things, phrase.head
        lower = text.lower[head]
        names = [lower]
        if things.is_name_head(lower):
            start = max(phrase.first, head - things.longest + 1)
            names = [*(text.quote(first, head + 1).lower() for first in range(start, head)), lower]
        named = text.tags[head] in ("NNP", "NNPS")
        for table in (things.trades, things.trades if named else things.classes):
            if (kind := next((table[name] for name in names if name in table), None)) is not None:
                return kind if text.tags[head] != "POS" else None
        if lower not in self.things.general:
            return None
        before = (at for at in range(head - 1, phrase.first - 1, -1) if text.tags[at] not in ("NNP", "NNPS", "POS"))
        return next((kind for at in before if (kind := self.things.by_description(text.lower[at]))), None)

    def _is_no_thing(self, at: int) -> bool:
        """Whether the word names a person, a body or an idea, so that no word before it makes goods of it."""
        lower, things = self.text.lower[at], self.things
        named = self.text.tags[at] in ("NNP", "NNPS")
        if named or lower in self.words.noun_frames or lower in things.measures or lower in things.general:
            return False
        listed = any(self.words.among(name, lower) for name in ("roles", "organisations", "people"))
        return listed or (things.is_no_thing(lower) and lower not in things.bodies)

    def _is_crowd(self, phrase: Phrase) -> bool:
        """Of "hundreds of Syrian fighters" and "foreign fighters": people, and no aircraft."""
        text, words = self.text, self.words
        if not words.among("fighters", text.lower[phrase.head]):
            return False
        if any(text.lower[at] in words.lists["crowds"] for at in range(phrase.first, phrase.head)):
            return True
        counting = text.before(phrase.first) == "of" and phrase.first >= 2
        return counting and words.among("crowds", text.lower[phrase.first - 2])

    def _make_in(self, first: int, last: int) -> tuple[str, str | None] | None:
        """Make and model named by the words, also in the plural: "two Maybachs"."""
        quote = self.text.quote(first, last)
        return self.words.make_in(quote) or self.words.make_in(_PLURAL.sub("", quote))

    def goods(self, phrase: Phrase, *, strong: bool, act: Act) -> Goods | None:
        """The goods that a phrase names, or None where it names a person, a place, a time, an idea."""
        text, words = self.text, self.words
        lower = text.lower[phrase.head]
        if text.tags[phrase.head] == "PRP" or lower in ("that", "this", "those", "these", "which"):
            return self._anaphor(phrase, lower)
        if text.is_time(phrase):
            return None
        if phrase.head - 2 >= phrase.first and text.lower[phrase.head - 1] == "en":
            phrase = Phrase(phrase.first, phrase.head - 1, phrase.head - 2)  # "visas en masse"
        core = self.core(phrase)
        lower = text.lower[core.head]
        if text.tags[core.head] == "PRP":
            return self._anaphor(core, lower)  # "most of it"
        kind = self.class_of(core) or (self.class_of(phrase) if not self._is_no_thing(core.head) else None)
        keepsake = "gift" in act.manner and (lower in self.things.keepsakes or lower in self.things.bodies)
        if kind is None and not keepsake and self._is_no_goods(core, strong=strong):
            return None
        labour = words.among("labour_items", lower) and self._is_labour(core)
        if labour:
            act.type, kind = "labour", "workers"
        elif kind in ("workers", "troops") and act.type != "labour":
            return None
        if kind is None and words.among("generic_items", lower) and (named := self._named_goods(phrase)) is not None:
            return self.goods(named, strong=strong, act=act)
        generic = words.among("generic_items", lower) and (kind is None or lower in ("gift", "present"))
        generic = generic and not self._is_qualified(core)
        goods = self._made_of(phrase, core, kind, generic=generic, keepsake=keepsake)
        self._settle_origin(goods, core, labour=labour)
        self._take_up(goods, core)
        if not generic:
            self._last_goods = goods
        return goods

    def _made_of(self, phrase: Phrase, core: Phrase, kind: str | None, *, generic: bool, keepsake: bool) -> Goods:
        """The goods of a phrase and of those joined to it, with what the words tell of them."""
        text, words, lower = self.text, self.words, self.text.lower[core.head]
        phrase = self._first_joined(phrase, kind)
        group = text.coordinated(phrase)
        last = max(self._goods_end(p) for p in group)
        definite = text.lower[core.first] in DEFINITE
        found = self._make_in(phrase.first, last)
        kind = kind or next((known for p in group if (known := self.class_of(p)) is not None), None)
        gift = kind is None and (keepsake or (lower in self.things.presents and not definite))
        told = kind is not None or (words.among("generic_items", lower) and not generic)
        return Goods(
            phrase.first, last, bare(text, phrase.first, last), lower, kind,
            plural=text.tags[core.head] in ("NNS", "NNPS"),
            anaphor=generic or (definite and lower in words.lists["anaphors"]), origin=self._made_in(phrase, last),
            make=found[0] if found else None, model=found[1] if found else None,
            standing="known" if told else "gift" if gift else "unknown",
        )  # fmt: skip

    def _take_up(self, goods: Goods, core: Phrase) -> None:
        """Of "the shipment", "a similar load": goods of the class of those told of last."""
        words = self.text.lower[core.first : core.head]
        definite = self.text.lower[core.first] in DEFINITE
        taken_up = definite or any(word in self.things.like_before for word in words)
        if goods.anaphor and taken_up and goods.kind is None and self._last_goods is not None:
            goods.kind = self._last_goods.kind

    def _named_goods(self, phrase: Phrase) -> Phrase | None:
        """Of "items such as watches and wine" the watches and the wine, of "goods like cigarettes" the cigarettes."""
        text, end = self.text, self.text.unit(phrase.first).last
        at = phrase.last + (2 if text.lower[phrase.last : phrase.last + 2] == ["such", "as"] else 1)
        if (
            phrase.last >= end
            or at >= end
            or (at == phrase.last + 1 and text.lower[at - 1] not in ("like", "including"))
        ):
            return None
        found = text.phrase_at[at]
        return found if found is not None and found.first == at and self.class_of(found) is not None else None

    def _is_qualified(self, core: Phrase) -> bool:
        """Of "banned items" and "ski goods": things named by what they are, and not told of before."""
        text, before = self.text, core.head - 1
        if core.head == core.first or text.tags[core.first] in ("DT", "PRP$", "CD"):
            return False
        word = text.lower[before]
        if text.lower[core.head] not in self.things.general:
            return word in self.words.lists["qualifiers"]
        named = text.tags[before] in ("NN", "NNS") and word not in self.things.measures
        return named or word in self.things.described or word in self.words.lists["qualifiers"]

    def _first_joined(self, phrase: Phrase, kind: str | None) -> Phrase:
        """Of "tanks and parts" from parts: tanks, where one of them is known to be goods."""
        if self.text.phrase_at[phrase.first] != phrase:
            return phrase  # "an ally and | arms | supplier"
        left = self.text.leftmost(phrase)
        known = self.class_of(left) is not None or kind is not None
        return left if left.first < phrase.first and known else phrase

    def _settle_origin(self, goods: Goods, core: Phrase, *, labour: bool) -> None:
        """The country that the goods' own words name: "North Korean coal", "workers from the North"."""
        if labour and goods.origin is None:
            homes = (self._home(part) for part in (core, *self.text.coordinated(core)))
            goods.origin = next((home for home in homes if home is not None), None)
        if goods.origin is None and (place := self.country_filler(core.first, core.head)) is not None:
            goods.origin = place
            goods.from_there = goods.kind in self.words.lists["from_where_they_are_named"] and place.last == core.head

    def _anaphor(self, phrase: Phrase, lower: str) -> Goods | None:
        if lower not in ("it", "them", "that", "this", "which", "those", "these", "they"):
            return None
        last = self._goods_before(phrase)
        if last is not None:
            self._last_goods = last
            return last
        last = self._last_goods
        if last is None:
            return None
        return Goods(
            phrase.first,
            phrase.last,
            bare(self.text, phrase.first, phrase.last),
            last.head,
            last.kind,
            last.plural,
            anaphor=True,
        )

    def _goods_before(self, phrase: Phrase) -> Goods | None:
        """The last phrase of the same sentence before the pronoun that names goods of a known class."""
        text = self.text
        here = [p for p in text.phrases[text.unit_of[phrase.first]] if p.last <= phrase.first]
        free = [p for p in here if p.first == text.unit(p.first).first or not text.is_preposition(p.first - 1)]
        for earlier in (*reversed(free), *reversed(here)):
            if text.tags[earlier.head] == "PRP":
                continue
            kind = self.class_of(earlier)
            paid = self.words.among("payments", text.lower[earlier.head])
            if paid and earlier in free:
                quote = bare(text, earlier.first, earlier.last)
                return Goods(earlier.first, earlier.last, quote, "money", "money", anaphor=True)
            if (
                kind is not None
                and kind not in ("money", "workers", "troops")
                and text.tags[earlier.head] in ("NN", "NNS")
            ):
                start = text.leftmost(earlier)
                last = text.extended(earlier)
                return Goods(
                    start.first,
                    last,
                    bare(text, start.first, last),
                    text.lower[earlier.head],
                    kind,
                    text.tags[earlier.head] == "NNS",
                )
        return None

    def core(self, phrase: Phrase) -> Phrase:
        """Of "a shipment of coal", "dozens of workers": what is counted or shipped."""
        if self._is_counted(phrase) and (inner := self._measured(phrase)) is not None:
            return self.core(inner)
        return phrase

    def _is_counted(self, phrase: Phrase) -> bool:
        """Whether the head only counts, measures, holds or hands over what stands behind it."""
        lower = self.text.lower[phrase.head]
        if self.text.tags[phrase.head] == "CD" or lower in self.things.measures or lower in self.words.noun_frames:
            return True
        return any(self.words.among(name, lower) for name in ("collections", "counts", "remains", "money_units"))

    def _measured(self, phrase: Phrase) -> Phrase | None:
        """What stands behind "of", also after a bracket: "27 kilograms (60 pounds) of gold"."""
        text, at = self.text, phrase.last
        end = text.unit(phrase.first).last
        if at < end and text.lower[at] == "(" and ")" in text.lower[at:end]:
            at = text.lower.index(")", at) + 1
        at += at < end and text.lower[at] == "worth"
        inner = text.phrase_at[at + 1] if at + 1 < end and text.lower[at] in ("of", "containing") else None
        found = next(text.complements(phrase, only=_OF), None) if inner is None and at == phrase.last else None
        if found is not None:
            return found[1]
        if inner is None and at + 2 < end and text.lower[at] == "of" and text.tags[at + 1] == "VBG":
            named = text.phrase_at[at + 2]  # "crates of | hunting rifles"
            if named is not None and named.first == at + 2 and self.class_of(named) is not None:
                return Phrase(at + 1, named.last, named.head)
        return inner if inner is not None and inner.first == at + 1 else None

    def _goods_end(self, phrase: Phrase) -> int:
        last = self.text.extended(phrase)
        if last == phrase.last and self._is_counted(phrase) and (inner := self._measured(phrase)) is not None:
            last = self.text.extended(inner)
        return last if last == phrase.last or not self._ends_in_place(phrase, last) else phrase.last

    def _ends_in_place(self, phrase: Phrase, last: int) -> bool:
        inner = self.text.phrase_at[last - 1]
        return inner is not None and self.names.is_place(inner)

    def _is_no_goods(self, phrase: Phrase, *, strong: bool) -> bool:
        text, words = self.text, self.words
        lower = text.lower[phrase.head]
        if words.among("generic_items", lower):
            return False
        listed = self.things.is_listed(lower) and not words.among("labour_items", lower)
        if listed and text.tags[phrase.head] not in ("NNP", "NNPS"):
            return lower not in words.noun_frames or not strong
        if any(words.among(name, lower) for name in ("abstract", "roles", "documents", "people")):
            return True
        if words.among("organisations", lower) or words.among("claim_nouns", lower) or lower in words.noun_frames:
            return lower not in words.noun_frames or not strong
        if text.tags[phrase.head] == "CD" or self.names.is_place(phrase):
            return True
        if text.tags[phrase.first] == "CD" and text.tags[phrase.head] in ("NNS", "NNPS") and phrase.head > phrase.first:
            return False  # "24 Orlov Trotters"
        opening = phrase.first == text.unit(phrase.first).first and phrase.last - phrase.first == 1
        if text.tags[phrase.head] == "NNPS" and opening and strong:
            return False  # "Cigarettes exported from"
        if text.tags[phrase.head] in ("NNP", "NNPS"):
            return not strong or self.names.name_run(phrase) is not None
        return self.things.is_no_thing(lower)

    def _is_labour(self, phrase: Phrase) -> bool:
        head = self.text.lower[phrase.head]
        if self.is_helper(phrase):
            return False
        if head not in self.words.lists["workers_only_from_there"] or self.names.country(phrase) == "KP":
            return True
        home = self._home(phrase)
        return home is not None and home.country == "KP"

    def is_helper(self, phrase: Phrase) -> bool:
        """Of "relief workers": that they are nobody's labour sent abroad for wages."""
        return phrase.head > phrase.first and self.words.among("helpers", self.text.lower[phrase.head - 1])

    def _home(self, phrase: Phrase) -> Filler | None:
        """Of "workers from North Korea", "guest workers of the North"."""
        for word, inner in self.text.complements(phrase):
            if word in ("of", "from") and self.names.is_place(inner):
                return self.country_filler(inner.first, inner.last)
        return None

    def _made_in(self, phrase: Phrase, last: int) -> Filler | None:
        """Of "Russian-made car" and "a car made in Russia": Russia."""
        text, words = self.text, self.words
        for at in range(phrase.first + 1, last):
            if text.lower[at] in words.lists["made_words"] and text.lower[at - 1] == "-":
                return self.country_filler(phrase.first, at)
        at, end = last, text.unit(phrase.first).last
        if at + 2 < end and text.lower[at] in words.lists["made_words"] and text.lower[at + 1] in ("in", "by"):
            place = text.phrase_at[at + 2]
            return self.country_filler(place.first, place.last) if place is not None else None
        make = text.phrase_at[at + 1] if at + 2 < end and text.lower[at] == "of" else None
        make = make or (text.phrase_at[last - 1] if last > phrase.last else None)
        if make is not None and make.head > make.first and text.lower[make.head] in words.lists["origin_nouns"]:
            return self.country_filler(make.first, make.head)
        return None

    def country_filler(self, first: int, last: int) -> Filler | None:
        place = self.names.place_at(self.text.starts[first], self.text.ends[last - 1])
        if place is None:
            return None
        return Filler(
            first, last, self.text.text[place[0] : place[1]], self.names.country_name(place[2]), place[2], place=True
        )

    def by(self, obliques: tuple[tuple[str, Phrase], ...]) -> Phrase | None:
        for word, phrase in obliques:
            doer = self.text.lower[phrase.head] not in self.words.lists["not_doers"]
            if word == "by" and doer and not self.text.is_time(phrase):
                return phrase
        return None

    def is_party(self, phrase: Phrase) -> bool:
        party = self.party(phrase)
        armed = self.text.lower[phrase.head] in self.words.lists["armed_groups"]
        return party is not None and (party.country is not None or party.person or armed)

    def none_of(self, phrase: Phrase) -> bool:
        return self.words.among("none_words", self.text.lower[phrase.first])
