"""What makes two tellings two acts, though goods and parties fit: a denial, a habit, another sum, "previously".

Whatever takes the goods up by a definite phrase ("the crabs") is of the act told before, and none of this is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tidewaiter.model import Document, Money, Quantity, When
from tidewaiter.reports.grammar.language import Group, Text
from tidewaiter.reports.telling import quantities
from tidewaiter.reports.telling.acts import Act
from tidewaiter.reports.telling.sameness import WEAK, amount, is_definite, is_fresh, singular
from tidewaiter.reports.telling.thesaurus import thesaurus

NEARLY = 0.25
"""Sums that differ by more than this share of the larger are two; sums are told more roughly than pieces."""
_LONG = 366
"""An act whose days are known to no more than so many is a single one, and no habit."""
_BACK, _ON = 3, 12
"""So many words before a verb and after it a word of time is sought."""
_COMMAS = 5
_CREDIT = 60


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of each act, by its ``id``, beside parties and goods: date, sum, speaker, amount."""

    dated: dict[int, When | None]
    paid: dict[int, Money | None]
    voices: dict[int, str | None]
    amounts: dict[int, Quantity | None] = field(default_factory=dict)

    def when(self, act: Act) -> When | None:
        """The date told of the act."""
        return self.dated.get(id(act))


def differ(text: Text, told: Told, left: Act, right: Act) -> bool:
    """Whether two tellings that fit are of two acts; ``right`` is told after ``left``."""
    if left.goods is not None and right.goods is not None and left.goods.first == right.goods.first:
        return False
    if _takes_up(text, right):
        return _other_sum(told, left, right)
    return (
        _is_earlier(text, left) != _is_earlier(text, right)
        or _other_sum(told, left, right)
        or _other_amount(told, left, right)
        or _habit_and_deed(text, told, left, right)
        or _other_time(text, told, left, right)
        or (_is_set_back(text, right) and not _is_set_back(text, left) and _is_introduced_anew(text, right))
        or denies_another(text, told, left, right)
        or _denies_and_tells(told, left, right)
        or _own_side(text, left, right)
        or _own_side(text, right, left)
    )


def _takes_up(text: Text, act: Act) -> bool:
    """ "the shells", "it", and "denies that it ever sells fuel": meant is what was told before."""
    if act.stance in WEAK and not act.negated:
        return True
    goods = act.goods
    if goods is None:
        return False
    if text.tags[goods.first] == "PRP$":  # "the firms ship their products": theirs, but told of for the first time
        return act.dependent
    return act.dependent or is_definite(text, goods) or (goods.anaphor and not is_fresh(text, goods))


def denies_another(text: Text, told: Told, left: Act, right: Act) -> bool:
    """Whether one is denied in general ("never", "any") or of other goods, and the other told with details of its own.

    What denies the very thing that is told ("it sent no such shells") is one event with it.
    """
    if left.negated == right.negated or left.type != "transfer":
        return False
    denied, claimed = (left, right) if left.negated else (right, left)
    if denied.stance not in WEAK or claimed.stance in WEAK or not (left.goods and right.goods):
        return False
    if told.voices.get(id(left)) == told.voices.get(id(right)):
        return False
    general = any(word in thesaurus(text.vocabulary.language).general_denial for word in _around(text, denied))
    own = amount(text, claimed.goods) if claimed.goods is not None else None
    return general or (own is not None) or singular(left.goods.head) != singular(right.goods.head)


def _denies_and_tells(told: Told, left: Act, right: Act) -> bool:
    """ "Beijing denies secret sales of oil", and tells of what it sold from January to June: that is another act."""
    if (left.stance in WEAK) == (right.stance in WEAK):
        return False
    denied, own = (left, right) if left.stance in WEAK else (right, left)
    voice = told.voices.get(id(denied))
    return voice is not None and voice == told.voices.get(id(own)) and told.when(own) != told.when(denied)


