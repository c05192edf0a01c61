"""The text of a name, in any script, as words with the ways in which each may be written in Latin letters."""
