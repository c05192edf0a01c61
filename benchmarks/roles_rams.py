"""Scores who gave what to whom on the transfers of RAMS, the trigger given, arguments of its sentence only.

Roles alone are measured: whether the reader would tell of it (a wish, a plan) plays no part.

    python benchmarks/roles_rams.py FOLDER    # holds dev.jsonlines and test.jsonlines

The data are not part of the repository. A predicted head inside a gold span is a hit; a span that
fills two roles which are one here (recipient and beneficiary) counts once. Triggers are told apart
by the fixed lists below, never by a tag or the lexicon: transfers told by verbs, by nouns, and
what is no handing over (hiding, detaining, falling). Windows that come more than once are scored
once. ``found`` is the harder score: whether the reader, not told where to look, tells of an act
there; most of these texts speak of wishes, rules and of no goods, where it should not.
"""

from __future__ import annotations

import argparse
import functools
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import figures

from tidewaiter.reports.grammar import parsing
from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Text
from tidewaiter.reports.grammar.words import load
from tidewaiter.reports.read import pipeline, run
from tidewaiter.reports.saying import attribution
from tidewaiter.reports.telling import narration
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.roles import Parts, Roles

TYPES = (
    "transaction.transferownership", "movement.transportartifact", "transaction.transaction.giftgrantprovideaid",
    "transaction.transaction.transfercontrol",
)  # fmt: skip
ROLES = {
    "giver": "giver", "transporter": "giver", "smuggler": "giver", "recipient": "recipient", "destination": "recipient",
    "beneficiary": "recipient", "artifact": "artifact", "money": "artifact", "passenger": "artifact",
    "cargo": "artifact",
}  # fmt: skip
VERBS = frozenset({
    "donate", "donated", "donating", "buy", "buys", "bought", "purchasing", "purchased", "acquire", "acquires",
    "acquired", "acquiring", "obtain", "obtained", "obtaining", "smuggled", "smuggle", "supplied", "supplying",
    "provide", "provided", "providing", "transported", "transporting", "transferring", "transferred", "lend", "lent",
    "lending", "borrow", "borrowed", "borrowing", "bring", "brings", "brought", "bringing", "imported", "exported",
    "fund", "funded", "grant", "granted", "granting", "auctioning", "auctioned", "boycotted", "sell", "sold",
    "selling", "send", "sent", "deliver", "delivered", "ship", "shipped", "give", "gave", "given",
})  # fmt: skip
NOUNS = frozenset({
    "smuggling", "trafficking", "shipment", "shipments", "export", "exports", "import", "imports", "importing",
    "purchase", "purchases", "supply", "supplies", "transfer", "transfers", "transport", "loan", "loans", "auction",
    "auctions", "embargo", "embargoes", "sanction", "sanctions", "boycott", "boycotts", "rent", "funding", "funds",
    "grants", "delivery", "deliveries", "sale", "sales", "donation", "donations", "injunction",
})  # fmt: skip
Spans = dict[str, list[tuple[int, int]]]


def _windows(folder: Path) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for part in ("dev", "test"):
        for line in (folder / f"{part}.jsonlines").read_text(encoding="utf-8").splitlines():
            window = json.loads(line)
            key = json.dumps([window["sentences"], window["evt_triggers"]])
            if key not in seen and window["evt_triggers"][0][2][0][0].startswith(TYPES):
                seen.add(key)
                yield window


def _gold(window: dict[str, Any], first: int, last: int) -> Spans:
    """The spans of each role inside the trigger's sentence; an origin gives where no giver is told."""
    out: Spans = {"giver": [], "recipient": [], "artifact": []}
    origins: list[tuple[int, int]] = []
    for _, (start, end), link in window["gold_evt_links"]:
        role = link.split("arg")[1][2:]
        if not first <= start < last:
            continue
        if role == "origin":
            origins.append((start, end))
        elif role in ROLES and (start, end) not in out[ROLES[role]]:
            out[ROLES[role]].append((start, end))
    out["giver"] = out["giver"] or origins
    return out