def _own_side(text: Text, left: Act, right: Act) -> bool:
    """ "Iran arms its allies" and "Iran arms Russia": whom a giver calls its own is not the State named elsewhere."""
    own, other = left.recipient, right.recipient
    if own is None or other is None or left.supplier is None or own.country or own.name or not other.place:
        return False
    return text.tags[own.first] == "PRP$"


def _other_sum(told: Told, left: Act, right: Act) -> bool:
    a, b = told.paid.get(id(left)), told.paid.get(id(right))
    if a is None or b is None or a.amount is None or b.amount is None or a.currency != b.currency or a.per != b.per:
        return False
    return abs(a.amount - b.amount) > NEARLY * max(a.amount, b.amount)


def measured(document: Document, text: Text, act: Act) -> Quantity | None:
    """How much goods came to by the verb of a noun of transfer: "its sales of oil came to 900 tonnes in May"."""
    if act.goods is None or text.group_at[act.word] is not None or act.type != "transfer":
        return None
    unit = text.unit(act.word)
    verb = next((group for group in text.groups[text.unit_of[act.word]] if group.main > act.word), None)
    if verb is None or text.lower[verb.main] not in thesaurus(text.vocabulary.language).amounting:
        return None
    found = quantities.find(document, text.starts[verb.main], text.ends[unit.last - 1])
    return found[0] if found else None


def _other_amount(told: Told, left: Act, right: Act) -> bool:
    a, b = told.amounts.get(id(left)), told.amounts.get(id(right))
    if a is None or b is None or a.amount is None or b.amount is None or a.unit != b.unit:
        return False
    return abs(a.amount - b.amount) > NEARLY * max(a.amount, b.amount)


# -- words of time ---------------------------------------------------------------------------


def _around(text: Text, act: Act) -> list[str]:
    """The words close to the verb or noun of the act, within its unit."""
    unit = text.unit(act.word)
    group = text.group_at[act.word]
    start = group.first if group is not None else act.word
    return text.lower[max(start - _BACK, unit.first) : min(act.word + _ON, unit.last)]


def _is_earlier(text: Text, act: Act) -> bool:
    """ "previously supplied", "earlier deliveries": told as an act before the one that the report is about."""
    words = thesaurus(text.vocabulary.language)
    group = text.group_at[act.word]
    if group is not None:
        first = max(group.first - 1, text.unit(act.word).first)
        return any(text.lower[at] in words.earlier for at in range(first, min(group.main + 1, group.last)))
    phrase = text.phrase_at[act.word]
    return phrase is not None and any(text.lower[at] in words.earlier for at in range(phrase.first, phrase.last))


def _habit_and_deed(text: Text, told: Told, left: Act, right: Act) -> bool:
    """ "continues to sell seafood" and "crabs that were smuggled in the night before"."""
    habits = [_is_habit(text, act) for act in (left, right)]
    if habits[0] == habits[1]:
        return False
    deed = left if habits[1] else right
    return _is_single(text, told, deed)


def _is_habit(text: Text, act: Act) -> bool:
    words = thesaurus(text.vocabulary.language)
    group = text.group_at[act.word]
    if group is None or group.modal is not None or act.type == "seizure":
        return False
    if words.habits.search(" ".join(_around(text, act))):
        return True
    if group.infinitive:
        before = text.lower[max(group.first - 2, text.unit(act.word).first) : group.first]
        return any(word in words.goes_on for word in before)
    return _is_present(text, group)


def _is_present(text: Text, group: Group) -> bool:
    """ "smuggles", "are smuggled", but not "is smuggling" or "has smuggled"."""
    if not group.finite or group.progressive or group.perfect:
        return False
    return any(text.tags[at] in ("VBZ", "VBP") for at in range(group.first, group.last))


def _is_single(text: Text, told: Told, act: Act) -> bool:
    when = told.when(act)
    if when is not None and when.earliest is not None and when.latest is not None:
        return (when.latest - when.earliest).days <= _LONG
    return _moment(text, act) is not None


def _is_set_back(text: Text, act: Act) -> bool:
    """ "Last month, Japan reported ...": the sentence begins with a time before that of the report."""
    sentence = text.sentences[act.unit.sentence]
    words = text.text[sentence.start : sentence.end].lstrip('“"').lower()
    return thesaurus(text.vocabulary.language).set_back.match(words) is not None


