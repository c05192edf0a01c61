"""Whether two tellings can mean the same: their goods, their parties, the way the goods go.

Nothing is the same on a guess alone. Goods are the same by class and head, by a general word for
the class, or where a definite phrase ("the bottles") takes up what the same parties were told of.
"""

from __future__ import annotations

import re

from tidewaiter.model import EventStance
from tidewaiter.reports.grammar.language import Text
from tidewaiter.reports.telling.acts import Act, Filler, Goods
from tidewaiter.reports.telling.thesaurus import thesaurus

DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
WEAK: frozenset[EventStance] = frozenset({"denied", "neither"})
PLURAL_MATTERS = frozenset({"vehicles", "vessels", "aircraft", "art", "animals"})
_CARRIERS = frozenset({"vessels", "vehicles", "aircraft"})
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NEARLY = 0.1
"""Numbers that differ by no more than this share are one number, told roughly ..."""
_FEW = 100
"""... but not below this one."""
_ABOARD = 8
"""So many sentences after goods that were seized "the vessel" is the one that held them."""
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_UNITS = {"tons": "tonne", "ton": "tonne", "tonnes": "tonne"}
_EMPTY = frozenset({"the", "a", "an", "of", "and", "side"})


# -- goods -------------------------------------------------------------------------------------


def same_goods(text: Text, left: Act, right: Act) -> bool:
    """Whether the goods of two tellings can be the same; ``right`` is told after ``left``."""
    a, b = left.goods, right.goods
    if a is None or b is None:
        return a is b or left.type in ("meeting", "designation") or right.dependent
    if a.first == b.first:
        return True
    if is_further(text, b) or _is_another(text, right) or _other_number(text, left, right):
        return False
    if left.type == "seizure" and is_carrier(a) != is_carrier(b):
        if is_carrier(b) and _is_holder(text, left, right):
            return True
        return _is_cargo(text, *((left, right) if is_carrier(a) else (right, left)))
    if is_fresh(text, b) and not shares(left, right):
        return False
    if a.anaphor and a.plural and is_fresh(text, a) and text.lower[b.first] in ("a", "an", "one"):
        return False  # "gifts" are told of, and "a rifle" is one of them
    if a.anaphor or b.anaphor:
        return (a.kind == b.kind or None in (a.kind, b.kind)) and not _is_new_amount(text, a, b)
    if b.head in thesaurus(text.vocabulary.language).neutral_goods and is_definite(text, b) and b.last - b.first <= 2:
        return True  # "the goods", "the parts": whatever was told of
    if a.kind is not None and b.kind is not None:
        return bool(_kinds(text, a) & _kinds(text, b)) and _same_of_kind(text, left, right, a, b)
    if singular(a.head) in words_of(b) or singular(b.head) in words_of(a) or _names(a) & _names(b) or _same_count(a, b):
        return True
    general = bool({a.head, b.head} & thesaurus(text.vocabulary.language).neutral_goods)
    return general or is_definite(text, b)


def is_carrier(goods: Goods) -> bool:
    """Whether the goods can hold others: of a ship and its cargo that were seized the cargo is what matters."""
    return goods.kind in _CARRIERS


def _is_cargo(text: Text, ship: Act, cargo: Act) -> bool:
    """Of "seized a ship" and "confiscated the weapons", "iron ore from the freighter": one seizure of both."""
    goods, holder = cargo.goods, cargo.supplier
    if goods is None or ship.goods is None:
        return False
    if ship.unit is cargo.unit and ship.word < cargo.word and is_definite(text, ship.goods):
        return True  # "stopped the vessel and seized its cargo"
    if ship.unit is cargo.unit and ship.word != cargo.word and is_fresh(text, goods):
        return False
    here = (p for p in text.phrases[text.unit_of[cargo.word]] if p.last <= goods.first)
    aboard = any(_is_ship(text, p.head) and text.lower[p.first] in DEFINITE for p in here)
    held = holder is not None and any(_is_ship(text, at) for at in range(holder.first, holder.last))
    return held or aboard or is_definite(text, goods)


def _is_holder(text: Text, cargo: Act, ship: Act) -> bool:
    """Of "seized rifles" and then "impounded the vessel": what held the goods, taken as known."""
    near = 0 <= ship.unit.sentence - cargo.unit.sentence <= _ABOARD
    return near and ship.goods is not None and is_definite(text, ship.goods)


def _is_ship(text: Text, at: int) -> bool:
    return text.vocabulary.classes.get(text.lower[at]) in _CARRIERS


def _kinds(text: Text, goods: Goods) -> frozenset[str | None]:
    """The class of the goods; of "arms supplies", whose head is a general word, also that of "arms"."""
    if goods.head not in thesaurus(text.vocabulary.language).general_goods:
        return frozenset({goods.kind})
    classes = text.vocabulary.classes
    return frozenset({goods.kind, *(classes.get(word) for word in text.lower[goods.first : goods.last])}) - {None}


