"""Numbers that are a party's own: their written form, and whether they can be what they claim to be.

``normal`` is what two numbers are compared by, ``valid`` asks the check digits, ``find_imo`` looks for a ship's
number in free text. A rule is used only where the issuer publishes one; where none is known the answer is None.
Sources: IMO resolution A.1117(30) (ships) and MSC.160(78) (companies), ISO 17442 (LEI), ISO 6166 (ISIN), ISO 9362
(BIC), ITU-R M.585 (MMSI), ITU Radio Regulations, article 19 (call signs); the tax numbers after python-stdnum.
"""

from __future__ import annotations

import functools
import importlib
import re
import unicodedata
from collections.abc import Callable
from typing import Any

_NO_DIGIT = re.compile(r"\D+")
_LONGEST = 200  # characters; no number of any kind has so many
_IMO_WORD = re.compile(r"(?<![A-Z])I\.?\s?M\.?\s?O\.?(?![A-Z])", re.IGNORECASE)
_IMO_NUMBER = re.compile(
    r"(?<![A-Z0-9])I\.?\s?M\.?\s?O\.?(?:\s*(?:ship|vessel|identification))?\s*(?:numbers?|nos?\.?(?![A-Z])|nr\.?|n°|#)?"
    r"\s*[:.=\-–]?\s*(?P<digits>\d{7})(?!\d)",
    re.IGNORECASE,
)
_CALL_SIGN = re.compile(r"(?:[A-Z][A-Z0-9]|[2-9][A-Z])[A-Z0-9]{1,7}")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_MMSI = re.compile(r"(?:[2-7]\d{8}|0\d{8}|1\d{8}|8\d{8}|9[789]\d{7})")
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_FAMILIES = {
    "inn": "tax", "vat": "tax", "nit": "tax", "rfc": "tax", "ein": "tax",
    "ogrn": "registration", "company-number": "registration", "uscc": "registration",
    "unified-social-credit-code": "registration", "swift": "bic",
    "crypto": "wallet", "crypto-wallet": "wallet", "digital-currency-address": "wallet",
    "imo-number": "imo", "callsign": "call-sign", "okpo": "registration", "social-security": "national-id",
}  # fmt: skip


def family(kind: str) -> str:
    """The kind under which numbers are compared: an INN is a tax number, an OGRN a registration."""
    name = kind.strip().lower().replace("_", "-").replace(" ", "-")
    return _FAMILIES.get(name, name)


def normal(kind: str, value: str) -> str:
    """The form in which two numbers of a kind are compared; never empty unless nothing was written.

    Digits of any script become 0 to 9; blanks, dots and strokes go; letters are capital. Wallets and addresses on the
    web keep what tells them apart. Of an IMO number the seven digits stay where it has them.
    """
    text = _digits(_unmarked(unicodedata.normalize("NFKC", value))).strip()
    shape = _SHAPES.get(family(kind), _letters_digits)
    return shape(text) or " ".join(value.split())


def valid(kind: str, value: str) -> bool | None:
    """Whether a number can be what it claims to be; None where no rule is known for its kind.

    False means that it is mistyped or of another kind, never that nobody has it.
    """
    check = _CHECKS.get(kind.strip().lower().replace("_", "-").replace(" ", "-"))
    if check is None:
        return None
    if not value.strip() or len(value) > _LONGEST:
        return False
    return check(normal(kind, value))


def find_imo(text: str) -> str | None:
    """The first IMO number of a ship in free text, seven digits that stand behind the word and whose check digit fits.

    "IMO 9187629", "IMO No. 9187629", "IMO9187629", and the same in full-width digits; without the word none is taken.
    """
    wide = _digits(unicodedata.normalize("NFKC", text))
    for hit in _IMO_NUMBER.finditer(wide):
        if _ship(hit["digits"]):
            return hit["digits"]
    return None


guess = find_imo
"""The name under which the number of a ship is asked for in free text."""


# forms


def _unmarked(text: str) -> str:
    """The text without marks that stand alone: they would grow onto a letter when a blank before them goes."""
    return text if text.isascii() else "".join(c for c in text if not unicodedata.category(c).startswith("M"))


