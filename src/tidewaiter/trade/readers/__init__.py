"""One module for each form of file: ``read(source) -> Iterator[Sheet]``; ``forms.py`` chooses among them."""
