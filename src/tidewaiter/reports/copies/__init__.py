"""Copies of a text: sketches of it, an index of the sketches, and the facts that outlive its wording."""
