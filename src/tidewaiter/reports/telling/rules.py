"""Where a sentence tells what a rule says: the word that rules, whom it binds, and how far it reaches.

A rule is told by a verb of forbidding, allowing or asking whose subject lays down rules ("the resolution bans"),
by a noun of one that is laid down or in force ("imposed an embargo on"), by what may not be done, by a predicate
("is illegal under"), or as what an act would break. A rule that only describes goods ("cars that are banned") or
that somebody gets round ("despite sanctions that ban") is told by the way, and is none here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.wordlists import WordLists
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.lawgivers import Lawgivers
from tidewaiter.reports.telling.rulewords import turning

_UNREAL = frozenset({"would", "could", "should", "might", "ought"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule told: its word, the words it reaches over to the right, and what stands on its left.

    ``ruled`` is the subject of "is banned": the act or the goods; ``bound`` who is told what he may or may not do;
    ``giver`` who lays it down.
    """

    word: int
    first: int
    last: int
    ruled: Phrase | None = None
    bound: Phrase | None = None
    giver: Phrase | None = None
    general: bool = False  # told of a State as a whole: "under sanctions since 2011"
    told: int | None = None  # the verb that tells of a rule named by a noun: "imposed an embargo"
    against: bool = False  # what an act would break: the act stands outside the rule


