"""Tables of shipments become events, each fact of which rests on a cell."""

from tidewaiter.trade.rows import Rejected, Row
from tidewaiter.trade.tables import Table, read_source, read_table

__all__ = ["Rejected", "Row", "Table", "read_source", "read_table"]