def _is_introduced_anew(text: Text, act: Act) -> bool:
    """Whether a party is told of as one not known so far: "a Togolese tanker"."""
    phrases = (text.phrase_at[f.first] for f in (act.supplier, act.recipient) if f is not None)
    return any(p is not None and text.lower[p.first] in ("a", "an", "another") for p in phrases)


def _moment(text: Text, act: Act) -> str | None:
    """ "the previous night", "four days earlier": words that set the act at one time, though no date is told."""
    near = " ".join(_around(text, act))
    hit = thesaurus(text.vocabulary.language).moments.search(near)
    return hit[0] if hit is not None else None


def _other_time(text: Text, told: Told, left: Act, right: Act) -> bool:
    """Two moments in different words, neither of which could be dated."""
    if told.when(left) is not None and told.when(right) is not None:
        return False
    a, b = _moment(text, left), _moment(text, right)
    return a is not None and b is not None and a != b


# -- what tells of nothing ---------------------------------------------------------------------


def tells(text: Text, act: Act) -> bool:
    """Whether the words tell of an act: no line of keywords, no maxim ("any firm that buys ..."), no "hard to".

    Nor is a man who is held a seizure, or a sum that was received and passed on a transfer of goods.
    """
    if _is_keywords(text, act) or _is_hindered(text, act):
        return False
    return act.negated or not _is_maxim(text, act)


def _is_hindered(text: Text, act: Act) -> bool:
    """ "made it difficult to import fuel"."""
    group = text.group_at[act.word]
    if group is None or not group.infinitive:
        return False
    hindered = thesaurus(text.vocabulary.language).hindered
    start = max(group.first - 2, text.unit(act.word).first)
    subject = text.subject(group)
    if subject is not None and subject.last in (group.first, group.first - 1) and subject.first:
        start = max(subject.first - 2, text.unit(act.word).first)  # "difficult for Chad to import"
    return any(text.lower[at] in hindered for at in range(start, group.main))


def _is_keywords(text: Text, act: Act) -> bool:
    """A line of words between many commas, without an end mark."""
    sentence = text.sentences[act.unit.sentence]
    words = text.text[sentence.start : sentence.end].rstrip()
    return words.count(",") >= _COMMAS and words[-1:] not in ".!?:;”’\"'" and act.unit.inside is None


def _is_maxim(text: Text, act: Act) -> bool:
    """ "any broker, bank or firm that buys oil", "whoever sells them arms": nobody in particular."""
    anybody = thesaurus(text.vocabulary.language).anybody
    unit = text.unit(act.word)
    for at in range(unit.first, act.word):
        if text.lower[at] in anybody and any(
            text.lower[mark] in ("that", "who", "which") or text.lower[at] == "whoever"
            for mark in range(at + 1, act.word)
        ):
            phrase = text.phrase_at[at]
            return text.lower[at] == "whoever" or (phrase is not None and phrase.first == at)
    return False


def is_caption(text: Text, act: Act) -> bool:
    """Whether the words stand under a picture: they begin as such a line does, or a photographer is named behind."""
    sentence = text.sentences[act.unit.sentence]
    end = text.text.find("\n", sentence.end)
    line = text.text[sentence.start : end if 0 <= end <= sentence.end + _CREDIT else sentence.end]
    return thesaurus(text.vocabulary.language).captions.search(line.strip().lower()) is not None


# -- sums --------------------------------------------------------------------------------------


def paid(document: Document, text: Text, act: Act) -> Money | None:
    """What the goods were worth: the sum told in their own words or after "for" and "worth"."""
    start, end = act.clause
    goods = act.goods
    within = (text.starts[goods.first], text.ends[goods.last - 1]) if goods is not None else (end, end)
    for money in quantities.find_money(document, start, end):
        at = money.evidence[0].start or 0
        before = document.text[max(at - 24, start) : at].split()
        if within[0] <= at < within[1] or any(word in text.vocabulary.lists["worth"] for word in before):
            return money
    return None
