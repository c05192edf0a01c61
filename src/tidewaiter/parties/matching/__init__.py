"""Which listed parties a name may mean: index, scoring, evidence, reasons."""
