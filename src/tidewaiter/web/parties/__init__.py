"""Parties over HTTP, after the convention of yente (docs/concepts/parties-http.md)."""
