"""Screening of parties: records by the million, a log that shows tampering, cleared pairs, and self-tests."""
