"""Which property of FollowTheMoney is which field of a party; reading and writing use the same tables."""

from __future__ import annotations

from tidewaiter.model.party import PartyKind

# the first schema of a kind is the one a party of that kind is written as
KINDS: dict[str, PartyKind] = {
    "Person": "person",
    "Organization": "organisation",
    "Vessel": "vessel",
    "Airplane": "aircraft",
    "LegalEntity": "unknown",
}
NAME_PARTS = (
    ("firstName", "given"),
    ("secondName", "second"),
    ("middleName", "middle"),
    ("fatherName", "patronymic"),
    ("motherName", "mother"),
    ("lastName", "family"),
    ("nameSuffix", "suffix"),
)
COUNTRIES = {
    "nationality": "nationality",
    "citizenship": "citizenship",
    "jurisdiction": "registration",
    "mainCountry": "main",
    "country": "country",
}
# States that are no more, by the codes of our tables and those of the format
FORMER_STATES = {"SU": "suhh", "CS": "cshh", "XB": "csxx", "YU": "yucs", "DD": "ddde"}
IDENTIFIERS = {
    "passportNumber": "passport",
    "idNumber": "national-id",
    "registrationNumber": "registration",
    "taxNumber": "tax",
    "licenseNumber": "licence",
    "vatCode": "vat",
    "innCode": "inn",
    "ogrnCode": "ogrn",
    "okpoCode": "okpo",
    "kppCode": "kpp",
    "uscCode": "uscc",
    "leiCode": "lei",
    "dunsCode": "duns",
    "swiftBic": "bic",
    "bikCode": "bik",
    "isinCode": "isin",
    "isin": "isin",
    "ticker": "ticker",
    "uniqueEntityId": "uei",
    "npiCode": "npi",
    "cageCode": "cage",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "callSign": "call-sign",
    "icaoCode": "mode-s",
    "serialNumber": "aircraft-serial",
    "socialSecurityNumber": "social-security",
    "wikidataId": "wikidata",
    "publicKey": "wallet",
    "cryptoAddress": "wallet",
    "email": "email",
    "phone": "phone",
    "website": "website",
}
