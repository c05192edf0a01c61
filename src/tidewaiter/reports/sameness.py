"""Whether two tellings can mean the same: their goods, their parties, the way the goods go.

Nothing is the same on a guess alone. Goods are the same by class and head, by a general word for
the class, or where a definite phrase ("the bottles") takes up what the same parties were told of.
"""

from __future__ import annotations

import re

from tidewaiter.model import EventStance
from tidewaiter.reports.acts import Act, Filler, Goods
from tidewaiter.reports.language import Text
from tidewaiter.reports.thesaurus import thesaurus

DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
WEAK: frozenset[EventStance] = frozenset({"denied", "neither"})
_PLURAL_MATTERS = frozenset({"vehicles", "vessels", "aircraft", "art", "animals"})
_NUMBER = re.compile(r"\d[\d,.]*")
_SINGULAR_WORDS = frozenset({"it", "this", "that", "which"})
_EMPTY = frozenset({"the", "a", "an", "of", "and", "side"})


# -- goods -------------------------------------------------------------------------------------


def same_goods(text: Text, left: Act, right: Act) -> bool:
    """Whether the goods of two tellings can be the same; ``right`` is told after ``left``."""
    a, b = left.goods, right.goods
    if a is None or b is None:
        return a is b or left.type in ("meeting", "designation") or right.dependent
    if a.anaphor or b.anaphor:
        return _same_taken_up(left, right, a, b)
    if is_further(text, b):
        return False
    if a.kind is not None and b.kind is not None:
        return a.kind == b.kind and _same_of_kind(text, left, right, a, b)
    if _other_number(text, a, b):
        return False
    if singular(a.head) == singular(b.head) or _names(a) & _names(b) or _same_count(a, b):
        return True
    general = bool({a.head, b.head} & thesaurus(text.vocabulary.language).general_goods)
    return (general or is_definite(text, b)) and takes_up(left, right)


def _same_taken_up(left: Act, right: Act, a: Goods, b: Goods) -> bool:
    """ "the gift", "it": of one class with the other, and of one number."""
    if a.kind is not None and b.kind is not None and a.kind != b.kind:
        return False
    lone = (a.text.lower() in _SINGULAR_WORDS and b.plural) or (b.text.lower() in _SINGULAR_WORDS and a.plural)
    mass = a.kind in ("coal", "oil", "money")
    if lone and not mass and not (a.anaphor and b.anaphor) and left.unit.sentence != right.unit.sentence:
        return False
    return one_hedge(left, right) or a.anaphor != b.anaphor


def _same_of_kind(text: Text, left: Act, right: Act, a: Goods, b: Goods) -> bool:
    if a.make and b.make and a.make != b.make and a.make not in b.text and b.make not in a.text:
        return False
    one_form = {a.head, b.head} & thesaurus(text.vocabulary.language).one_form
    if a.kind in _PLURAL_MATTERS and not one_form and is_plural(text, a) != is_plural(text, b):
        return False
    if _other_number(text, a, b) or not _heads_agree(text, a, b):
        return False
    return one_hedge(left, right) or a.head == b.head


def _heads_agree(text: Text, a: Goods, b: Goods) -> bool:
    """Whether two words of one class can name one thing: "car" and "limousine", not "shells" and "drones"."""
    left, right = singular(a.head), singular(b.head)
    words = thesaurus(text.vocabulary.language)
    if left == right or a.make or b.make or {a.head, b.head} & words.general_goods:
        return True
    if left in _words(b) or right in _words(a):
        return True
    return any({left, right} <= line for line in words.same_goods)


def _words(goods: Goods) -> frozenset[str]:
    return frozenset(singular(word.strip(".,").lower()) for word in goods.text.split())


def takes_up(left: Act, right: Act) -> bool:
    """Whether the parties of a definite telling are those told of before: one shared, or none told."""
    told = [f for f in (right.supplier, right.recipient) if f is not None and not f.guess]
    if not told:
        return True
    pairs = ((left.supplier, right.supplier), (left.recipient, right.recipient))
    return any(a is not None and b is not None and _shared(a, b) for a, b in pairs)


def _shared(a: Filler, b: Filler) -> bool:
    if a.country and b.country:
        return a.country == b.country
    return bool(_tokens(a) & _tokens(b))


def is_definite(text: Text, goods: Goods) -> bool:
    """Whether the words take up something told before: "the bottles", "both machines"."""
    return goods.last > goods.first and text.lower[goods.first] in DEFINITE | {"both"}


