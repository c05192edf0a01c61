"""Reports: bytes become documents, documents become statements, events and stories."""
