"""Scores who gave what to whom on the transfers of RAMS, the trigger given, arguments of its sentence only.

Roles alone are measured: whether the reader would tell of it (a wish, a plan) plays no part.

    python benchmarks/roles_rams.py FOLDER    # holds dev.jsonlines and test.jsonlines

The data are not part of the repository. A predicted head inside a gold span is a hit. Triggers are
told apart by the lexicon: verbs and nouns of transfer that it knows, and the others, which are
always missed. Windows that come more than once are scored once.
"""

from __future__ import annotations

import argparse
import functools
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tidewaiter.reports import attribution, parsing
from tidewaiter.reports.acts import Act
from tidewaiter.reports.coreference import Names
from tidewaiter.reports.factuality import Factuality
from tidewaiter.reports.fillers import Fillers
from tidewaiter.reports.language import Text
from tidewaiter.reports.read import pipeline, run
from tidewaiter.reports.transfers import Transfers
from tidewaiter.reports.words import load

TYPES = (
    "transaction.transferownership", "movement.transportartifact", "transaction.transaction.giftgrantprovideaid",
    "transaction.transaction.transfercontrol",
)  # fmt: skip
ROLES = {
    "giver": "giver", "transporter": "giver", "smuggler": "giver", "recipient": "recipient", "destination": "recipient",
    "beneficiary": "recipient", "artifact": "artifact", "money": "artifact", "passenger": "artifact",
    "cargo": "artifact",
}  # fmt: skip
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
        elif role in ROLES:
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


def _heads(text: Text, act: Act) -> dict[str, int | None]:
    """The offset of the head of each role's filler."""
    goods = act.goods
    found = {"giver": act.supplier or act.origin, "recipient": act.recipient or act.destination}
    out: dict[str, int | None] = {}
    for role, filler in found.items():
        phrase = text.phrase_at[filler.first] if filler is not None and filler.first < len(text.words) else None
        out[role] = text.starts[phrase.head] if phrase is not None else None
    phrase = text.phrase_at[goods.first] if goods is not None else None
    if phrase is not None and goods is not None:
        head = goods.last - 1 if goods.last <= phrase.last else phrase.head  # "oil" in "oil exports"
        out["artifact"] = text.starts[head]
    return out


def _act_at(text: Text, trigger: tuple[int, int]) -> Act | None:
    names = Names(text)
    fillers = Fillers(text, names, attribution.read(text, names))
    words = (at for at, start in enumerate(text.starts) if trigger[0] <= start < trigger[1])
    acts = (Transfers(fillers, Factuality(text)).roles(at) for at in words)
    return next((act for act in acts if act is not None), None)


def _kind(word: str) -> str:
    words = load("en")
    if word in words.noun_frames:
        return "nouns"
    return "verbs" if words.lemma.get(word) in words.frames else "other"


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
    act = _act_at(text, (starts[first], ends[last]))
    kind = _kind(tokens[first].lower())
    heads = _heads(text, act) if act is not None else {}
    total[kind, "trigger", "gold"] += 1
    total[kind, "trigger", "hit"] += act is not None
    for role, spans in gold.items():
        head = heads.get(role)
        total[kind, role, "gold"] += len(spans)
        total[kind, role, "said"] += head is not None
        total[kind, role, "hit"] += head is not None and any(starts[a] <= head < ends[b] for a, b in spans)


def _f1(hit: int, said: int, gold: int) -> float:
    return 2 * hit / (said + gold) if said + gold else 0.0


def main() -> None:
    """Reads every window once and prints F1 of each role, and how many triggers were read at all."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    if not (folder / "dev.jsonlines").exists():
        print(f"not measured: no RAMS data in {folder}")
        return
    total: Counter[tuple[str, str, str]] = Counter()
    for window in _windows(folder):
        _score(window, pipeline(), total)
    for kind in ("verbs", "nouns", "other"):
        roles = ("giver", "recipient", "artifact")
        sums = [sum(total[kind, role, what] for role in roles) for what in ("hit", "said", "gold")]
        single = " ".join(
            f"{role} {_f1(*(total[kind, role, what] for what in ('hit', 'said', 'gold'))):.3f}" for role in roles
        )
        precision, recall = sums[0] / max(sums[1], 1), sums[0] / max(sums[2], 1)
        found = f"triggers {total[kind, 'trigger', 'hit']}/{total[kind, 'trigger', 'gold']}"
        print(f"{kind}: all {_f1(*sums):.3f} (P {precision:.3f} R {recall:.3f}) {single} {found}")


if __name__ == "__main__":
    main()
