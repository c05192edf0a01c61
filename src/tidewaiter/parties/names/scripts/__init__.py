"""Scripts and the rules by which their names are written in Latin letters: one module a script."""
