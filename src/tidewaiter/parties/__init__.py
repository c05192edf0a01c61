"""Names to designations: lists of designated parties, and who is meant by a name."""
