"""From one line of the list to a school, or to the reason why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _
from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import NumberParseException

from sio.schools.models import Location, School
from sio.schools.places.reading import is_encoded_twice
from sio.schools.provinces import Province
from sio.schools.school_list.columns import COLUMNS
from sio.schools.school_list.words import date_in, funded_in, levels_in, network_in

DIGITS_OF_NUMBER = 6  # lists that went through a spreadsheet have lost zeros
LONGEST_NUMBER = 8
LONGEST_LOCATION_NUMBER = 10
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# What is written to a school as it stands; `province` is worked out.
PLAIN_FIELDS = ("name", "street", "postcode", "municipality")


class LineRefused(ValueError):
    """This line is not taken in; the message says why, in the reader's language."""


@dataclass(frozen=True)
class Remark:
    """Something about a line: why it was refused, or what was left out of it."""

    line: int
    number: str
    reason: str


@dataclass
class SchoolRow:
    """One line, as far as the list tells: only fields that have a column."""

    line: int
    number: str
    values: dict[str, Any]
    location_number: str = ""
    location: dict[str, Any] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def read_line(
    line: int,
    cells: list[str],
    places: Mapping[str, int],
    provinces: Mapping[str, Province],
) -> SchoolRow:
    """The school of this line. Raises LineRefused.

    A telephone number, address, level or network that can't be read is left out, with
    a remark; what a school can't be without refuses the line.
    """
    texts = {name: _cell(cells, at) for name, at in places.items()}
    _check_letters(cells)
    number = number_in(texts["institution_number"])
    values = _address(texts) | {"name": texts["name"]}
    row = SchoolRow(line, number, values)
    _check_needed(values, provinces)
    for name, value in _softly(texts, row):
        values[name] = value
    values["province"] = provinces[values["postcode"]].value
    row.location_number = texts.get("location_number", "")
    if row.location_number:
        row.location = _address(texts) | {"name": texts.get("location_name", "")}
    _check_lengths(School, values)
    _check_lengths(Location, row.location)
    if len(row.location_number) > LONGEST_LOCATION_NUMBER:
        raise _too_long("location_number", LONGEST_LOCATION_NUMBER)
    return row


def number_in(text: str) -> str:
    """An institution number of at least six digits. Raises LineRefused."""
    digits = text.removesuffix(".0").replace(" ", "")
    if not digits:
        raise LineRefused(_("Er is geen instellingsnummer."))
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
        raise LineRefused(_("Dit is geen instellingsnummer."))
    return digits.zfill(DIGITS_OF_NUMBER)


def _address(texts: Mapping[str, str]) -> dict[str, Any]:
    found = {name: texts[name] for name in PLAIN_FIELDS[1:] if name in texts}
    if "street" in found:
        box = texts.get("box", "")
        house = texts.get("house_number", "")
        whole = f"{found['street']} {house}" + (f" bus {box}" if box else "")
        found["street"] = whole.strip()
    return found


def _cell(cells: list[str], at: int) -> str:
    return " ".join(cells[at].split()) if at < len(cells) else ""


def _check_letters(cells: list[str]) -> None:
    whole = " ".join(cells)
    if CONTROL.search(whole):
        raise LineRefused(_("Er staan tekens in die geen letters zijn."))
    if is_encoded_twice(whole):
        raise LineRefused(_("De letters zijn twee keer omgezet, zoals Ã© voor é."))


def _check_needed(values: Mapping[str, Any], provinces: Mapping[str, Province]) -> None:
    if not values["name"]:
        raise LineRefused(_("Er is geen naam."))
    if values["postcode"] not in provinces:
        raise LineRefused(_("Dit is geen Belgische postcode."))


def _check_lengths(model: type[School | Location], values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        column = model._meta.get_field(name)
        longest = getattr(column, "max_length", None)
        if longest and isinstance(value, str) and len(value) > longest:
            raise _too_long(name, longest)


def _too_long(field: str, longest: int) -> LineRefused:
    words = {"field": COLUMNS[field][0], "count": longest}
    return LineRefused(_("%(field)s is langer dan %(count)d tekens.") % words)


def _softly(texts: Mapping[str, str], row: SchoolRow) -> Iterator[tuple[str, Any]]:
    """Each readable value; an empty cell empties the field, but for yes or no."""
    for name, (read, empty) in READERS.items():
        text = texts.get(name)
        if text is None:
            continue
        if not text:
            if empty is not KEPT:
                yield name, empty() if callable(empty) else empty
            continue
        try:
            yield name, read(text)
        except (ValueError, ValidationError, NumberParseException):
            reason = _("%(field)s niet herkend, dus weggelaten: %(text)s")
            words = {"field": COLUMNS[name][0], "text": text[:60]}
            row.remarks.append(Remark(row.line, row.number, reason % words))


def _phone(text: str) -> str:
    phone = PhoneNumber.from_string(text, region="BE")
    if not phone.is_valid():
        raise ValueError(text)
    return str(phone.as_e164)


def _email(text: str) -> str:
    validate_email(text)
    return text


def _website(text: str) -> str:
    address = text if "://" in text else f"https://{text}"
    URLValidator(schemes=["http", "https"])(address)
    return address


KEPT = object()  # an empty cell says nothing
READERS: dict[str, tuple[Callable[[str], Any], Any]] = {
    "levels": (levels_in, list),
    "network": (network_in, ""),
    "phone": (_phone, ""),
    "email": (_email, ""),
    "website": (_website, ""),
    "funded": (funded_in, KEPT),
    "closed_on": (date_in, None),
}
