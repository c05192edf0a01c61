"""Dates told in words, and the days they mean."""
