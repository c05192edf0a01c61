"""Who says what, and with which stance."""