def _is_new_amount(text: Text, a: Goods, b: Goods) -> bool:
    """ "600 tons of fuel" after "a transfer of goods": amount and goods are told anew, and take nothing up."""
    anew = a.anaphor and not b.anaphor and not is_definite(text, b)
    return anew and not is_definite(text, a) and a.kind is None and amount(text, b) is not None


def _same_of_kind(text: Text, left: Act, right: Act, a: Goods, b: Goods) -> bool:
    if a.make and b.make and a.make != b.make and a.make not in b.text and b.make not in a.text:
        return False
    one_form = {a.head, b.head} & thesaurus(text.vocabulary.language).one_form
    if a.kind in PLURAL_MATTERS and not one_form and is_plural(text, a) != is_plural(text, b):
        return False
    return _heads_agree(text, a, b) and _one_hedge_or_head(left, right, a, b)


def _one_hedge_or_head(left: Act, right: Act, a: Goods, b: Goods) -> bool:
    return one_hedge(left, right) or a.head == b.head


def _heads_agree(text: Text, a: Goods, b: Goods) -> bool:
    """Whether two words of one class can name one thing: "car" and "limousine", not "shells" and "drones"."""
    left, right = singular(a.head), singular(b.head)
    words = thesaurus(text.vocabulary.language)
    if left == right or a.make or b.make or {a.head, b.head} & words.general_goods:
        return True
    if left in words_of(b) or right in words_of(a):
        return True
    return any({left, right} <= line for line in words.same_goods)


def is_worth(text: Text, goods: Goods) -> bool:
    """ "$56,000 worth of goods": told by their worth, where what they are is told elsewhere."""
    return any(word in text.vocabulary.lists["worth"] for word in text.lower[goods.first : goods.last])


def is_fresh(text: Text, goods: Goods) -> bool:
    """ "a shipment", "95 items", "goods": a general word with which something new is told of."""
    alone = goods.last - goods.first <= 1 and text.tags[goods.first] in ("PRP", "DT", "WDT")
    return goods.anaphor and not alone and not is_definite(text, goods)


def words_of(goods: Goods) -> frozenset[str]:
    """The words of the goods in the singular."""
    return frozenset(singular(word.strip(".,").lower()) for word in goods.text.split())


def own_name(text: Text, filler: Filler) -> str | None:
    """The name of the party itself, if it has one: of "a South African company" none, for it is its country's."""
    if filler.name is None:
        return filler.text if _is_proper(text, filler) else None
    lent = filler.country is not None and not filler.place
    return None if lent and filler.name not in filler.text and not filler.person else filler.name


def _is_proper(text: Text, filler: Filler) -> bool:
    """Whether all words have a capital; "Customs" and "Officials" have one only because they begin the sentence."""
    words = filler.text.split()
    if len(words) == 1 and filler.first == text.unit(filler.first).first:
        common = any(text.vocabulary.among(name, words[0].lower()) for name in ("roles", "organisations", "people"))
        return not common and text.tags[filler.last - 1] not in ("NN", "NNS") and words[0][:1].isupper()
    return all(word[:1].isupper() for word in words)


def shares(left: Act, right: Act) -> bool:
    """Whether a party of one telling is that of the other, and told in both."""
    pairs = ((left.supplier, right.supplier), (left.recipient, right.recipient))
    return any(a is not None and b is not None and _shared(a, b) for a, b in pairs)


def _shared(a: Filler, b: Filler) -> bool:
    if a.country and b.country:
        return a.country == b.country
    return bool(_tokens(a) & _tokens(b))


def is_definite(text: Text, goods: Goods) -> bool:
    """Whether the words take up something told before: "the bottles", "both machines"."""
    words = text.lower[goods.first : goods.last]
    before = words[: words.index(goods.head)] if goods.head in words else words[:1]
    return any(word in DEFINITE or word == "both" for word in before)


def is_further(text: Text, goods: Goods) -> bool:
    """ "another 40 tractors", "160 more": others than those told of; not "food and other items"."""
    further = thesaurus(text.vocabulary.language).further
    words = text.lower[goods.first : goods.last]
    end = goods.first + words.index(goods.head) if goods.head in words else goods.last
    places = range(max(goods.first - 1, 0), end)
    return any(text.lower[at] in further and text.lower[at + 1 : at + 2] != ["than"] for at in places)


def _is_another(text: Text, act: Act) -> bool:
    """ "another four deliveries", "a second purchase": told by a noun, as one beside those told of."""
    phrase = text.phrase_at[act.word] if text.group_at[act.word] is None else None
    if phrase is None or text.lower[phrase.first] in DEFINITE:
        return False
    further = thesaurus(text.vocabulary.language).further
    return any(text.lower[at] in further for at in range(phrase.first, act.word))


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


