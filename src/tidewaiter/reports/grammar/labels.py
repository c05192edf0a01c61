"""Arcs of another parser's scheme as Universal Dependencies.

spaCy's own English pipelines label after ClearNLP (CLEAR style: Choi and Palmer 2012): prepositions
head their nouns, and "be" heads its predicate. Nothing above the questions of ``language`` sees a
label; here they are turned round so that those questions are asked in one scheme only.
"""

from __future__ import annotations

from collections.abc import Sequence

_RENAMED = {
    "dobj": "obj", "dative": "iobj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass",
    "relcl": "acl:relcl", "neg": "advmod", "poss": "nmod:poss", "oprd": "xcomp", "prt": "compound:prt",
    "nn": "compound", "npadvmod": "obl:npmod", "quantmod": "advmod", "preconj": "cc:preconj", "pcomp": "advcl",
    "agent": "prep",
    "meta": "discourse", "intj": "discourse", "predet": "det:predet", "ROOT": "ROOT",
}  # fmt: skip
_ONLY_CLEAR = frozenset({"dobj", "pobj", "prep", "nsubjpass", "auxpass", "attr", "relcl", "npadvmod"})
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_PREDICATES = frozenset({"attr", "acomp"})
_STAYS_WITH_BE = frozenset({"punct"})


def is_clear(labels: Sequence[str]) -> bool:
    """Whether the labels of a parser are of the ClearNLP scheme."""
    return not _ONLY_CLEAR.isdisjoint(labels)


def universal(deps: Sequence[str], heads: Sequence[int], tags: Sequence[str]) -> tuple[list[str], list[int]]:
    """Labels and heads of a text in Universal Dependencies, from those of the ClearNLP scheme.

    A root is its own head, before and after. ``tags`` are Penn tags.
    """
    labels, tops = list(deps), list(heads)
    _turn_prepositions(labels, tops, tags)
    _turn_predicates(labels, tops)
    _join_conjuncts(labels, tops)
    return [_RENAMED.get(label, label) for label in labels], tops


def _turn_prepositions(labels: list[str], heads: list[int], tags: Sequence[str]) -> None:
    """ "sent to Iran": the noun hangs on the verb, and the preposition on the noun."""
    for noun, label in enumerate(labels):
        if label != "pobj" or labels[heads[noun]] not in _PREPOSITIONS:
            continue
        preposition = heads[noun]
        governor, by_agent = heads[preposition], labels[preposition] == "agent"
        verbal = tags[governor].startswith(("VB", "MD", "JJ", "RB"))
        labels[noun] = "obl:agent" if by_agent else "obl" if verbal else "nmod"
        heads[noun], heads[preposition], labels[preposition] = governor, noun, "case"


def _turn_predicates(labels: list[str], heads: list[int]) -> None:
    """ "the car is a gift": the predicate heads the clause, and "is" hangs on it."""
    for predicate, label in enumerate(labels):
        copula = heads[predicate]
        if label not in _PREDICATES or copula == predicate:
            continue
        labels[predicate], heads[predicate] = labels[copula], predicate if heads[copula] == copula else heads[copula]
        for child, top in enumerate(heads):
            if top == copula and child not in (copula, predicate) and labels[child] not in _STAYS_WITH_BE:
                heads[child] = predicate
        labels[copula], heads[copula] = "cop", predicate


def _join_conjuncts(labels: list[str], heads: list[int]) -> None:
    """ "cars, boats and planes": every conjunct hangs on the first, not each on the one before."""
    for at, label in enumerate(labels):
        while label == "conj" and labels[heads[at]] == "conj" and heads[heads[at]] != heads[at]:
            heads[at] = heads[heads[at]]
