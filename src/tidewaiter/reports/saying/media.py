"""Through which medium words came: whom they were told to, who carried, quoted or saw them."""

from __future__ import annotations

from tidewaiter.reports.grammar.coreference import Names, Speaker, Speakers
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit


class Media:
    """Finds the media that a text names as the way of somebody's words."""

    __slots__ = ("names", "speakers", "text", "words")

    def __init__(self, text: Text, names: Names, speakers: Speakers) -> None:
        self.text = text
        self.words = text.vocabulary
        self.names = names
        self.speakers = speakers

    def cited_by(self, unit: Unit, before: int) -> str | None:
        """Of "Kyodo reported, citing diplomats, that": Kyodo, the medium that begins the sentence or its clause."""
        if not self.words.among("citing_words", self.text.lower[before]):
            return None
        if before == unit.first:
            return self._reporting(unit)
        for phrase in reversed(self.text.phrases[self.text.unit_of[unit.first]]):
            if phrase.last <= before and (medium := self.names.medium_in(phrase)) is not None:
                return medium.name
        return None

    def _reporting(self, unit: Unit) -> str | None:
        """Of "Citing diplomats, Kyodo reported that": Kyodo."""
        text = self.text
        for group in text.groups[text.unit_of[unit.first]]:
            subject = text.subject(group) if group.finite and group.lemma in self.words.cues else None
            if subject is not None and (medium := self.names.medium_in(subject)) is not None:
                return medium.name
        return None

    def named_after(self, unit: Unit, at: int) -> str | None:
        """Of "as quoted by Yonhap", "seen by Reuters": the medium."""
        text = self.text
        start = text.ends[at - 1]
        tail = text.text[start : text.ends[unit.last - 1]]
        for link in self.words.ordered["media_links"]:
            where = tail.find(link)
            if 0 <= where < 40:
                medium = self.names.medium_at(start + where, start + where + len(link) + 45)
                return medium.name if medium is not None else None
        return None

    def short(self, phrase: Phrase) -> str | None:
        """Of "The Journal", "the Post" after the whole name: the medium whose name ends so."""
        text = self.text
        if (
            phrase.last - phrase.first != 2
            or text.lower[phrase.first] != "the"
            or not text.words[phrase.head].istitle()
        ):
            return None
        word, here = text.words[phrase.head], text.starts[phrase.first]
        named = (
            medium.name for start, end, medium in self.names.media if start < here and text.text[:end].endswith(word)
        )
        return next(named, None)

    def source_of(self, phrase: Phrase) -> str | None:
        """Of "the Post's source": the medium that has one."""
        text = self.text
        for at in range(phrase.first + 1, phrase.last):
            if text.tags[at] == "POS":
                owner = Phrase(phrase.first, at, at - 1)
                medium = self.names.medium_in(owner)
                return medium.name if medium is not None else self.short(owner)
        return None

    def written_on(self, unit: Unit, first: int, last: int) -> str | None:
        """Of "posted on Telegram", "writing on 38 North": the platform or medium."""
        text = self.text
        for at in range(max(first, unit.first), min(last, unit.last - 1)):
            if text.lower[at] not in ("on", "for", "in") or at + 1 >= unit.last:
                continue
            before = text.lower[at - 1] if at > unit.first else ""
            if not self.words.among("posting_words", before):
                continue
            if text.lower[at] == "on" and self.words.among("platforms", text.words[at + 1]):
                return text.words[at + 1]
            phrase = text.phrase_at[at + 1]
            if phrase is not None and (medium := self.names.medium_in(phrase)) is not None:
                return medium.name
        return None

    def addressed(self, group: Group, unit: Unit) -> str | None:
        """The medium that was told: "told Reuters", "told Russia's RIA agency", "in a statement to RFA"."""
        text = self.text
        beside = text.phrase_at[group.last] if group.last < unit.last else None
        if beside is not None and self.words.among("addressing_verbs", group.lemma):  # also "the Financial Times"
            medium = self.names.medium_in(beside)
            if medium is not None:
                return medium.name
            if (short := self.short(beside)) is not None:
                return short
        if beside is None and group.last < unit.last and self.words.among("addressing_verbs", group.lemma):
            medium = self.names.medium_at(text.starts[group.last], text.ends[group.last])
            if medium is not None:  # a name that the tagger took for another word
                return medium.name
        if (posted := self.written_on(unit, unit.first, unit.last)) is not None:
            return posted
        for phrase in text.objects(group):
            if phrase.first >= group.last and (medium := self.names.medium_in(phrase)) is not None:
                return medium.name
        for word, phrase in text.obliques(group):
            if self.words.among("addressee_links", word) and (medium := self.names.medium_in(phrase)) is not None:
                return medium.name
        return None

    def reported_from(self, group: Group) -> Speaker | None:
        """Of "NHK reported from the coast guard": the coast guard, a body that has an own voice."""
        for word, phrase in self.text.obliques(group):
            if word == "from" and phrase.first >= group.last and (found := self.speakers.resolve(phrase)) is not None:
                return found if found.kind == "role" else None
        return None

    def seen_by(self, unit: Unit) -> str | None:
        """Of "papers seen by Bloomberg" and "..., to TASS": the medium."""
        text = self.text
        start, end = text.starts[unit.first], text.ends[unit.last - 1]
        for word in range(unit.first, unit.last):
            if text.before(word) == "according":
                continue
            if text.lower[word] in ("by", "to") and word + 1 < unit.last:
                phrase = text.phrase_at[word + 1]
                if phrase is None and text.lower[word - 1] in self.words.lists["via_participles"]:
                    medium = self.names.medium_at(text.starts[word + 1], text.ends[word + 1])
                    if medium is not None:
                        return medium.name
                if phrase is None or phrase.first != word + 1 or (medium := self.names.medium_in(phrase)) is None:
                    continue
                if text.lower[word] == "to" or text.lower[word - 1] in self.words.lists["via_participles"]:
                    return medium.name
        hit = self.words.viewed_pattern.search(text.text, start, end)
        return self.words.medium_of[hit[1]].name if hit is not None else None