def _other_number(text: Text, left: Act, right: Act) -> bool:
    """ "24 horses" and "30 horses", "25,000 tonnes" and "8,000 tonnes" of one voice are two consignments.

    Amounts of goods that are not counted in pieces may be told otherwise by another speaker.
    """
    if left.goods is None or right.goods is None or left.goods.anaphor or right.goods.anaphor:
        return False
    a, b = amount(text, left.goods), amount(text, right.goods)
    if a is None or b is None or a[1] != b[1] or (a[1] and left.said != right.said and bool(left.said and right.said)):
        return False
    nearly = _NEARLY * max(a[0], b[0]) if max(a[0], b[0]) >= _FEW else 0
    return abs(a[0] - b[0]) > nearly


def amount(text: Text, goods: Goods) -> tuple[float, str] | None:
    """The number told before the goods and its unit ("tonne"), which is empty where pieces are counted."""
    numbers = thesaurus(text.vocabulary.language).numbers
    words = text.lower[goods.first : goods.last]
    end = goods.first + words.index(goods.head) if goods.head in words else goods.last
    for at in range(goods.first, end):
        found = _value(text, at, numbers)
        if found is None or (at and text.lower[at - 1] in ("$", "us$")):
            continue
        unit = next((text.lower[i] for i in range(at + 1, end) if text.lower[i + 1] == "of"), "")
        return found * _SCALES.get(text.lower[at + 1], 1.0), _UNITS.get(unit, singular(unit))
    return None


def _value(text: Text, at: int, numbers: tuple[str, ...]) -> float | None:
    word = text.lower[at].rstrip(".,")
    if word in numbers:
        return float(numbers.index(word))
    return float(word.replace(",", "")) if text.tags[at] == "CD" and _NUMBER.fullmatch(word) else None


def _names(goods: Goods) -> frozenset[str]:
    words = (word.strip(".,") for word in goods.text.split())
    return frozenset(singular(word.lower()) for word in words if word[:1].isupper() and len(word) > 2)


def one_hedge(left: Act, right: Act) -> bool:
    """A hearsay of nobody and a report of somebody are two tellings of perhaps two things."""
    weak = {left.stance, right.stance} & WEAK
    return bool(weak) or _is_hedged(left) == _is_hedged(right) or bool(left.said and right.said)


def _is_hedged(act: Act) -> bool:
    return act.hedge is not None and act.stance == "believed"


def singular(word: str) -> str:
    """The word without the ending of the plural: rough, for comparing only."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


# -- parties -----------------------------------------------------------------------------------


def same_party(text: Text, left: Filler | None, right: Filler | None) -> bool:
    """Whether two fillers can be the same party: the unknown contradicts nothing."""
    if left is None or right is None:
        return True
    if left.country and right.country and left.country != right.country:
        return False
    if left.guess or right.guess:
        return True
    if right.person and right.name and is_introduced(text, right) and not _tokens(left) & {*right.name.lower().split()}:
        return False
    if (left.country and right.country) or not (own_name(text, left) and own_name(text, right)):
        return True
    return bool(_tokens(left) & _tokens(right))


def is_introduced(text: Text, filler: Filler) -> bool:
    """Of "an official of a bank, Ng Kheng Wah, was": whether a person is told of for the first time, as another."""
    at = filler.first
    if at < 2 or text.lower[at - 1] != "," or (before := text.phrase_at[at - 2]) is None:
        return False
    return text.lower[before.first] in ("a", "an", "another")


def other_vessel(left: Act, right: Act) -> bool:
    """Whether the two are told of ships of different names or flags."""
    a, b = left.vessel, right.vessel
    if a is None or b is None or a.guess or b.guess:
        return False
    if a.country and b.country and a.country != b.country:
        return True
    if not a.name or not b.name:
        return False
    return not set(a.name.lower().split()) & set(b.name.lower().split())


def turned(left: Act, right: Act) -> bool:
    """Whether supplier and recipient are the other way round; of two parties of one State nobody can say."""
    if any(a.supplier and a.recipient and _is_same_one(a.supplier, a.recipient) for a in (left, right)):
        return False
    pairs = ((left.supplier, right.recipient), (left.recipient, right.supplier))
    return any(a is not None and b is not None and _is_same_one(a, b) for a, b in pairs)


def _is_same_one(a: Filler, b: Filler) -> bool:
    if a.country or b.country:
        return a.country == b.country
    return bool(a.name) and a.name == b.name


def _tokens(filler: Filler) -> frozenset[str]:
    words = f"{filler.name or ''} {filler.text}".replace("-", " ").lower().split()
    return frozenset(word.strip(".,'’") for word in words) - _EMPTY
