"""A list in the Security Council's form, about parties that nobody has met, and two editions of it."""

from __future__ import annotations

from pathlib import Path

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<CONSOLIDATED_LIST dateGenerated="{date}T00:00:00Z">\n'


def person(number: int, *names: str, alias: str = "", born: str = "", original: str = "", comment: str = "") -> str:
    """An INDIVIDUAL: number, first to fourth name, and what else is told."""
    parts = "".join(
        f"<{part}_NAME>{name}</{part}_NAME>"
        for part, name in zip(("FIRST", "SECOND", "THIRD", "FOURTH"), names, strict=False)
    )
    return (
        f"<INDIVIDUAL><DATAID>{number}</DATAID><VERSIONNUM>1</VERSIONNUM>{parts}<UN_LIST_TYPE>DPRK</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>KPi.{number % 1000}</REFERENCE_NUMBER><LISTED_ON>2016-03-02</LISTED_ON>"
        f"<NAME_ORIGINAL_SCRIPT>{original}</NAME_ORIGINAL_SCRIPT><COMMENTS1>{comment}</COMMENTS1>"
        "<NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>"
        f"<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>{alias}</ALIAS_NAME></INDIVIDUAL_ALIAS>"
        f"<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>{born}</DATE></INDIVIDUAL_DATE_OF_BIRTH>"
        "</INDIVIDUAL>\n"
    )


def entity(number: int, name: str) -> str:
    """An ENTITY: number and name."""
    return (
        f"<ENTITY><DATAID>{number}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>{name}</FIRST_NAME>"
        f"<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.{number % 1000}</REFERENCE_NUMBER>"
        "<LISTED_ON>2017-06-02</LISTED_ON></ENTITY>\n"
    )


PERSONS = (
    person(7000901, "PAK", "TAE", "SONG", alias="Bak Taesong", born="1961-04-02", original="박태송"),
    person(7000902, "MUSTAFA", "EXEMPLARI", "AL-NUMUNI", alias="Mustapha Numuni", original="مصطفى النموني"),
    person(7000903, "VIKTOR", "PRIMEROV", alias="Victor Primeroff", born="1970-01-09"),
)
ENTITIES = (entity(7000911, "Nowhere Tidal Trading Corporation"), entity(7000912, "Sample Ocean Shipping Company"))


def write(folder: Path, date: str, persons: tuple[str, ...] = PERSONS, entities: tuple[str, ...] = ENTITIES) -> Path:
    """A folder with one edition of the list."""
    folder.mkdir(parents=True, exist_ok=True)
    body = f"<INDIVIDUALS>\n{''.join(persons)}</INDIVIDUALS>\n<ENTITIES>\n{''.join(entities)}</ENTITIES>\n"
    file = folder / f"list_{date}.xml"
    file.write_text(f"{_HEAD.format(date=date)}{body}</CONSOLIDATED_LIST>\n", encoding="utf-8")
    return folder
