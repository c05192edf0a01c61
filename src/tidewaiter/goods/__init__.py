"""What goods a text names: kinds of the shared vocabulary and headings of the Harmonized System."""