def is_further(text: Text, goods: Goods) -> bool:
    """ "another 40 tractors", "160 more": others than those told of."""
    first = max(goods.first - 1, 0)
    return bool(thesaurus(text.vocabulary.language).further & set(text.lower[first : goods.last]))


def is_plural(text: Text, goods: Goods) -> bool:
    """Whether more than one is meant; "Maybachs" is a plural although it is a name."""
    if goods.plural or not goods.make:
        return goods.plural
    named = [word for word in goods.text.replace("-", " ").split() if word[:-1] and goods.make.startswith(word[:-1])]
    return any(word.endswith("s") and word != goods.make for word in named)


def _same_count(a: Goods, b: Goods) -> bool:
    """ "24 horses" and "24 Orlov Trotters": the same number of things, and more than a few."""
    left, right = (frozenset(n for n in _NUMBER.findall(g.text) if len(n) > 1) for g in (a, b))
    return bool(left & right)


def _other_number(text: Text, a: Goods, b: Goods) -> bool:
    """ "24 horses" and "30 horses" are two consignments; tonnes and containers may be told otherwise by others."""
    left, right = _number(text, a), _number(text, b)
    return left is not None and right is not None and left != right


def _number(text: Text, goods: Goods) -> str | None:
    """The number of pieces, as digits, where the words count pieces: before the head, and no amount of it."""
    if goods.kind in text.vocabulary.lists["mass_classes"]:
        return None
    numbers = thesaurus(text.vocabulary.language).numbers
    words = text.lower[goods.first : goods.last]
    end = goods.first + words.index(goods.head) if goods.head in words else goods.last
    if "of" in text.lower[goods.first : end]:
        return None
    for at in range(goods.first, end):
        word = text.lower[at]
        if word in numbers:
            return str(numbers.index(word))
        if text.tags[at] == "CD" and _NUMBER.fullmatch(word):
            return word.replace(",", "")
    return None


def _names(goods: Goods) -> frozenset[str]:
    words = (word.strip(".,") for word in goods.text.split())
    return frozenset(singular(word.lower()) for word in words if word[:1].isupper() and len(word) > 2)


def one_hedge(left: Act, right: Act) -> bool:
    """A hearsay of nobody and a report of somebody are two tellings of perhaps two things."""
    weak = {left.stance, right.stance} & WEAK
    hedged = (left.hedge is not None and left.stance == "believed") != (
        right.hedge is not None and right.stance == "believed"
    )
    return bool(weak) or not hedged


def singular(word: str) -> str:
    """The word without the ending of the plural: rough, for comparing only."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


# -- parties -----------------------------------------------------------------------------------


def same_party(text: Text, left: Filler | None, right: Filler | None) -> bool:
    """Whether two fillers can be the same party: the unknown contradicts nothing."""
    if left is None or right is None:
        return True
    if left.country and right.country:
        return left.country == right.country and not _two_firms(text, left, right)
    if left.guess or right.guess or not (left.name and right.name):
        return True
    return bool(_tokens(left) & _tokens(right))


def _two_firms(text: Text, left: Filler, right: Filler) -> bool:
    """Two firms of one country, each with a name of its own."""
    firms = [f for f in (left, right) if f.name and not (f.person or f.place) and _is_firm(text, f)]
    return len(firms) == 2 and not _tokens(left) & _tokens(right)


def _is_firm(text: Text, filler: Filler) -> bool:
    lists = text.vocabulary.lists
    last = (filler.name or "").lower().rstrip(".").split()[-1:]
    return bool(set(last) & (lists["company_endings"] | lists["corporate_words"]))


def other_vessel(left: Act, right: Act) -> bool:
    """Whether the two are told of ships of different names."""
    a, b = left.vessel, right.vessel
    if a is None or b is None or a.guess or b.guess or not a.name or not b.name:
        return False
    return not set(a.name.lower().split()) & set(b.name.lower().split())


def turned(left: Act, right: Act) -> bool:
    """Whether supplier and recipient are the other way round."""
    pairs = ((left.supplier, right.recipient), (left.recipient, right.supplier))
    return any(a is not None and b is not None and _is_same_one(a, b) for a, b in pairs)


def _is_same_one(a: Filler, b: Filler) -> bool:
    if a.country or b.country:
        return a.country == b.country
    return bool(a.name) and a.name == b.name


def _tokens(filler: Filler) -> frozenset[str]:
    words = f"{filler.name or ''} {filler.text}".replace("-", " ").lower().split()
    return frozenset(word.strip(".,'’") for word in words) - _EMPTY