def _text(window: dict[str, Any], nlp: Any) -> tuple[Text, list[int]]:
    """The window as a text of its tokens, and where each token begins."""
    starts: list[int] = []
    bodies: list[tuple[int, int]] = []
    words, at = [], 0
    for sentence in window["sentences"]:
        begin = at
        for word in sentence:
            starts.append(at)
            words.append(word)
            at += len(word) + 1
        bodies.append((begin, at - 1))
    return parsing.read(" ".join(words), load("en"), functools.partial(run, nlp), nlp, bodies=bodies), starts


def _heads(text: Text, parts: Parts) -> dict[str, list[int]]:
    """The offsets of the head words of each role."""
    found = {
        "giver": [parts.giver or parts.origin], "recipient": [parts.receiver or parts.goal], "artifact": [parts.item],
    }  # fmt: skip
    return {role: [text.starts[p.head] for p in phrases if p is not None] for role, phrases in found.items()}


def _parts_at(roles: Roles, words: list[int]) -> Parts:
    """The roles at the word of the trigger that has most of them."""
    tried = [roles.at(word) for word in words]
    return max(
        tried, key=lambda parts: sum(bool(found) for found in _heads(roles.text, parts).values()), default=Parts()
    )


def _kind(word: str) -> str:
    """Verb or noun, by the fixed lists."""
    return "verbs" if word in VERBS else "nouns" if word in NOUNS else "other"


def _score(window: dict[str, Any], nlp: Any, total: Counter[tuple[str, str, str]]) -> None:
    first, last, _ = window["evt_triggers"][0]
    tokens = [word for sentence in window["sentences"] for word in sentence]
    begin = 0
    for sentence in window["sentences"]:
        if begin <= first < begin + len(sentence):
            break
        begin += len(sentence)
    gold = _gold(window, begin, begin + len(sentence))
    text, starts = _text(window, nlp)
    ends = [start + len(word) for start, word in zip(starts, tokens, strict=True)]
    names = Names(text)
    said = attribution.read(text, names)
    words = [at for at, start in enumerate(text.starts) if starts[first] <= start < ends[last]]
    parts = _parts_at(Roles(Fillers(text, names, said)), words)
    kind = _kind(tokens[first].lower())
    heads = _heads(text, parts)
    total[kind, "trigger", "gold"] += 1
    total[kind, "trigger", "told"] += any(act.word in words for act in narration.read(text, names, said))
    total[kind, "trigger", "hit"] += any(heads.values())
    for role, spans in gold.items():
        said = heads[role]
        total[kind, role, "gold"] += len(spans)
        total[kind, role, "said"] += len(said)
        total[kind, role, "hit"] += sum(any(starts[a] <= head < ends[b] for a, b in spans) for head in said)


def _f1(hit: int, said: int, gold: int) -> float:
    return 2 * hit / (said + gold) if said + gold else 0.0


def main() -> None:
    """Reads every window once and prints F1 of each role, and how many triggers were read at all."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    figures.option(options)
    given = options.parse_args()
    folder = given.folder
    if not (folder / "dev.jsonlines").exists():
        print(f"not measured: no RAMS data in {folder}")
        return
    total: Counter[tuple[str, str, str]] = Counter()
    for window in _windows(folder):
        _score(window, pipeline(), total)
    told: dict[str, float] = {}
    for kind in ("verbs", "nouns", "other"):
        roles = ("giver", "recipient", "artifact")
        sums = [sum(total[kind, role, what] for role in roles) for what in ("hit", "said", "gold")]
        single = " ".join(
            f"{role} {_f1(*(total[kind, role, what] for what in ('hit', 'said', 'gold'))):.3f}" for role in roles
        )
        told[f"{kind} F1"] = _f1(*sums)
        precision, recall = sums[0] / max(sums[1], 1), sums[0] / max(sums[2], 1)
        of_all = total[kind, "trigger", "gold"]
        found = f"roles at {total[kind, 'trigger', 'hit']}/{of_all}, found {total[kind, 'trigger', 'told']}/{of_all}"
        print(f"{kind}: all {_f1(*sums):.3f} (P {precision:.3f} R {recall:.3f}) {single} {found}")
    figures.write(given.figures, told)


if __name__ == "__main__":
    main()
