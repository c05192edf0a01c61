"""Through which medium words came: whom they were told to, who carried, quoted or saw them."""

from __future__ import annotations

from tidewaiter.reports.grammar.coreference import Names, Speaker, Speakers
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.words import Medium

_CLOSING = 5  # words behind a medium that closes a sentence: its verb, a time, the stop
_REACH = 10  # words from "was carried by" to the medium's name
_ON_PLATFORM = frozenset({"on", "for", "in", "via", "through", "to"})
_WITH_WHOM = frozenset({"with", "to", "by", "for", "on"})
_OF_AUTHOR = frozenset({"of", "by", "from"})
_DATELINE = 400  # characters from the beginning within which a medium in brackets is the page's own


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
        return self._seen_at(unit)

    def _seen_at(self, unit: Unit) -> str | None:
        """Of "seen Thursday by AFP", "obtained late last week by AFP": the medium behind the time."""
        text = self.text
        for word in range(unit.first + 2, unit.last - 1):
            if text.lower[word] != "by" or (text.phrase_at[word - 1] is None and text.tags[word - 1] != "RB"):
                continue
            at = self._before_time(word - 1, unit)
            if at < word - 1 and text.lower[at] in self.words.lists["via_participles"]:
                medium = self.names.medium_at(text.starts[word + 1], text.ends[min(word + _CLOSING, unit.last - 1)])
                if medium is not None:
                    return medium.name
        return None

    def _before_time(self, at: int, unit: Unit) -> int:
        """The word before the time that ends at a word: of "seen late on Monday" seen."""
        text = self.text
        while at > unit.first:
            phrase = text.phrase_at[at]
            if phrase is not None and text.is_time(phrase):
                at = phrase.first - 1
            elif text.tags[at] == "RB" or (text.lower[at] == "on" and text.group_at[at] is None):
                at -= 1
            else:
                break
        return at

    def _interviewed(self, unit: Unit) -> str | None:
        """Of "in an interview with SBS", "speaking to Radio Okapi": the outlet that somebody spoke to."""
        text, lists = self.text, self.words.lists
        for at in range(unit.first, unit.last - 2):
            if text.lower[at] not in lists["interviewing"] or text.lower[at + 1] not in _WITH_WHOM:
                continue
            phrase = text.phrase_at[at + 2]
            if phrase is None or phrase.first != at + 2:
                continue
            medium = self.names.medium_in(phrase)
            if (found := medium.name if medium is not None else self._outlet(phrase)) is not None:
                return found
        return None

    def _outlet(self, phrase: Phrase) -> str | None:
        """An outlet that no list has: "Radio Okapi", "the broadcaster KBC", "the Chadian Tribune"."""
        text, lists = self.text, self.words.lists
        named = [
            at for at in range(phrase.first, phrase.last) if text.words[at][0].isupper() and text.lower[at] != "the"
        ]
        if not named or not text.words[phrase.head][0].isupper():
            return None
        kinds = [at for at in range(phrase.first, phrase.last) if text.lower[at] in lists["outlet_heads"]]
        if kinds and kinds[-1] < phrase.head:
            return text.quote(kinds[-1] + 1, phrase.last)  # "the broadcaster | KBC"
        if len(named) > 1 and any(text.lower[at] in lists["outlet_names"] for at in named):
            return text.quote(named[0], phrase.last)
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
        """Of "the Post's source" and "Interfax sources": the medium that has them."""
        text = self.text
        heard = self.names.medium_in(phrase) if self.words.among("heard_heads", text.lower[phrase.head]) else None
        if heard is not None:
            return heard.name
        for at in range(phrase.first + 1, phrase.last):
            if text.tags[at] == "POS":
                owner = Phrase(phrase.first, at, at - 1)
                medium = self.names.medium_in(owner)
                return medium.name if medium is not None else self.short(owner)
        return None

    def written_on(self, unit: Unit, first: int, last: int) -> str | None:
        """Of "posted on Telegram", "said on its X account", "writing on 38 North": the platform or medium."""
        text = self.text
        for at in range(max(first, unit.first), min(last, unit.last - 1)):
            if text.lower[at] not in _ON_PLATFORM or at + 1 >= unit.last:
                continue
            if (post := self._post(at + 1, unit)) is not None:
                return post
            if (account := self._account(at + 1)) is not None:
                return account
            before = text.lower[at - 1] if at > unit.first else ""
            spoken = self.words.among("spoken_verbs", self.words.lemma.get(before, before))
            if not self.words.among("posting_words", before) and not spoken:
                continue
            if text.lower[at] == "on" and self.words.among("platforms", text.words[at + 1]):
                return text.words[at + 1]
            phrase = text.phrase_at[at + 1]
            if phrase is not None and (medium := self.names.medium_in(phrase)) is not None:
                return medium.name
        return None

    def _post(self, at: int, unit: Unit) -> str | None:
        """Of "in a tweet", "on social media": where it was written, where no platform is named."""
        text = self.text
        if text.lower[at : at + 2] == ["social", "media"] and text.lower[at - 1] == "on" and at + 2 <= unit.last:
            return "social media"
        phrase = text.phrase_at[at]
        tweeted = phrase is not None and phrase.first == at and text.lower[phrase.head] in ("tweet", "tweets")
        return "Twitter" if tweeted else None

    def _account(self, at: int) -> str | None:
        """Of "its official Telegram channel", "his page on Facebook": the platform."""
        text = self.text
        phrase = text.phrase_at[at]
        if phrase is None or phrase.first != at or not self.words.among("account_nouns", text.lower[phrase.head]):
            return None
        behind = next(text.complements(phrase, only=frozenset({"on"})), None)
        last = behind[1].last if behind is not None else phrase.last
        return next((word for word in text.words[at:last] if word in self.words.lists["platforms"]), None)

    def asked_by(self, unit: Unit) -> str | None:
        """Of "Asked by Kyodo about the sale" and "told of it by Kyodo": the medium that asks."""
        text = self.text
        for group in text.groups[text.unit_of[unit.first]]:
            if group.lemma != "ask" or not (group.passive or group.bare):
                continue
            for word, phrase in text.obliques(group):
                if word == "by" and (medium := self.names.medium_in(phrase)) is not None:
                    return medium.name
        return None

    def carried(self, unit: Unit) -> tuple[Speaker, str] | None:
        """Of "The rebuttal by the ministry was carried by SANA": the ministry, and SANA for what follows."""
        text = self.text
        for group in text.groups[text.unit_of[unit.first]]:
            subject = text.subject(group) if group.passive and group.finite else None
            if subject is None or not self.words.among("carrying_forms", text.lower[group.main]):
                continue
            medium = self._behind(group, unit)
            author = self._author(subject) if medium is not None else None
            if author is not None and medium is not None and author.medium is None:
                return author, medium.name
        return None

    def _behind(self, group: Group, unit: Unit) -> Medium | None:
        """The medium by or on which something is carried; read by its place, for its name is often no phrase."""
        text = self.text
        for at in range(group.last, min(group.last + _REACH, unit.last - 1)):
            if text.lower[at] in ("by", "on"):
                found = self.names.medium_at(text.starts[at + 1], text.ends[min(at + _REACH, unit.last - 1)])
                if found is not None:
                    return found
        return None

    def closing(self, unit: Unit) -> tuple[int, Phrase, str] | None:
        """Of "..., Yonhap News Agency reports.", whose verb was taken for a noun: the comma, the medium, its name."""
        text = self.text
        for start, end, medium in reversed(self.names.media):
            if start < text.starts[unit.first] or end > text.ends[unit.last - 1]:
                continue
            first, last = text.word_at(unit, start), text.word_at(unit, end - 1) + 1
            comma = first - 1 - (text.before(first) == "the")
            if last >= unit.last or comma <= unit.first or text.lower[comma] != "," or unit.last - last > _CLOSING:
                return None
            spoken = self.words.among("core_speech", self.words.lemma.get(text.lower[last], ""))
            more = any(g is not None for g in text.group_at[last + 1 : unit.last])
            return (comma, Phrase(first, last, last - 1), medium.name) if spoken and not more else None
        return None

    def _author(self, subject: Phrase) -> Speaker | None:
        """Whose the words are: "the ministry's statement", "the rebuttal from the ministry"."""
        if not any(self.words.among(name, self.text.lower[subject.head]) for name in ("issued_things", "claim_nouns")):
            return None
        owner = self.names.possessor(subject)
        owner = owner or next((p for _, p in self.text.complements(subject, only=_OF_AUTHOR)), None)
        return self.speakers.resolve(owner) if owner is not None else None

    def own(self) -> str | None:
        """The agency in the page's dateline."""
        text = self.text.text
        early = (found for found in self.names.media if 0 < found[0] < _DATELINE)
        inside = (medium.name for start, end, medium in early if text[start - 1] + text[end : end + 1] == "()")
        return next(inside, None)

    def is_own(self, name: str) -> bool:
        """Whether the medium is the page's own: the agency in the dateline, the paper that was unable to reach."""
        text = self.text
        for start, end, medium in self.names.media:
            if medium.name != name:
                continue
            before, after = text.text[max(start - 1, 0) : start], text.text[end : end + 1]
            if before == "(" and after == ")" and start < _DATELINE:
                return True
            if any(text.text[end:].startswith(f" {words}") for words in self.words.ordered["own_tries"]):
                return True
        return False

    def addressed(self, group: Group, unit: Unit) -> str | None:
        """The medium that was told: "told Reuters", "told Russia's RIA agency", "in a statement to RFA"."""
        text = self.text
        beside = text.phrase_at[group.last] if group.last < unit.last else None
        if beside is not None and self.words.among("addressing_verbs", group.lemma):  # also "the Financial Times"
            medium = self.names.medium_in(beside)
            if medium is not None:
                return medium.name
            if (short := self.short(beside) or self._titled(beside) or self._outlet(beside)) is not None:
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
        return self._interviewed(unit)

    def _titled(self, phrase: Phrase) -> str | None:
        """Of "told The Warden": a name whose article has a capital within a sentence is a title, no body or place."""
        text = self.text
        if text.words[phrase.first] != "The" or phrase.last - phrase.first < 2 or self.names.is_place(phrase):
            return None
        rest = range(phrase.first + 1, phrase.last)
        named = all(
            text.words[at][0].isupper() and not self.words.among("organisations", text.lower[at]) for at in rest
        )
        return text.quote(phrase.first, phrase.last) if named else None

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
        return self.words.medium_of[hit[1]].name if hit is not None else self._seen_at(unit)
