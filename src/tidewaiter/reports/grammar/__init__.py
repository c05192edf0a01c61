"""The text as words: tags, arcs, phrases, verb groups, and the names that phrases point at."""