def _digits(text: str) -> str:
    """The text with decimal digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _letters_digits(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum())


def _imo(text: str) -> str:
    bare = _letters_digits(_IMO_WORD.sub(" ", text))
    digits = _NO_DIGIT.sub("", bare)
    return digits if len(digits) == 7 else bare


def _bic(text: str) -> str:
    """Eleven characters "XXX" name the head office, as eight do."""
    bare = _letters_digits(text)
    return bare[:8] if len(bare) == 11 and bare.endswith("XXX") else bare


def _wallet(text: str) -> str:
    """Hexadecimal and bech32 addresses are written in either case; in base 58 the case tells them apart."""
    bare = "".join(text.split())
    low = bare.lower()
    return low if low.startswith(("0x", "bc1", "ltc1", "bitcoincash:")) or bare.isupper() else bare


def _website(text: str) -> str:
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://", "", "".join(text.split()).lower())
    return bare.removeprefix("www.").rstrip("/")


def _email(text: str) -> str:
    return "".join(text.split()).lower()


def _phone(text: str) -> str:
    digits = _NO_DIGIT.sub("", text)
    return digits.removeprefix("00") if not text.startswith("+") else digits


_SHAPES: dict[str, Callable[[str], str]] = {
    "imo": _imo,
    "company-imo": _imo,
    "bic": _bic,
    "wallet": _wallet,
    "website": _website,
    "email": _email,
    "phone": _phone,
    "fax": _phone,
}


# checks


def _ship(digits: str) -> bool:
    """Seven digits, the last the end of the sum of the others by 7, 6, 5, 4, 3, 2."""
    if not (len(digits) == 7 and digits.isdecimal() and digits[0] != "0"):
        return False
    return sum(int(digit) * weight for digit, weight in zip(digits, range(7, 1, -1), strict=False)) % 10 == int(
        digits[6]
    )


def _company(digits: str) -> bool:
    """Seven digits; eleven less the rest of the sum by 8, 6, 4, 2, 9, 7 ends in the last."""
    if not (len(digits) == 7 and digits.isdecimal()):
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, (8, 6, 4, 2, 9, 7), strict=False)) % 11
    return (11 - rest) % 10 == int(digits[6])


def _mmsi(digits: str) -> bool:
    return _MMSI.fullmatch(digits) is not None


def _call_sign(text: str) -> bool:
    return _CALL_SIGN.fullmatch(text) is not None and text[:1] not in "01"


def _bank(text: str) -> bool:
    return _BIC.fullmatch(text) is not None


def _standard(*names: str) -> Callable[[str], bool]:
    """True where one of python-stdnum's modules accepts the number."""
    return lambda text: any(_module(name).is_valid(text) for name in names)


@functools.cache
def _module(name: str) -> Any:
    return importlib.import_module(f"stdnum.{name}")


def _passport(text: str) -> bool:
    """Loose, because every State has its own: four to fifteen letters and digits with a digit among them."""
    return 4 <= len(text) <= 15 and any(c.isdigit() for c in text)


def _vat(text: str) -> bool | None:
    """The number of a member State of the European Union, which its two letters name; None for others."""
    states = _module("eu.vat").MEMBER_STATES
    return bool(_module("eu.vat").is_valid(text)) if text[:2].lower().replace("el", "gr") in states else None


def _purse(text: str) -> bool | None:
    """Ethereum's form and Bitcoin's with their check sums; None for the many others."""
    if text.startswith("0x"):
        return re.fullmatch(r"0x[0-9a-f]{40}", text) is not None
    if text.startswith(("bc1", "ltc1")):
        return len(text) <= 90 and _bech32(text)
    if text[0] in "13" and 25 <= len(text) <= 35 and all(c in _BASE58 for c in text):
        return bool(_module("bitcoin").is_valid(text))
    return None


def _bech32(text: str) -> bool:
    """The check sum of BIP 173, or of BIP 350 for the later ones."""
    head, _, data = text.rpartition("1")
    if len(data) < 6 or any(c not in _BECH32 for c in data):
        return False
    values = [ord(c) >> 5 for c in head] + [0] + [ord(c) & 31 for c in head] + [_BECH32.index(c) for c in data]
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= term if top >> bit & 1 else 0
    return check in (1, 0x2BC830A3)


_CHECKS: dict[str, Callable[[str], bool | None]] = {
    "imo": _ship,
    "imo-number": _ship,
    "company-imo": _company,
    "mmsi": _mmsi,
    "call-sign": _call_sign,
    "callsign": _call_sign,
    "lei": _standard("lei"),
    "isin": _standard("isin"),
    "bic": _bank,
    "swift": _bank,
    "inn": _standard("ru.inn"),
    "ogrn": _standard("ru.ogrn"),
    "vat": _vat,
    "uscc": _standard("cn.uscc"),
    "ein": _standard("us.ein"),
    "passport": _passport,
    "wallet": _purse,
    "crypto": _purse,
    "crypto-wallet": _purse,
    "digital-currency-address": _purse,
}
