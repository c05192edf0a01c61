"""Work over more documents than memory holds: gathered on disk, grouped, read one by one, gone on with after a stop."""
