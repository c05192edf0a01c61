"""Closed sets of English grammar: tags of the Penn treebank, and function words that are no vocabulary.

They are part of the rules and not of the lexicon: nobody adds a form of "to be".
"""

from __future__ import annotations

NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERB = frozenset({"MD", "VB", "VBD", "VBN", "VBG", "VBP", "VBZ"})
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
ADJECTIVE = frozenset({"JJ", "JJR", "JJS", "$", "#", "FW", "AFX", "GW"})
DETERMINER = frozenset({"DT", "PDT", "PRP$"})
QUOTES = frozenset('"“”„«»‘')
MARKS = frozenset({"WDT", "WP", "WRB", "WP$"})
BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"})
HAVE = frozenset({"have", "has", "had", "having", "'ve", "'d"})
DO = frozenset({"do", "does", "did"})
GET = frozenset({"get", "gets", "got", "getting"})
NOT = frozenset({"not", "n't", "never", "neither", "nor"})
# The parser takes these for adverbs; before a noun phrase they are prepositions.
PREPOSITIONS = frozenset({"onboard", "aboard", "via", "including", "to", "per", "like", "than"})
# These carry a preposition's tag and begin a clause.
CLAUSAL = frozenset({"that", "if", "because", "while", "whether", "although", "though", "unless", "so", "lest"})
EITHER = frozenset({"since", "as", "when", "after", "before", "until", "than"})
POSSESSIVES = frozenset({"my", "your", "his", "her", "its", "our", "their"})
ABOUT = frozenset({"over", "about", "around", "nearly", "almost", "some", "approximately", "roughly", "under"})
ABOUT_PHRASES = (("up", "to"), ("close", "to"), ("at", "least"), ("at", "most"), ("as", "many", "as"),
                  ("as", "much", "as"), ("more", "than"), ("less", "than"), ("fewer", "than"))  # fmt: skip
BREAKS_PHRASE = frozenset({"last", "next", "earlier", "later"})
OWNERS = frozenset({"POS", "PRP$", "DT", "JJ"})
AFTER_VERB = frozenset({"NN", "NNS", "NNP", "NNPS", "DT", "PRP", "PRP$", "CD", "JJ", "JJS", "$"})
MOVING_ON = frozenset({"to", "into", "from", "by", "via", "through", "on", "in", "at", "onto"})
BODY_KINDS = frozenset({"body"})
