"""One reader a source: bytes in, parties out, in the order of the file."""
