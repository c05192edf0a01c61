"""Who was put under sanctions by name: a person, a firm, a ship. A State under sanctions is told by a rule."""

from __future__ import annotations

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Filler, bare, with_status
from tidewaiter.reports.telling.encounters import lexicon
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers


class Designations:
    """Reads the designations of one text from its verbs."""

    __slots__ = ("factuality", "fillers", "known", "names", "text", "words")

    def __init__(self, fillers: Fillers, factuality: Factuality) -> None:
        self.fillers = fillers
        self.factuality = factuality
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.words: Words = fillers.words
        self.known = lexicon(self.words.language)

    def read(self, group: Group, unit: Unit) -> Act | None:
        """The designation that a verb tells of: "sanctioned X", "put X on its list", "X is under sanctions"."""
        target, giver = self._by_name(group, unit) or self._by_list(group) or self._by_sanctions(group) or (None, None)
        if target is None or not self._can_be(target):
            return None
        status = self.factuality.status(group, unit)
        if not status.told or status.negated or group.modal:
            return None
        act = Act("designation", group.main, unit, f"verb:{group.lemma}")
        act.supplier = self.fillers.party(giver) if giver is not None else None
        if act.supplier is None and not group.passive and giver is not None:
            return None
        act.recipient = self._target(target)
        return with_status(act, status)

    def of_noun(self, phrase: Phrase, unit: Unit) -> Act | None:
        """The designation that a noun names: "the blacklisting of a bank by Oslo", "Oslo announced its designation"."""
        text, known = self.text, self.known
        if not known.among("designation_nouns", text.lower[phrase.head]):
            return None
        inner = tuple(text.complements(phrase))
        target = next((p for w, p in inner if w == "of"), None)
        status = self.factuality.noun_status(phrase, unit)
        if target is None or not self._can_be(target) or not status.told:
            return None
        group = text.governor(phrase)
        if text.before(phrase.first) == "for" or (group is not None and group.modal):
            return None  # "would push for the designation of"
        giver = next((p for w, p in inner if w == "by"), None) or self.names.possessor(phrase)
        if giver is None and group is not None and not group.passive:
            giver = text.subject(group)
        act = Act("designation", phrase.head, unit, f"noun:{text.lower[phrase.head]}")
        act.supplier = self.fillers.party(giver)
        act.recipient = self._target(target)
        official = act.supplier is not None and (act.supplier.country is not None or act.supplier.name is not None)
        return with_status(act, status) if official else None

    def _by_name(self, group: Group, unit: Unit) -> tuple[Phrase, Phrase | None] | None:
        text = self.text
        if not self.known.among("designates", text.lower[group.main]) or self._is_compound(group):
            return None
        if not group.passive:
            target = next(iter(text.objects(group)), None)
            giver = text.subject(group)
            return (target, giver) if target is not None and giver is not None else None
        by = self.fillers.by(text.obliques(group))
        target = text.subject(group)
        if group.bare:
            target = target or self._apposed(group, unit)
            if not self._is_dated(group):
                return None  # "a listed firm": told by the way
        return (target, by) if target is not None else None

    def _apposed(self, group: Group, unit: Unit) -> Phrase | None:
        """Of "Sino Star, blacklisted in 2016,", "Sino Star (SSC), blacklisted in 2016,": Sino Star."""
        at = group.first - 2
        if at < unit.first or self.text.lower[at + 1] != ",":
            return None
        if self.text.lower[at] == ")" and "(" in self.text.lower[unit.first : at]:
            at -= self.text.lower[unit.first : at][::-1].index("(") + 2
        return self.text.phrase_at[at]

    def _is_dated(self, group: Group) -> bool:
        """Whether a time stands behind the verb: "blacklisted in 2016", "sanctioned by Oslo last year"."""
        text, end = self.text, self.text.unit(group.main).last
        if any(text.is_time(phrase) for _, phrase in text.obliques(group)):
            return True
        behind = next((at for at in range(group.last, end) if text.lower[at] in (",", ";")), end)
        here = (text.phrase_at[at] for at in range(group.last, behind))
        return any(phrase is not None and text.is_time(phrase) for phrase in here)

    def _is_compound(self, group: Group) -> bool:
        """Of "sanctions monitors", "sanctions forbid", read as a verb: that it is none."""
        text = self.text
        verb = text.group_at[group.last] if group.last < text.unit(group.main).last else None
        if verb is not None and verb.first == group.last and verb.finite:
            return True
        following = text.phrase_at[group.last] if group.last < text.unit(group.main).last else None
        return following is not None and self.known.among("bodies", text.lower[following.first])

    def _by_list(self, group: Group) -> tuple[Phrase, Phrase | None] | None:
        """Of "added a trader to its blacklist"."""
        text, known = self.text, self.known
        if not known.among("lists", text.lower[group.main]):
            return None
        behind = (p for w, p in text.obliques(group) if w in ("to", "on", "in"))
        found = next((p for p in behind if self._is_list(p)), None)
        if found is None or not self._is_of_sanctions(found):
            return None
        target = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        giver = self.fillers.by(text.obliques(group)) if group.passive else text.subject(group)
        return (self._titled(target), giver) if target is not None else None

    def _titled(self, phrase: Phrase) -> Phrase:
        """Of "the Chadian | general", where the office is read as an adjective: both."""
        at = phrase.last
        office = at < self.text.unit(phrase.first).last and self.words.among("roles", self.text.lower[at])
        return Phrase(phrase.first, at + 1, at) if office and self.text.tags[at] == "JJ" else phrase

    def _is_list(self, phrase: Phrase) -> bool:
        """Of "its blacklist", "its blacklist Tuesday": that the phrase names a list."""
        at = phrase.head
        at -= at > phrase.first and self.text.is_time(Phrase(at, at + 1, at))
        return self.known.among("list_nouns", self.text.lower[at])

    def _is_of_sanctions(self, phrase: Phrase) -> bool:
        """Of "its sanctions list", "the blacklist", "a list of sanctioned firms"."""
        text = self.text
        words = text.lower[phrase.first : text.extended(phrase)]
        return any(self.known.among("listed", word) for word in words)

    def _by_sanctions(self, group: Group) -> tuple[Phrase, Phrase | None] | None:
        """Of "imposed sanctions on a bank", "a bank was put under sanctions", "the sanctions target a bank"."""
        text, known, form = self.text, self.known, self.text.lower[group.main]
        unit = text.unit(group.main)
        if known.lists["measures"].isdisjoint(text.lower[unit.first : unit.last]):
            return None  # most sentences name no sanctions
        objects, obliques, subject = text.objects(group), text.obliques(group), text.subject(group)
        measures = [p for p in objects if known.among("measures", text.lower[p.head])]
        if known.among("imposes", form) and measures and not group.passive:
            after = [p for w, p in (*obliques, *text.complements(measures[0])) if w in ("on", "against")]
            target = next((p for p in after if p.first > group.main), None)
            return (target, subject) if target is not None and subject is not None else None
        if subject is None:
            return None
        if text.lower[subject.head] in ("sanctions", "sanction") and not group.bare:
            return self._of_sanctions(group, objects, obliques)
        if (hit := self._hit(group, objects, obliques)) is not None:
            return (hit, self.fillers.by(obliques) if group.passive else subject)
        held = next((p for w, p in obliques if w == "under"), None)
        if held is None or not known.among("measures", text.lower[held.head]) or not known.among("under", form):
            return None
        if objects and not group.passive:
            return objects[0], subject
        if text.lower[group.last] != "under" or not (self._is_dated(group) or (group.passive and group.finite)):
            return None  # "was under sanctions" only describes
        return subject, self.fillers.by(obliques)

    def _hit(
        self, group: Group, objects: tuple[Phrase, ...], obliques: tuple[tuple[str, Phrase], ...]
    ) -> Phrase | None:
        """Of "hit a bank with sanctions", "a bank was slapped with sanctions": the bank."""
        text, known = self.text, self.known
        struck = any(w in ("with", "by") and known.among("measures", text.lower[p.head]) for w, p in obliques)
        if not struck or not known.among("hits", text.lower[group.main]):
            return None
        return text.subject(group) if group.passive else next(iter(objects), None)

    def _of_sanctions(
        self, group: Group, objects: tuple[Phrase, ...], obliques: tuple[tuple[str, Phrase], ...]
    ) -> tuple[Phrase, Phrase | None] | None:
        """Of "the sanctions target a bank", "sanctions were imposed on a bank": the bank."""
        form = self.text.lower[group.main]
        if self.known.among("targets", form) and not group.passive:
            return (objects[0], None) if objects else None
        if self.known.among("imposes", form) and group.passive:
            target = next((p for w, p in obliques if w in ("on", "against")), None)
            return (target, self.fillers.by(obliques)) if target is not None else None
        return None

    def _can_be(self, phrase: Phrase) -> bool:
        """Whether the phrase names somebody or a ship, and no State, time, goods or trade."""
        text = self.text
        lower = text.lower[phrase.head]
        if text.is_time(phrase) or text.tags[phrase.head] in ("WDT", "WP", "PRP"):
            return False
        based = "based" in text.lower[phrase.first : phrase.last]
        if (self.names.is_place(phrase) and not based) or text.words[phrase.head] in ("North", "South"):
            return False
        if any(self.words.among(name, lower) for name in ("state_nouns", "abstract")) or lower in (
            "regime",
            "government",
        ):
            return False
        if text.tags[phrase.head] in ("NNP", "NNPS"):
            return True
        return self.fillers.class_of(phrase) in (None, "vessels", "aircraft") and lower not in self.words.noun_frames

    def _target(self, phrase: Phrase) -> Filler:
        """Who is listed, by his own name; the example behind "including" is not the whole."""
        last = self.text.extended(phrase)
        found = self.fillers.party(phrase)
        country = self.names.country(phrase)
        if found is not None and found.first == phrase.first:
            if country is not None and found.name == self.names.country_name(country):
                found.name = None  # "a Malian bank" is not Mali
            return found
        return Filler(phrase.first, last, bare(self.text, phrase.first, last), country=country)
