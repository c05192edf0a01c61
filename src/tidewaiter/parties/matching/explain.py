"""The terms of a name's score as reasons: which word met which, what was left, what the shape of the names says."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.model.party import Name
from tidewaiter.parties.matching.answer import Reason
from tidewaiter.parties.matching.judge import Judged, Laid
from tidewaiter.parties.matching.numbers import credit, numbers
from tidewaiter.parties.matching.search import Asked

_ROUND = 4
_LONGEST = 60  # letters of a word in a sentence
_LITTLE = ("particle", "form", "title", "suffix")


def explain(asked: Asked, listed: Name, side: Laid, judged: Judged) -> tuple[Reason, ...]:
    """The reasons of a name; their effects add up to the name's log-odds."""
    words = tuple(listed.text[start:end] for start, end in side.spans)
    scale = _scale(asked, side, judged)
    return (
        *_pairs(asked, words, side, judged, scale),
        *_left(asked, words, side, scale),
        *_shape(judged),
    )


def _pairs(asked: Asked, words: tuple[str, ...], side: Laid, judged: Judged, scale: float) -> Iterator[Reason]:
    shares = [sum(asked.weights[at] for at in pair[0]) for pair in side.pairs]
    whole = sum(shares)
    for share, (mine, theirs, like) in zip(shares, side.pairs, strict=True):
        gain = judged.start * share / whole if whole else 0.0
        effect = gain - scale * _share(asked, side, mine, theirs, 1000 - _kept(like))
        query = _text(tuple(word.text for word in asked.words), mine)
        entry = _text(words, theirs)
        if like == 0:
            yield Reason("word", "near", _rounded(effect), f"{query}: an initial beside {entry}", query, entry)
        elif like == 1000:
            same = query.casefold() == entry.casefold()
            text = f"{query}: the same word" if same else f"{query}: written {entry} on the list, read alike"
            yield Reason("word", "agrees", _rounded(effect), text, query, entry)
        else:
            text = f"{query}: near {entry} ({like / 10:.0f} of 100)"
            yield Reason("word", "near", _rounded(effect), text, query, entry)
    if not side.pairs:
        yield Reason("name", "against", _rounded(judged.start), "no word of the two names meets")


def _left(asked: Asked, words: tuple[str, ...], side: Laid, scale: float) -> Iterator[Reason]:
    for at in side.left:
        effect = -scale * _share(asked, side, (at,), (), 1000)
        told = asked.words[at]
        text = f"{_short(told.text)}: not in the listed name"
        yield Reason("word", "against", _rounded(effect), text + _why_little(told.role), told.text, None)
    for at in side.listed_left:
        effect = -scale * _share(asked, side, (), (at,), 1000)
        text = f"{_short(words[at])}: in the listed name alone" + _why_little(side.roles[at])
        yield Reason("word", "against", _rounded(effect), text, None, words[at])


def _why_little(role: str) -> str:
    return f" (counts little: {role})" if role in _LITTLE else ""


def _shape(judged: Judged) -> Iterator[Reason]:
    if judged.against:
        text = "telling words are left, so the names differ and do not only leave something out"
        yield Reason("name", "against", _rounded(judged.against), text)
    if judged.order:
        yield Reason("order", "against", _rounded(judged.order), "the words stand in another order")
    if judged.number:
        yield Reason("number", "against", _rounded(judged.number), "the numbers differ, or one name has none")
    if judged.initial:
        yield Reason("word", "against", _rounded(judged.initial), "an initial stands for no word of the other name")
    if judged.form:
        yield Reason("word", "against", _rounded(judged.form), "the legal forms are of other kinds")


def _scale(asked: Asked, side: Laid, judged: Judged) -> float:
    """What brings the words' losses to the loss of the whole, which the kernel reckons in ten-thousandths."""
    pairs = (_share(asked, side, one, two, 1000 - _kept(like)) for one, two, like in side.pairs)
    left = (_share(asked, side, (at,), (), 1000) for at in side.left)
    listed = (_share(asked, side, (), (at,), 1000) for at in side.listed_left)
    whole = sum(pairs) + sum(left) + sum(listed)
    return -judged.lost / whole if whole else 0.0


def _kept(like: int) -> int:
    return numbers().initial if like == 0 else credit()[like]


def _share(asked: Asked, side: Laid, mine: tuple[int, ...], theirs: tuple[int, ...], lost: int) -> float:
    """What of these words' weight is lost."""
    known = numbers()
    share = known.query_share * sum(asked.weights[at] for at in mine)
    share += known.entry_share * sum(side.weights[at] for at in theirs)
    return share * lost / 100_000


def _text(words: tuple[str, ...], places: tuple[int, ...]) -> str:
    return _short(" ".join(words[at] for at in places))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."


def _rounded(effect: float) -> float:
    return round(effect, _ROUND) + 0.0