class Rules:
    """Finds the rules that one text tells of."""

    __slots__ = ("fillers", "judge", "known", "names", "text", "turning", "words")

    def __init__(self, fillers: Fillers) -> None:
        self.fillers = fillers
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.words: Words = fillers.words
        self.judge = Lawgivers(fillers)
        self.known: WordLists = self.judge.known
        self.turning = turning(self.text.vocabulary.language)

    def of(self, number: int, unit: Unit) -> Iterator[Rule]:
        """The rules of a sentence, those of verbs first."""
        for group in self.text.groups[number]:
            found = self._of_verb(group, unit) or self._may_not(group, unit) or self._broken(group, unit)
            if found is not None:
                yield found
        for phrase in self.text.phrases[number]:
            found = self._of_noun(phrase, unit)
            if found is not None:
                yield found
        for at in range(unit.first, unit.last):
            if self.text.lower[at] not in self.turning:
                continue
            found = self._illegal(at, unit) or self._untagged(at, unit)
            if found is not None:
                yield found

    def is_of_sanctions(self, rule: Rule, unit: Unit) -> bool:
        """Whether a verb of forbidding rules in a sentence that names sanctions: whatever is ruled is their matter."""
        known, group = self.known, self.text.group_at[rule.word]
        lemma = known.lemma(self.text.lower[rule.word])
        plain = known.among("forbids", lemma) and not known.among("forbids_in_deed", lemma)
        if group is None or group.main != rule.word or not (plain or known.among("demands", lemma) or rule.bound):
            return False
        words = self.text.lower[unit.first : unit.last]
        named = any(known.among("of_sanctions", word) or known.among("lawgivers", word) for word in words)
        return named or (plain and any(known.among("resolutions", word) for word in words))

    # -- verbs -----------------------------------------------------------------------------
    def _of_verb(self, group: Group, unit: Unit) -> Rule | None:
        lemma = self.known.lemma(self.text.lower[group.main])
        forbids = self.known.among("forbids", lemma)
        gives = forbids or self.known.among("allows", lemma) or self.known.among("demands", lemma)
        if not gives or group.modal in _UNREAL or (group.infinitive and not self.judge.is_of_source(group)):
            return None
        described = self.judge.described(group, unit)
        if described is not None and not self.judge.is_source(described):
            return None
        if group.passive and not group.bare:
            return self._undergone(group, unit, lemma)
        tried = (described,) if described is not None else (self.text.subject(group), self._beside(group))
        ups = (self.judge.up(phrase) for phrase in tried if phrase is not None)
        giver = next((phrase for phrase in ups if self._lays_down(group, phrase, lemma, unit)), None)
        if giver is None or self.judge.is_got_round(giver, unit):
            return None
        item = next(iter(self.text.objects(group)), None)
        fronted = item if item is not None and item.first < group.first else None  # "goods that the resolutions ban"
        bound = self._bound(group) if fronted is None else None
        return Rule(group.main, group.last, self.judge.reach(group.last, unit), fronted, bound, giver)

    def _undergone(self, group: Group, unit: Unit, lemma: str) -> Rule | None:
        """Of "the sale of arms is banned", "Chad is prohibited from buying", "firms are obliged to report"."""
        text, known = self.text, self.known
        subject = text.subject(group)
        if subject is None:
            return None
        subject = self.judge.whole(subject)
        follows = text.lower[group.last : group.last + 1]
        sourced = self.judge.has_source(unit, group.main)
        if known.among("forbids", lemma):
            if known.among("forbids_in_deed", lemma) and not sourced:
                return None
        elif self._is_cleared(group, lemma):
            return Rule(group.main, group.last, self.judge.reach(group.last, unit), None, subject)
        elif follows != ["to"] or not (self.judge.is_present(group) or sourced) or self._only_asks(lemma):
            return None
        binds = follows in (["from"], ["to"]) and not self.judge.is_thing(subject)
        reach = self.judge.reach(group.last, unit)
        return Rule(group.main, group.last, reach, None if binds else subject, subject if binds else None)

    def _is_cleared(self, group: Group, lemma: str) -> bool:
        """Of "was cleared by the Council to sell": that who makes the rules let it through."""
        by = (p for w, p in self.text.obliques(group) if w == "by")
        return self.known.among("allows", lemma) and any(self.judge.is_body(p, "lawgivers") for p in by)

    def _only_asks(self, lemma: str) -> bool:
        return self.known.among("demands", lemma) and not self.known.among("bound_by", lemma)

    def _lays_down(self, group: Group, giver: Phrase, lemma: str, unit: Unit) -> bool:
        """Whether who bans or allows does so by a rule, and does not only act."""
        if self.judge.is_source(giver):
            return True
        if not self.known.among("forbids", lemma):
            lawgiver = self.judge.is_body(giver, "lawgivers")
            return lawgiver and (self.judge.is_present(group) or self.known.among("demands", lemma))
        if not self.judge.is_lawgiver(giver):
            return False
        if not self.known.among("forbids_in_deed", lemma):
            return True
        item = next(iter(self.text.objects(group)), None)
        return item is not None and any(
            self.known.among("dealings", self.text.lower[at]) for at in range(item.first, item.last)
        )

    def _beside(self, group: Group) -> Phrase | None:
        """What stands right before the verb: of "in 2017 Chad banned" Chad, in one phrase with the year."""
        first, at = self.text.unit(group.main).first, group.first - 1
        while at > first and self.text.tags[at] == "RB":
            at -= 1
        found = self.text.phrase_at[at] if at >= first else None
        return self._before_time(found, first) if found is not None and found.last == at + 1 else None

    def _before_time(self, phrase: Phrase, first: int) -> Phrase:
        """Of "Chad in May 2017 (banned)", "Chad last week (banned)": Chad."""
        text = self.text
        at = phrase.first - 1 - (phrase.first > first and text.is_preposition(phrase.first - 1))
        found = text.phrase_at[at] if at >= first and text.is_time(phrase) else None
        return found if found is not None and found.last == at + 1 else phrase

    def _bound(self, group: Group) -> Phrase | None:
        """Of "bans Chad from exporting", "lets the government buy": Chad, the government."""
        text = self.text
        item = next(iter(text.objects(group)), None)
        if item is None:
            return None
        at = text.extended(item)
        end = text.unit(item.first).last
        follows = text.lower[at] if at < end else ""
        verb = text.group_at[at] if at < end else None
        acting = follows in ("from", "to") or (verb is not None and verb.first == at and not verb.finite)
        return item if acting and not self.judge.is_thing(item) else None

    def _may_not(self, group: Group, unit: Unit) -> Rule | None:
        """Of "no country may sell", "parts cannot be exported without a licence", "carmakers may still sell"."""
        text = self.text
        if group.modal not in ("may", "can", "ca", "must", "shall") or group.perfect:
            return None
        word = group.main
        if group.lemma == group.modal and group.last < unit.last:
            word = group.last  # "may insure tankers", where the verb is read as a noun
        lemma = self.known.lemma(text.lower[word])
        told = self.words.lemma.get(text.lower[word], lemma) in self.words.frames or self.known.among("acts", lemma)
        subject = text.subject(group)
        if not told or subject is None or self.judge.is_source(subject):
            return None
        none = text.lower[subject.first] in ("no", "none", "nobody", "neither")
        bidden = group.modal in ("must", "shall") and not group.negated and self.judge.has_source(unit, group.main)
        allowed = any(word in ("still", "only") for word in text.lower[group.first : group.main])
        left = group.modal == "may" and allowed
        if not (group.negated or none or bidden or left):
            return None
        thing = group.passive and self.judge.is_thing(subject)
        anybody = self.known.among("anybody", text.lower[subject.head])
        if not (none or thing or anybody or self.judge.has_source(unit, group.main)) or group.modal == "ca":
            return None
        reach = self.judge.reach(group.last, unit)
        bound = None if thing or none else subject
        return Rule(group.first, group.first, reach, subject if thing else None, bound)

    def _broken(self, group: Group, unit: Unit) -> Rule | None:
        """Of "such a sale would violate the sanctions on Chad": the rule that an act is held against."""
        text = self.text
        unreal = group.modal in ("would", "could", "may", "might", "can") or self._is_likely(group)
        judged = group.finite and self.text.tags[group.first] in ("VBZ", "VBP")  # "that violates", "has run foul of"
        if not (judged or (unreal and not group.perfect)) or group.progressive:
            return None
        lemma = self.known.lemma(text.lower[group.main])
        after = text.lower[group.last : group.last + 3]
        idiom = any(self.known.among("breach_idioms", " ".join((lemma, *after[:many]))) for many in (1, 2, 3))
        if not (self.known.among("breaches", lemma) or idiom) or self.judge.described(group, unit) is not None:
            return None
        rules = (p for p in self.judge.phrases(group.last, unit.last) if self.judge.is_source(p))
        rule = next(rules, None)
        subject = text.subject(group)
        if rule is None or subject is None or self._can_answer(subject):
            return None
        reach = self.judge.reach(rule.last, unit)
        return Rule(group.main, rule.first, reach, self.judge.whole(subject), None, rule, general=True, against=True)

    def _can_answer(self, phrase: Phrase) -> bool:
        """Whether the phrase names somebody, whose doings and not an act would break the rule."""
        if self.text.tags[phrase.head] == "PRP":
            return self.text.lower[phrase.head] not in ("it", "they")
        named = self.names.is_place(phrase) or self.names.name_run(phrase) is not None
        lower = self.text.lower[phrase.head]
        return named or self.words.among("roles", lower) or self.words.among("organisations", lower)

    def _is_likely(self, group: Group) -> bool:
        """Of "is likely to violate": what is only held possible."""
        before = self.text.lower[max(group.first - 2, 0) : group.first + 1]
        return group.infinitive and any(word in ("likely", "bound", "sure", "set") for word in before)

    def _untagged(self, at: int, unit: Unit) -> Rule | None:
        """Of "the sanctions ban the sale", "the Council banned exports": where the parser sees a noun for the verb."""
        text = self.text
        phrase = text.phrase_at[at]
        if phrase is None or text.group_at[at] is not None or at + 1 >= unit.last:
            return None
        if not self.known.among("forbids", self.known.lemma(text.lower[at])):
            return None
        before = Phrase(phrase.first, at, at - 1) if phrase.first < at else None
        source = next((p for p in self.judge.phrases(unit.first, at) if self.judge.is_source(p)), None)
        ruled = None
        if before is not None and text.tags[at - 1] == "NNS" and self.judge.is_source(before):
            source, ruled = before, self._fronted(before, unit)
        elif text.lower[at].endswith("ed") and (before := before or self._clause_subject(at, unit)) is not None:
            before = self._before_time(before, unit.first)
            source = before if self.judge.is_body(before, "bodies") or self.names.is_place(before) else None
        elif not self._takes_object(at, phrase):
            source = None
        elif before is not None and self.judge.is_source(before):
            source = before
        if source is None or self.judge.is_got_round(source, unit):
            return None
        after = text.lower[phrase.last] if phrase.last < unit.last else ""
        bound = Phrase(at + 1, phrase.last, phrase.head) if at < phrase.head and after in ("from", "to") else None
        bound = bound if bound is not None and not self.judge.is_thing(bound) else None
        return Rule(at, at + 1, self.judge.reach(at + 1, unit), ruled, bound, source)

    def _clause_subject(self, at: int, unit: Unit) -> Phrase | None:
        """Of "Chad in May 2017 | banned imports", read as one phrase: what opens the clause before it."""
        found = self.text.phrase_at[at - 1] if at > unit.first else None
        return found if found is not None and self._before_time(found, unit.first).first == unit.first else None

    def _takes_object(self, at: int, phrase: Phrase) -> bool:
        """Whether what is tagged as a noun is followed like a verb: no noun is described by a plural, nor goes before
        an article."""
        text = self.text
        following = text.phrase_at[at + 1]
        if following is phrase:
            return text.tags[at] == "NNS" or (at > phrase.first and text.tags[at - 1] == "CD")
        starts = following is not None and following.first == at + 1
        return starts and text.tags[at + 1] in ("DT", "PDT", "PRP$")

    def _fronted(self, phrase: Phrase, unit: Unit) -> Phrase | None:
        """Of "goods that the sanctions (ban)": the goods."""
        mark = phrase.first - 1
        if mark <= unit.first or self.text.lower[mark] not in ("that", "which"):
            return None
        return self.text.phrase_at[mark - 1]

    # -- nouns -----------------------------------------------------------------------------
    def _of_noun(self, phrase: Phrase, unit: Unit) -> Rule | None:
        """Of "imposed an arms embargo on Chad", "a cap on oil is in force", "Chad is under sanctions"."""
        text, known = self.text, self.known
        head = text.lower[phrase.head]
        one = known.among("nouns", head) or (head == "price" and "maximum" in text.lower[phrase.first : phrase.head])
        many = known.among("sanctions", head)
        if not (one or many) or self.judge.is_got_round(phrase, unit):
            return None
        reach = self.judge.reach(phrase.last, unit)
        if many and not self._has_kind(phrase):
            reach = self._target_end(phrase, reach)
            if not self._is_on_state(phrase, reach):
                return None
        if text.before(phrase.first) in ("under", "to"):
            return self._under(phrase, unit, reach, one=one)
        if text.before(phrase.first) == "for" and self.known.among("calling", text.lower[phrase.first - 2]):
            giver = next((p for p in self.judge.phrases(unit.first, phrase.first) if self.judge.is_source(p)), None)
            return Rule(phrase.head, phrase.first, reach, None, None, giver, general=many) if giver else None
        group, giver = self._laid_down(phrase)
        if group is None or not self._rules_here(group, unit):
            return None
        return Rule(phrase.head, phrase.first, reach, None, None, giver, general=many, told=group.main)

    def _rules_here(self, group: Group, unit: Unit) -> bool:
        """Whether a verb tells of a rule for its own sake: not as a wish, in a clause on goods, or for its time."""
        if group.modal in _UNREAL or (group.infinitive and not self.judge.is_of_source(group)):
            return False
        described = self.judge.described(group, unit)
        return (described is None or self.judge.is_source(described)) and not self._is_setting(group, unit)

    def _is_setting(self, group: Group, unit: Unit) -> bool:
        """Of "after sanctions were imposed": the rule only says when or why."""
        subject = self.text.subject(group)
        at = (subject.first if subject is not None and subject.first < group.first else group.first) - 1
        return at >= unit.first and self.known.among("setting", self.text.lower[at])

    def _target_end(self, phrase: Phrase, reach: int) -> int:
        """Where the sanctions' own words end and their reason begins: "sanctions on Chad over its raids"."""
        return next((at for at in range(phrase.last, reach) if self.text.lower[at] in ("for", "over", "after")), reach)

    def _is_on_state(self, phrase: Phrase, reach: int) -> bool:
        """Whether sanctions are on a State, its trade or goods, and not on a firm or a person."""
        text = self.text
        for at in range(phrase.last, reach - 1):
            target = text.phrase_at[at + 1]
            if text.lower[at] not in ("on", "against", "targeting", "hitting") or target is None:
                continue
            while text.lower[target.first - 1] != "of" and (inner := self._of(target)) is not None:
                target = inner
            return (
                self.judge.is_state(target)
                or self.judge.is_thing(target)
                or self.known.among("sectors", text.lower[target.head])
            )
        kinds = (self.fillers.class_of(p) for p in self.judge.phrases(phrase.last, reach))
        goods = any(kind not in (None, "vessels", "workers") for kind in kinds)
        return goods or text.before(phrase.first) in ("under", "to")

    def _of(self, phrase: Phrase) -> Phrase | None:
        counted = self.text.tags[phrase.head] == "CD" or self.words.among("counts", self.text.lower[phrase.head])
        return next((p for w, p in self.text.complements(phrase) if w == "of"), None) if counted else None

    def _laid_down(self, phrase: Phrase) -> tuple[Group | None, Phrase | None]:
        """The verb that makes the rule or says that it is there, and who makes it."""
        text, known = self.text, self.known
        left = text.leftmost(phrase)
        above = text.governor(left)
        if above is not None and known.among("imposes", known.lemma(text.lower[above.main])) and not above.passive:
            giver = text.subject(above)
            if giver is not None and (self.judge.is_lawgiver(giver) or self.judge.is_source(giver)):
                return above, giver
        if above is not None and known.lemma(text.lower[above.main]) == "be" and text.before(above.first) == "there":
            return above, None
        at = phrase.last
        for _, inner in text.complements(phrase):
            at = inner.last
        below = next((g for g in text.groups[text.unit_of[at - 1]] if g.first >= at), None)
        if below is None or not below.finite or text.subject(below) not in (phrase, left):
            return None, None
        lemma = known.lemma(text.lower[below.main])
        imposed = below.passive and known.among("imposes", lemma)
        return (below, None) if imposed or (not below.passive and known.among("holds", lemma)) else (None, None)

    def _under(self, phrase: Phrase, unit: Unit, reach: int, *, one: bool) -> Rule | None:
        """Of "Chad is under an arms embargo", "put Chad under sanctions", "goods subject to a ban"."""
        text, known = self.text, self.known
        link = text.before(phrase.first)
        subjected = link == "to" and text.lower[phrase.first - 2] == "subject"
        above = next((g for g in reversed(text.groups[text.unit_of[phrase.first]]) if g.last < phrase.first), None)
        if above is None or above.modal in _UNREAL or not (link == "under" or subjected):
            return None
        lemma = known.lemma(text.lower[above.main])
        if not subjected and not known.among("under", lemma):
            return None
        held = next(iter(text.objects(above)), None) if not above.passive else None
        held = held or text.subject(above)
        if held is None:
            return None
        if subjected and self.judge.described(above, unit) is None:
            return Rule(phrase.head, phrase.first, reach, self.judge.whole(held), None, None, general=True)
        if self.judge.described(above, unit) is not None:
            return None
        direct = above.last >= phrase.first - 1 or held.last == phrase.first - 1
        if not direct or not self.judge.is_state(held):
            return None
        return Rule(phrase.head, phrase.first, reach, None, held, None, general=not one or not self._has_kind(phrase))

    def _has_kind(self, phrase: Phrase) -> bool:
        """Of "an arms embargo": that it says on what."""
        return any(self.text.lower[at] in self.words.classes for at in range(phrase.first, phrase.head))

    def _illegal(self, at: int, unit: Unit) -> Rule | None:
        """Of "it is illegal under the sanctions to buy coal", "buying coal is unlawful under the law"."""
        text = self.text
        off_limits = text.lower[at : at + 3] == ["off", "-", "limits"]
        if not off_limits and not self.known.among("illegal", text.lower[at]):
            return None
        copula = text.group_at[at - 1] if at > unit.first else None
        copula = copula or text.group_at[at]
        if copula is None or not copula.finite or copula.modal in _UNREAL or copula.passive:
            return None
        if not self.known.among("copulas", self.known.lemma(text.lower[copula.main])):
            return None
        if not self.judge.has_source(unit, at):
            return None
        subject = text.subject(copula)
        ruled = None if subject is None or text.tags[subject.head] == "PRP" else self.judge.whole(subject)
        return Rule(at, at + 1, self.judge.reach(at + 1, unit), ruled)
