"""Which party of the report a phrase means: "the company", "the trader", "the ship", "he".

A definite noun takes up the last party of its kind, an indefinite one ("a trader from Singapore") the
name that a sentence after it begins with. All of it is a guess, and marked as one by who asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Phrase, Text, Unit
from tidewaiter.reports.saying.attribution import Said
from tidewaiter.reports.telling.acts import Filler, bare
from tidewaiter.reports.telling.sameness import DEFINITE, singular
from tidewaiter.reports.telling.thesaurus import Thesaurus, thesaurus

_BACK, _ON = 10, 3
"""So many units back a party is looked for, and so many sentences on its name."""
_LISTED = 3
"""So many sentences back those are named whom "both firms" takes up."""
_SHIP_MARKS = frozenset({"m/t", "m/v", "mv", "mt", "ss"})
_NAMES = ("NNP", "NNPS")


class Antecedents:
    """Finds the party that a phrase of one text means."""

    __slots__ = ("_ships", "names", "said", "text", "words")

    def __init__(self, text: Text, names: Names, said: list[Said]) -> None:
        self.text = text
        self.names = names
        self.said = said
        self.words: Thesaurus = thesaurus(text.vocabulary.language)
        self._ships: list[tuple[int, int, str]] | None = None

    def of(self, phrase: Phrase) -> Filler | None:
        """The party that a noun phrase without a name means, as the words that name it; None if nothing does."""
        noun = self.text.lower[phrase.head]
        kinds = self.words.kinds_of(noun) or self.words.kinds_of(singular(noun))
        definite = self.text.lower[phrase.first] in DEFINITE
        if (several := self.listed(phrase)) is not None:
            return several
        if "ship" in kinds:
            return self.ship(phrase)
        if not kinds:
            return self._office_before(phrase, noun) if definite else None
        if (apposed := self._apposed(phrase)) is not None:
            return apposed
        earlier = self._before(phrase, noun, kinds) if definite else None
        if earlier is not None and (found := self._named(earlier)) is not None:
            return found
        many = self.text.tags[phrase.head] in ("NNS", "NNPS")  # several firms have no one name
        return None if many else self._later(earlier or phrase, kinds)

    def _apposed(self, phrase: Phrase) -> Filler | None:
        """Of "a Cypriot dealer, Nikos Stavrou, sold": Nikos Stavrou."""
        text = self.text
        at, end = text.extended(phrase), text.unit(phrase.first).last
        following = text.phrase_at[at + 1] if at + 1 < end and text.lower[at] == "," else None
        if following is None or following.first != at + 1 or text.lower[following.last : following.last + 1] != [","]:
            return None
        return self._person(following) or self._firm(following)

    def listed(self, phrase: Phrase) -> Filler | None:
        """Of "Chad and Niger deny it. Both countries bought drones": Chad and Niger, as many as are counted."""
        text, count = self.text, self._count(phrase)
        if count is None or text.tags[phrase.head] != "NNS":
            return None
        noun = text.lower[phrase.head]
        states = not (self.words.kinds_of(noun) or text.vocabulary.among("people", noun))
        own = text.unit(phrase.first).sentence
        for earlier in self._back(phrase):
            if own - text.unit(earlier.first).sentence > _LISTED:
                return None
            parts = text.coordinated(earlier, subject=True)
            if (
                len(parts) == count
                and parts[-1].last <= phrase.first
                and all(self._is_one(p, state=states) for p in parts)
            ):
                words = bare(text, parts[0].first, parts[-1].last)
                return Filler(parts[0].first, parts[-1].last, words, words, guess=True)
        return None

    def _count(self, phrase: Phrase) -> int | None:
        """The number of "both firms", "the three countries"; None where none is told or nothing is taken up."""
        text, numbers = self.text, self.words.numbers
        words = text.lower[phrase.first : phrase.head]
        if words[:1] == ["both"]:
            return 2
        if not words or not (words[0] in DEFINITE or words[0] == "all"):
            return None
        return next((numbers.index(word) for word in words if word in numbers[2:]), None)

    def _is_one(self, phrase: Phrase, *, state: bool) -> bool:
        """Whether the phrase names a State, or else one who is no place."""
        if state:
            return self.names.is_place(phrase) and self.names.country(phrase) is not None
        return self.names.name_run(phrase) is not None and not self.names.is_place(phrase)

    def he(self, phrase: Phrase) -> Filler | None:
        """The person that "he" or "she" means where nobody named stands near: "a man ...: he had supplied"."""
        for earlier in self._back(phrase):
            noun = self.text.lower[earlier.head]
            someone = "person" in self.words.kinds_of(noun) or self.text.vocabulary.among("roles", noun)
            if someone and not self.text.tags[earlier.head].endswith("S") and self.names.name_run(earlier) is None:
                own = bare(self.text, earlier.first, earlier.last)
                country = self.names.country(earlier, self.text.extended(earlier))
                named = self._later(earlier, ("person",)) or Filler(earlier.first, earlier.last, own)
                named.country, named.person, named.guess = named.country or country, True, True
                return named
            if (known := self._person(earlier)) is not None:
                return known
        return None

    # -- what stands before ------------------------------------------------------------------
    def _back(self, phrase: Phrase) -> Iterator[Phrase]:
        """The phrases before, the nearest unit first; within a unit in the order of its words."""
        own = self.text.unit_of[phrase.first]
        for number in range(own, max(own - _BACK, -1), -1):
            yield from (p for p in self.text.phrases[number] if p.last <= phrase.first)

    def _before(self, phrase: Phrase, noun: str, kinds: tuple[str, ...]) -> Phrase | None:
        """The last phrase with the same noun that says more; for a firm or a person else the last of that kind."""
        for earlier in self._back(phrase):
            same = singular(self.text.lower[earlier.head]) == singular(noun)
            if same and (self._named(earlier) is not None or self._is_new(earlier)):
                return earlier
        named = "person" in kinds and not self.text.tags[phrase.head].endswith("S")
        return self._only_person(phrase) if named else None

    def _office_before(self, phrase: Phrase, noun: str) -> Filler | None:
        """Of "the king" after "the king of Thailand", "the ministry" after "Syria's ministry of trade": that one."""
        words = self.text.vocabulary
        if not (words.among("roles", noun) or words.among("organisations", noun)):
            return None
        same = (p for p in self._back(phrase) if self.text.lower[p.head] == noun)
        return next((found for p in same if (found := self._named(p)) is not None), None)

    def _is_new(self, phrase: Phrase) -> bool:
        return self.text.lower[phrase.first] in ("a", "an", "one") or self.text.tags[phrase.first] == "CD"

    def _only_person(self, phrase: Phrase) -> Phrase | None:
        """The one person named before who holds no office, where there is only one."""
        found = {f.name: p for p in self._back(phrase) if (f := self._person(p)) is not None}
        return next(iter(found.values())) if len(found) == 1 else None

    # -- what a phrase names -----------------------------------------------------------------
    def _named(self, phrase: Phrase) -> Filler | None:
        """Name and country that the phrase itself tells."""
        last = self.text.extended(phrase)
        firm = self._person(phrase) or self._firm(phrase)
        if firm is not None:
            return firm
        country = self.names.country(phrase, last)
        if country is None:
            return None
        return Filler(phrase.first, last, bare(self.text, phrase.first, last), None, country, guess=True)

    def _person(self, phrase: Phrase) -> Filler | None:
        """A person with a full name who holds no office."""
        text = self.text
        run = self.names.name_run(phrase)
        if run is None or run[1] != phrase.last or self._is_office(phrase, run) or self._is_firm_name(run):
            return None
        name = self.names.full(text.quote(*run))
        if " " not in name or self.names.medium_in(phrase) is not None:
            return None
        country = self.names.country(phrase)
        return Filler(phrase.first, phrase.last, text.quote(*run), name, country, guess=True, person=True)

    def _firm(self, phrase: Phrase) -> Filler | None:
        """A proper name that is no person's, place's or medium's."""
        text = self.text
        run = self.names.name_run(phrase)
        if run is None or self._is_office(phrase, run) or self.names.is_place(phrase) or text.is_time(phrase):
            return None
        if self.names.medium_in(phrase) is not None or not (self._is_firm_name(run) or run[1] - run[0] == 1):
            return None
        name = text.quote(*run)
        if self.names.full(name) != name or self.names.country(phrase) == "UN":
            return None
        return Filler(phrase.first, phrase.last, name, name, self.names.country(phrase), guess=True)

    def _is_firm_name(self, run: tuple[int, int]) -> bool:
        text, lists = self.text, self.text.vocabulary.lists
        last = text.lower[run[1] - 1].rstrip(".")
        known = last in lists["company_endings"] or last in lists["corporate_words"]
        return known or (run[1] - run[0] > 1 and text.tags[run[1] - 1] == "NNPS") or "-" in text.words[run[0] : run[1]]

    def _is_office(self, phrase: Phrase, run: tuple[int, int]) -> bool:
        """Whether the words before or beside the name are an office: "prosecutor X", "X, a spokesman,"."""
        text = self.text
        roles, titles = text.vocabulary.lists["roles"], text.vocabulary.lists["titles"]
        if any(text.lower[at] in roles or text.words[at] in titles for at in range(phrase.first, run[0])):
            return True
        end = text.unit(phrase.first).last
        beside = text.phrase_at[phrase.last + 1] if phrase.last + 1 < end and text.lower[phrase.last] == "," else None
        noun = text.lower[beside.head] if beside is not None else ""
        return noun in roles and not self.words.kinds_of(noun)

    # -- what comes after ----------------------------------------------------------------------
    def _later(self, phrase: Phrase, kinds: tuple[str, ...]) -> Filler | None:
        """The name that one of the next sentences begins with, where it was not told before."""
        text = self.text
        own = text.unit(phrase.first).sentence
        for number in range(text.unit_of[phrase.first] + 1, len(text.units)):
            unit = text.units[number]
            if unit.sentence > own + _ON:
                return None
            first = self._opening(unit)
            if first is None or not self._is_first_mention(first):
                continue
            found = self._person(first) if "person" in kinds and not self._speaks_for(first) else None
            found = found or (self._firm(first) if "company" in kinds else None)
            if found is not None:
                return found
        return None

    def _opening(self, unit: Unit) -> Phrase | None:
        """The name that the unit begins with, whatever the tagger makes of the verb after it."""
        text, end = self.text, unit.first
        while end < unit.last and (text.tags[end] in _NAMES or (text.lower[end] == "-" and end > unit.first)):
            end += 1
        return Phrase(unit.first, end, end - 1) if end > unit.first else None

    def _is_first_mention(self, phrase: Phrase) -> bool:
        run = self.names.name_run(phrase)
        return run is not None and self.text.text.find(self.text.quote(*run)) >= self.text.starts[phrase.first]

    def _speaks_for(self, phrase: Phrase) -> bool:
        """Whether the phrase is a speaker with an office or a body behind him."""
        spoken = (one.speaker for one in self.said if one.speaker.affiliation)
        return any(speaker.first <= phrase.first < speaker.last for speaker in spoken)

    # -- ships ---------------------------------------------------------------------------------
    def ship(self, phrase: Phrase) -> Filler | None:
        """The last ship named before "the vessel", the first one after "a tanker"."""
        definite = self.text.lower[phrase.first] in DEFINITE
        if definite:
            found = [ship for ship in self.ships() if ship[0] < phrase.first][-1:] or self._bare_ship(phrase)
        else:
            last = self.text.unit(phrase.first).sentence + _ON
            after = (ship for ship in self.ships() if ship[0] > phrase.last)
            found = [ship for ship in after if self.text.unit(ship[0]).sentence <= last][:1]
        return Filler(found[0][0], found[0][1], found[0][2], found[0][2], guess=True) if found else None

    def _bare_ship(self, phrase: Phrase) -> list[tuple[int, int, str]]:
        """ "the Chong Chon Gang", before "the ship", where no ship is named as one: a name with an article."""
        text = self.text
        for earlier in self._back(phrase):
            run = self.names.name_run(earlier)
            if run is None or run[1] - run[0] < 2 or text.lower[earlier.first] != "the" or run[0] != earlier.first + 1:
                continue
            organised = any(text.vocabulary.among("organisations", text.lower[at]) for at in range(*run))
            if not (
                organised or self._is_firm_name(run) or self.names.country(earlier) or self._is_office(earlier, run)
            ):
                return [(earlier.first, run[1], text.quote(*run))]
        return []

    def ships(self) -> list[tuple[int, int, str]]:
        """The words and the name of each place where a ship is named."""
        if self._ships is None:
            self._ships = [found for phrases in self.text.phrases for p in phrases for found in self._ship_in(p)]
        return self._ships

    def _ship_in(self, phrase: Phrase) -> Iterator[tuple[int, int, str]]:
        """Of "the tanker Billions", "a tanker, the Courageous,", "the M/T Courageous", "aboard the Cape Lindos"."""
        text = self.text
        run = self.names.name_run(phrase)
        if run is None:
            return
        start = run[0]
        split = start > 1 and text.lower[start - 1] == "/"  # "M/T" is three words
        if (split or text.lower[start] in _SHIP_MARKS) and run[1] - start > 1:
            start += 1
        article = text.lower[phrase.first] == "the"
        at = phrase.first
        after = text.lower[at - 2 : at] if at >= 2 else []
        ship_before = article and after[-1:] == [","] and text.vocabulary.classes.get(after[0]) == "vessels"
        marked = start > run[0] or any(
            text.vocabulary.classes.get(text.lower[i]) == "vessels" or text.lower[i] in _SHIP_MARKS
            for i in range(phrase.first, start)
        )
        if marked or ship_before or (article and after[-1:] in (["aboard"], ["onboard"])):
            yield phrase.first, run[1], text.quote(start, run[1])
