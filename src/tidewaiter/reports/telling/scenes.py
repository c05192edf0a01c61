"""The sentences beside an act that say when it was: its handover, its goods on the way, the act told again."""

from __future__ import annotations

from dataclasses import replace

from tidewaiter.model import When, read_when
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.saying.attribution import Said
from tidewaiter.reports.telling.acts import Act, Filler, is_vessel
from tidewaiter.reports.telling.ownership import Dates, date_of, is_finer, is_verb, lexicon, listed
from tidewaiter.reports.telling.sameness import PLURAL_MATTERS

DATED = ("transfer", "seizure", "labour")
_LINKS = ("on", "of", "in", "between", "from", "during")
"""What stands between a noun and its date: "the raid on Friday", "the scheme between 2017 and 2019"."""
_NEAR = 3
"""So many sentences away a scene may be told: the ship, the goods, the pronoun are the act's."""
_BEHIND = 12
"""So many words behind a verb its goods are looked for."""
_AGAIN = 8
"""So many sentences away the act may be told again, by its verb and a party that is named."""


class Scenes:
    """Looks for the date of an act in the sentences near it."""

    __slots__ = ("acts", "dates", "said", "seized", "text", "told")

    def __init__(self, text: Text, said: list[Said], acts: list[Act], dates: Dates) -> None:
        self.text = text
        self.said = said
        self.acts = acts
        self.dates = dates
        self.told = {act.unit.sentence for act in acts if not act.dependent and act.type in DATED}
        self.seized = {act.unit.sentence for act in acts if not act.dependent and act.type == "seizure"}

    def of(self, act: Act, own: When | None) -> When | None:
        """The date of the nearest sentence that tells when the act was, those after it first; else its ``own``."""
        sentence = act.unit.sentence
        told = self.seized if act.type == "seizure" else self.told
        near = [
            (abs(unit.sentence - sentence), unit.sentence < sentence, number)
            for number, unit in enumerate(self.text.units)
            if abs(unit.sentence - sentence) <= _AGAIN and (unit.sentence not in told or unit is act.unit)
        ]
        for far, _, number in sorted(near):
            unit = self.text.units[number]
            if not self._dates(unit) or (own is None and self._is_of_earlier(act, unit)):
                continue
            for group in self.text.groups[number]:
                when = self._date(act, group, unit) if self._tells(act, group, far) else None
                if when is not None and _is_better(when, own):
                    return when
            when = self._of_noun(act, unit) if far <= _NEAR else None
            if when is not None and _is_better(when, own):
                return when
        return own

    def _dates(self, unit: Unit) -> tuple[When, ...]:
        sentence = self.text.sentences[unit.sentence]
        return self.dates(sentence.start, sentence.end)

    def _date(self, act: Act, group: Group, unit: Unit) -> When | None:
        inner = self._phase(group)
        same = Act(act.type, inner.main if inner is not None else group.main, unit, act.rule)
        sentence = self.text.sentences[unit.sentence]
        same.clause = (sentence.start, sentence.end)
        found = date_of(self.text, self.said, same, self.dates)
        last = self._joined(group) if found is None else None
        if last is not None:
            same.word = last.main
            found = date_of(self.text, self.said, same, self.dates)
        subject = self.text.subject(group) if found is not None and found.ongoing else None
        if found is not None and subject is not None and self._is_ended(act, group, subject):
            return _begun(found)
        if found is not None and found.rule == "since" and act.type != "labour":
            return None  # "has lain there since Thursday"
        return found

    def _joined(self, group: Group) -> Group | None:
        """The verb joined to this one, of the same subject and time: "weighed and counted on Friday"."""
        for other in self.text.groups[self.text.unit_of[group.main]]:
            if other.first == group.last + 1 and self.text.lower[group.last] == "and":
                return other
        return None

    def _of_noun(self, act: Act, unit: Unit) -> When | None:
        """The date of "the May 19 sighting", "Thursday's raid", "the interception on 9 February"."""
        text = self.text
        for number, when in enumerate(self._dates(unit)):
            offset = when.evidence[0].start or 0
            at = text.word_at(unit, offset)
            if when.value is None or at >= unit.last or text.starts[at] > offset + 3:
                continue
            noun = _dated_noun(text, unit, at)
            if noun is not None and "plan" not in act.manner and self._is_last(act, noun.head):
                return listed(text, self._dates(unit)[number:])
        return None

    def _tells(self, act: Act, group: Group, far: int) -> bool:
        """Whether the verb tells of the act: what it is, what becomes of its goods, or the act again."""
        if group.negated or group.modal or group.main == act.word or "plan" in act.manner:
            return False
        if not group.finite and not group.passive:
            return False
        if self.text.unit(group.main).sentence in self.told and far > 0:
            if act.type != "seizure" or not self._is_last_seized(act, group.main):
                return False
            if self._is_caught_up(act, group):
                return far <= _NEAR or self._names_goods(act, group)
            if far <= _NEAR and self._names_seizure(group):
                return True
            led = far <= _NEAR and is_verb(group.lemma, lexicon().guards) and self._is_scene(act, group)
            return led or (far <= _NEAR + 1 and self._is_stopped(act, group))
        if far <= _NEAR and self._is_last(act, group.main) and self._is_scene(act, group):
            return True
        if self._leads_to(act, group, far):
            return True
        if act.type == "seizure" and self._is_last_seized(act, group.main) and self._is_caught_up(act, group):
            return far <= _NEAR or self._names_goods(act, group)
        return far > 0 and group.finite and self._is_again(act, group)

    def _is_scene(self, act: Act, group: Group) -> bool:
        """Whether the verb tells what the act is or what becomes of its goods, its ship, its people."""
        text, known, words = self.text, lexicon(), self.text.vocabulary
        subject = text.subject(group)
        performed = is_verb(group.lemma, known.performing)
        if subject is None and performed and text.before(group.first) == ",":  # "the sales, made in May,"
            subject = text.phrase_at[group.first - 2] if group.first - 2 >= text.unit(group.main).first else None
        scene = is_verb(group.lemma, known.scene_verbs)
        scene = scene or (act.type == "seizure" and is_verb(group.lemma, known.checks))
        scene = scene or (act.type == "seizure" and group.passive and group.lemma in known.finds)
        scene = scene or self._phase(group) is not None
        happens = scene or is_verb(group.lemma, words.lists["happening_verbs"]) or group.lemma == "be"
        if subject is not None:
            if group.lemma == "be" and text.lower[subject.first : subject.last] in (["that"], ["this"]):
                return self.text.unit(group.main).sentence == act.unit.sentence + 1 and _is_dated(text, group)
            if (happens or (performed and (group.passive or not text.objects(group)))) and _means_act(text, subject):
                return True
            guards = act.type != "seizure" and not group.passive and group.lemma in known.guards
            moves = scene and not guards  # who raids and searches is not who sold
            if (moves or (group.passive and group.lemma in words.frames)) and self._is_part(act, subject):
                return True
            if self._is_ended(act, group, subject):
                return True
        if any(link == "with" and self._is_caught(act, group, one) for link, one in text.obliques(group)):
            return True
        if group.passive or not group.finite:
            return False
        # whoever inspects a gift does not give it; whoever stops goods does so on their way
        seen = act.type == "seizure" or self._has_ship(act) or group.lemma in known.way_stops
        found = seen and (scene or group.lemma in known.finds or words.among("sight_verbs", group.lemma))
        after = performed and self.text.unit(group.main).sentence > act.unit.sentence
        return any(
            (after and _means_act(text, one)) or (found and self._is_part(act, one, moved=True))
            for one in text.objects(group)
        )

    def _phase(self, group: Group) -> Group | None:
        """Of "finished unloading" the unloading: a verb of the scene right behind that of its beginning or end."""
        phase = self.text.vocabulary.among("aspect_lemmas", group.lemma)
        inner = self.text.group_at[group.last] if phase and group.last < self.text.unit(group.main).last else None
        return inner if inner is not None and inner.bare and is_verb(inner.lemma, lexicon().scene_verbs) else None

    def _names_seizure(self, group: Group) -> bool:
        """ "The seizure took place in May": the act by its own noun, whatever else the sentence tells."""
        text, subject = self.text, self.text.subject(group)
        performed = is_verb(group.lemma, lexicon().performing) or group.lemma == "be"
        happens = performed or is_verb(group.lemma, text.vocabulary.lists["happening_verbs"])
        seizes = subject is not None and text.lower[subject.head] in lexicon().seizing
        return subject is not None and seizes and happens and _means_act(text, subject)

    def _is_caught_up(self, act: Act, group: Group) -> bool:
        """Of what was seized: whether it, or what held it, was found or searched: "opened a van and found 40"."""
        known, subject = lexicon(), self.text.subject(group)
        caught = any(
            is_verb(group.lemma, verbs) for verbs in (known.finds, known.checks, known.way_stops, known.caught)
        )
        if not caught and not self.text.vocabulary.among("seizures", group.lemma):
            return False
        if group.passive:
            return subject is not None and (
                self._is_part(act, subject) or self._is_named_so(act, subject) or self._comes_next(act, group, subject)
            )
        return any(
            self._is_part(act, one, moved=True) or self._is_named_so(act, one) for one in self.text.objects(group)
        )

    def _comes_next(self, act: Act, group: Group, subject: Phrase) -> bool:
        """Of "seized ivory. The tusks were found": whether a thing that is taken as known is found right after it."""
        text = self.text
        thing = text.lower[subject.head] not in text.vocabulary.lists["person_nouns"]
        known = text.lower[subject.first] == "the" and text.tags[subject.head] in ("NN", "NNS") and thing
        return known and text.unit(group.main).sentence == act.unit.sentence + 1

    def _names_goods(self, act: Act, group: Group) -> bool:
        """Whether "the bottles", the goods by their own noun, are what is found: told so, they are known from afar."""
        told = [self.text.subject(group)] if group.passive else list(self.text.objects(group))
        measure = self._measure(act)
        names = {act.goods.head if act.goods is not None else "", self.text.lower[measure.head] if measure else ""}
        return any(
            one is not None and self.text.lower[one.first] == "the" and self.text.lower[one.head] in names
            for one in told
        )

    def _measure(self, act: Act) -> Phrase | None:
        """Of "40 bottles of gin": the bottles, whether or not they belong to the goods as they were read."""
        if act.goods is None:
            return None
        first = act.goods.first
        return self.text.phrase_at[first - 2 if self.text.before(first) == "of" else first]

    def _is_named_so(self, act: Act, phrase: Phrase) -> bool:
        """Whether the phrase names the goods again, or something that holds goods, without an article of its own."""
        head, known = self.text.lower[phrase.head], lexicon()
        if any(word in known.another for word in self.text.lower[phrase.first : phrase.last]):
            return False
        same = act.goods is not None and head.rstrip("s") == act.goods.head.rstrip("s")
        kind = self.text.vocabulary.classes.get(head)
        return same or head in known.carriers or (act.goods is not None and kind is not None and kind == act.goods.kind)

    def _is_stopped(self, act: Act, group: Group) -> bool:
        """Of what was seized, told as sent: "the shipments to Syria were stopped in May"."""
        subject = self.text.subject(group) if group.passive and group.lemma in lexicon().way_stops else None
        if subject is None or act.goods is None:
            return False
        head, goods = self.text.lower[subject.head], act.goods
        return head.rstrip("s") == goods.head.rstrip("s")

    def _is_caught(self, act: Act, group: Group, phrase: Phrase) -> bool:
        """Of "two men were caught with 60 of the rifles": whether the goods were seized with them."""
        inner = next((one for _, one in self.text.complements(phrase, only=frozenset(("of",)))), phrase)
        return group.lemma in lexicon().caught and (self._is_part(act, phrase, moved=True) or self._is_part(act, inner))

    def _is_ended(self, act: Act, group: Group, subject: Phrase) -> bool:
        """Of workers sent home, "all contracts are finished since December"."""
        text, known = self.text, lexicon()
        stay = act.type == "labour" and text.lower[subject.head] in known.stays
        end = text.lower[group.last : group.last + 2] if group.lemma == "be" else [group.lemma] if group.passive else []
        return stay and (any(word in known.ended for word in end) or is_verb(group.lemma, known.ended))

    def _is_last(self, act: Act, word: int) -> bool:
        """Whether no other act is told between the act and the verb: "it" and "the delivery" are then the act's."""
        first, last = sorted((act.word, word))
        return not any(
            first < other.word < last and other.unit.sentence != act.unit.sentence
            for other in self.acts
            if other.type in DATED and not other.dependent
        )

    def _is_last_seized(self, act: Act, word: int) -> bool:
        """The same of seizures alone: what is found and stopped is not what another act gave."""
        first, last = sorted((act.word, word))
        return not any(
            first < other.word < last and other.unit.sentence != act.unit.sentence
            for other in self.acts
            if other.type == "seizure" and not other.dependent
        )

    def _is_of_earlier(self, act: Act, unit: Unit) -> bool:
        """Whether "the shipments" of a sentence before the act are those of an act told before them."""
        return unit.sentence < act.unit.sentence and any(
            other.type == act.type and not other.dependent and 0 <= unit.sentence - other.unit.sentence <= _NEAR
            for other in self.acts
            if other.unit.sentence < act.unit.sentence
        )

    def _is_part(self, act: Act, phrase: Phrase, *, moved: bool = False) -> bool:
        """Whether the phrase takes up the goods, the ship or those who did it: "it", "they", "the dhow".

        ``moved``: as the object of a verb, where "it" and "them" are things.
        """
        text, known = self.text, lexicon()
        head = text.lower[phrase.head]
        if self._names_ship(act, phrase):
            return True
        if head in (("it", "them") if moved else ("it", "they")):
            return True
        if act.type == "labour" and not moved and self._are_people(act, phrase):
            return True
        if text.lower[phrase.first] not in ("the", "that", "this", "these", "those", "its", "their"):
            return act.vessel is not None and _shares_name(text, phrase, act.vessel)
        if act.goods is not None and head.rstrip("s") == act.goods.head.rstrip("s"):
            return True
        measure = self._measure(act)
        if measure is not None and text.tags[phrase.head] == "NNS" and head == text.lower[measure.head]:
            return True  # of "40 bottles of gin": "the bottles"
        done = act.type in ("transfer", "seizure") and "attempt" not in act.manner
        if done and (head in known.carriers or (head in known.pairs and self._is_between_ships(act))):
            return True
        classes = text.vocabulary.classes
        kinds = {act.goods.kind, classes.get(act.goods.head)} if act.goods is not None else set()
        kinds |= {"vessels"} if act.vessel is not None else set()
        kind = classes.get(head)
        return (kind is not None and kind in kinds) or text.vocabulary.among("anaphors", head)

    def _names_ship(self, act: Act, phrase: Phrase) -> bool:
        """Whether the phrase is the name of a ship of the act's sentence: "a ship, the Blue Star"."""
        text, classes = self.text, self.text.vocabulary.classes
        names = [text.words[at] for at in range(phrase.first, phrase.last) if text.tags[at] in ("NNP", "NNPS")]
        return any(
            text.words[at] == name and any(classes.get(text.lower[i]) == "vessels" for i in range(max(0, at - 4), at))
            for name in names
            for at in range(act.unit.first, act.unit.last)
        )

    def _is_between_ships(self, act: Act) -> bool:
        """Whether what is told is done by one ship with another."""
        parties = [one for one in (act.supplier, act.recipient) if one is not None]
        ships = len(parties) == 2 and all(is_vessel(self.text, one) for one in parties)
        return "ship-to-ship" in act.manner or ships

    def _has_ship(self, act: Act) -> bool:
        """Whether one of those who do it is told as a ship: "oil to a tanker"."""
        parties = [one for one in (act.supplier, act.recipient, act.vessel) if one is not None]
        return any(is_vessel(self.text, one) for one in parties)

    def _leads_to(self, act: Act, group: Group, far: int) -> bool:
        """Of "Sailors boarded a dhow on Friday. They seized arms": whether the act's "they" did this just before."""
        text = self.text
        own = text.group_at[act.word]
        doer = text.subject(own) if own is not None and act.type == "seizure" and not own.passive else None
        before = text.unit(group.main).sentence == act.unit.sentence - 1 and far == 1
        if doer is None or not before or group.passive or text.lower[doer.head] not in ("they", "it", "he", "she"):
            return False
        return group.lemma in lexicon().scene_verbs or group.lemma in lexicon().finds or group.lemma in lexicon().checks

    def _are_people(self, act: Act, phrase: Phrase) -> bool:
        """Whether the phrase counts or takes up the people sent: "more than 900 workers", "the group of 70"."""
        text = self.text
        share = text.lower[phrase.head] in lexicon().shares
        if share or text.tags[phrase.head] == "CD":  # "some 30 of the builders", "the last of them"
            phrase = next((inner for _, inner in text.complements(phrase, only=frozenset(("of",)))), phrase)
        head = text.lower[phrase.head]
        same = text.vocabulary.classes.get(head) == "workers" or head in lexicon().persons or head == "them"
        named = act.goods is not None and head.rstrip("s") == act.goods.head.rstrip("s")
        return same or named

    def _is_again(self, act: Act, group: Group) -> bool:
        """Whether the act is told again: its verb with a party by name ("entities in Iran were supplied") or a pronoun
        and its goods, or another such verb with a party by name and the number of the goods."""
        text = self.text
        own = text.group_at[act.word]
        if own is None or group.lemma in text.vocabulary.cues:
            return False
        if _is_of_now(text, group) or self._is_of_others(act, group):
            return False
        named = self._names_party(act, group)
        if own.lemma != group.lemma:
            return named and group.lemma in text.vocabulary.frames and self._tells_number(act, group)
        subject = text.subject(group)
        taken_up = subject is not None and text.lower[subject.head] in ("he", "she", "they", "it")
        return named or (taken_up and not group.passive and self._tells_goods(act, group))

    def _is_of_others(self, act: Act, group: Group) -> bool:
        """Of "bought a tanker" and "the ships it bought in 2022": whether the verb has goods of another number."""
        text, subject, goods = self.text, self.text.subject(group), act.goods
        if goods is None or goods.kind not in PLURAL_MATTERS:
            return False
        led = text.phrase_at[subject.first - 1] if subject is not None and subject.first else None
        told = (*text.objects(group), *([led] if led is not None else []))
        same = [one for one in told if text.vocabulary.classes.get(text.lower[one.head]) == goods.kind]
        return any((text.tags[one.head] == "NNS") != goods.plural for one in same)

    def _names_party(self, act: Act, group: Group) -> bool:
        text, subject = self.text, self.text.subject(group)
        phrases = [phrase for _, phrase in text.obliques(group)] + list(text.objects(group))
        if subject is not None:
            phrases += [subject, *(inner for _, inner in text.complements(subject))]
        parties = [one for one in (act.supplier, act.recipient) if one is not None]
        return any(_shares_name(text, phrase, party) for phrase in phrases for party in parties)

    def _tells_number(self, act: Act, group: Group) -> bool:
        """Whether the number of the goods is told with the verb: "24 horses", then "24 Orlov Trotters"."""
        text = self.text
        if act.goods is None:
            return False
        counts = {text.lower[at] for at in range(act.goods.first, act.goods.last) if text.tags[at] == "CD"}
        told = (at for one in text.objects(group) for at in range(one.first, one.last))
        return any(text.lower[at] in counts and text.tags[at] == "CD" for at in told)

    def _tells_goods(self, act: Act, group: Group) -> bool:
        """Whether a noun of the act's goods stands behind the verb: "coffee and milk", then "drinks such as milk"."""
        text = self.text
        if act.goods is None:
            return False
        span = range(act.goods.first, act.goods.last)
        goods = {text.lower[at] for at in span if text.tags[at] in ("NN", "NNS")} - text.vocabulary.lists["worth"]
        last = min(group.last + _BEHIND, text.unit(group.main).last)
        return any(text.lower[at] in goods for at in range(group.last, last))


