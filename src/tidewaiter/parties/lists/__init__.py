"""Published lists of designated parties: a reader and a card each."""
