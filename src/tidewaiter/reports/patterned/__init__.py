"""Reports in languages without a parser: read by a lexicon file and the language's surface grammar.

What the patterns do not understand is said in the reading's notes, never guessed.
"""