def _is_better(when: When, own: When | None) -> bool:
    """Whether the date says more than the act's own; a deadline ("by the end of the year") says nothing of it."""
    if own is None:
        return not (when.value or "").startswith("..")
    return is_finer(when, own)


def _shares_name(text: Text, phrase: Phrase, party: Filler) -> bool:
    """Whether a name stands in both."""
    names = {text.lower[at] for at in range(phrase.first, phrase.last) if text.tags[at] in ("NNP", "NNPS")}
    return bool(names & set(f"{party.name or ''} {party.text}".lower().split()))


def _means_act(text: Text, phrase: Phrase) -> bool:
    """Whether the phrase is "the handover", "the alleged illicit sales", "two of the deliveries": the act again."""
    known, first = lexicon(), phrase.first
    if text.tags[phrase.head] == "CD" or text.lower[phrase.head] in known.shares:
        phrase = next((inner for _, inner in text.complements(phrase, only=frozenset(("of",)))), phrase)
    words = text.lower[first : phrase.last]
    definite = text.lower[phrase.first] in ("the", "that", "this", "these", "those", "all", "both")
    counted = text.tags[phrase.head] == "NNS" and any(text.tags[i] == "CD" for i in range(phrase.first, phrase.head))
    return (definite or counted) and _is_act_noun(text, phrase.head) and not any(w in known.another for w in words)


