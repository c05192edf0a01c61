"""Large tables: a filter over columns finds the rows that can touch the regime; only these become events.

The filter keeps every row that the row reader and the law could speak of, and more
(docs/guides/large-tables.md): a row it passes over is one that the slow path reads without
complaint and finds nothing on. Rows of the kept ones are read and judged as in a small table.
"""
