"""The terms of a name's score as reasons: which word met which, what was left, what the shape of the names says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tidewaiter.model.party import Name
from tidewaiter.parties.matching.answer import Reason
from tidewaiter.parties.matching.judge import Judged, Laid
from tidewaiter.parties.matching.numbers import credit, numbers
from tidewaiter.parties.matching.roles import LITTLE, ROLES, places, weigh
from tidewaiter.parties.matching.search import Asked, Hit, Search

_ROUND = 4
_LONGEST = 60  # letters of a word in a sentence


def explain(search: Search, asked: Asked, hit: Hit, listed: Name, side: Laid, judged: Judged) -> tuple[Reason, ...]:
    """The reasons of a name; their effects add up to the name's log-odds."""
    known = numbers()
    words = search.words(hit.name, listed.text)
    shares = [weigh(asked.weights, mine) for mine, _, _ in side.pairs]
    lost = [
        (known.query_share * share + known.entry_share * weigh(side.weights, theirs)) * (1000 - _kept(like)) / 100_000
        for share, (_, theirs, like) in zip(shares, side.pairs, strict=True)
    ]
    left, listed_left = places(side.left), places(side.listed_left)
    alone = [known.query_share * asked.weights[at] * 1000 / 100_000 for at in left]
    listed_alone = [known.entry_share * side.weights[at] * 1000 / 100_000 for at in listed_left]
    whole = sum(lost) + sum(alone) + sum(listed_alone)
    scale = -judged.lost / whole if whole else 0.0  # the kernel reckons the loss of the whole in ten-thousandths
    roles = search.arrays["word_role"]
    return (
        *_pairs(asked, words, side, judged, shares, [scale * one for one in lost]),
        *(
            _missing(asked.words[at].text, asked.words[at].role, -scale * one, ours=True)
            for at, one in zip(left, alone, strict=True)
        ),
        *(
            _missing(words[at], ROLES[roles[side.listed[at]]], -scale * one, ours=False)
            for at, one in zip(listed_left, listed_alone, strict=True)
        ),
        *_shape(judged),
    )


def _pairs(
    asked: Asked, words: Sequence[str], side: Laid, judged: Judged, shares: list[int], lost: list[float]
) -> Iterator[Reason]:
    own = [word.text for word in asked.words]
    whole = sum(shares)
    for share, loss, (mine, theirs, like) in zip(shares, lost, side.pairs, strict=True):
        gain = judged.start * share / whole if whole else 0.0
        effect = _rounded(gain - loss)
        query, entry = _text(own, mine), _text(words, theirs)
        if like == 0:
            yield Reason("word", "near", effect, f"{query}: an initial beside {entry}", query, entry)
        elif like == 1000:
            same = query.casefold() == entry.casefold()
            text = f"{query}: the same word" if same else f"{query}: written {entry} on the list, read alike"
            yield Reason("word", "agrees", effect, text, query, entry)
        else:
            text = f"{query}: near {entry} ({like / 10:.0f} of 100)"
            yield Reason("word", "near", effect, text, query, entry)
    if not side.pairs:
        yield Reason("name", "against", _rounded(judged.start), "no word of the two names meets")


def _missing(word: str, role: str, effect: float, *, ours: bool) -> Reason:
    """The reason of a word that one side has alone: the query's (``ours``) or the entry's."""
    text = f"{_short(word)}: {'not in the listed name' if ours else 'in the listed name alone'}{_why_little(role)}"
    return Reason("word", "against", _rounded(effect), text, word if ours else None, None if ours else word)


def _why_little(role: str) -> str:
    return f" (counts little: {role})" if role in LITTLE else ""


def _shape(judged: Judged) -> Iterator[Reason]:
    if judged.against:
        text = "telling words are left, so the names differ and do not only leave something out"
        yield Reason("name", "against", _rounded(judged.against), text)
    if judged.lone:
        text = "all of one name is one word of the other, of which other names are left"
        yield Reason("name", "against", _rounded(judged.lone), text)
    if judged.order:
        yield Reason("order", "against", _rounded(judged.order), "the words stand in another order")
    if judged.number:
        yield Reason("number", "against", _rounded(judged.number), "the numbers differ, or one name has none")
    if judged.initial:
        text = "an initial stands for no word, or one of several that it might"
        yield Reason("word", "against", _rounded(judged.initial), text)
    if judged.form:
        yield Reason("word", "against", _rounded(judged.form), "the legal forms are of other kinds")


def _kept(like: int) -> int:
    return numbers().initial if like == 0 else credit()[like]


def _text(words: Sequence[str], mask: int) -> str:
    return _short(" ".join([words[at] for at in places(mask)]) if mask & (mask - 1) else words[mask.bit_length() - 1])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."


def _rounded(effect: float) -> float:
    return round(effect, _ROUND) + 0.0