def _is_dated(text: Text, group: Group) -> bool:
    """Whether a time stands right behind the verb: "that was in August"."""
    return any(text.is_time(phrase) and phrase.first <= group.last + 2 for _, phrase in text.obliques(group))


def _is_act_noun(text: Text, word: int) -> bool:
    return text.lower[word] in text.vocabulary.noun_frames or text.lower[word] in lexicon().occasion_nouns


def _is_of_now(text: Text, group: Group) -> bool:
    """A bare present tells of no day in the past; often it is no verb at all: "banned imports and exports"."""
    return group.finite and not group.perfect and not group.progressive and text.tags[group.main] in ("VBZ", "VBP")


def _dated_noun(text: Text, unit: Unit, at: int) -> Phrase | None:
    """The noun for an act or its sighting that the date at word ``at`` belongs to, where it is this one."""
    at += text.phrase_at[at] is None and at + 1 < unit.last  # the preposition may belong to the date
    phrase = text.phrase_at[at]
    if phrase is None:
        return None
    if text.is_time(phrase) or phrase.head == at:
        before = phrase.first - 1
        noun = text.phrase_at[before - 1] if before > unit.first and text.lower[before] in _LINKS else None
        if (
            noun is not None
            and noun.last == before
            and text.before(noun.first) == "of"
            and noun.first - 2 >= unit.first
        ):
            owner = text.phrase_at[noun.first - 2]  # "the arrival of the barge on 7 January"
            if owner is not None and not _is_act_noun(text, noun.head) and text.lower[owner.first] == "the":
                noun, before = owner, owner.last
        definite = noun is not None and noun.last == before and text.lower[noun.first] in ("the", "that", "this")
    else:
        noun = phrase
        definite = text.lower[phrase.first] in ("the", "that", "this") or "POS" in text.tags[at : phrase.head]
    if noun is None or not definite:
        return None
    known = lexicon()
    told = _is_act_noun(text, noun.head) or text.lower[noun.head] in known.sightings
    behind = text.lower[noun.last : noun.last + 3] if text.after(noun) == "of" else []  # "the sighting of another ship"
    other = any(word in known.another for word in (*text.lower[noun.first : noun.last], *behind))
    return noun if told and not other else None


def _begun(when: When) -> When:
    """Of "over since December": December, when it came to an end."""
    first, _, last = (when.value or "").partition("/")
    if not last:
        return when
    start = read_when(first)
    told = replace(when, value=first, precision=start.precision, earliest=start.earliest, latest=start.latest)
    return replace(told, ongoing=False)
