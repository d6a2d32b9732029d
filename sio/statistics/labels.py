"""Words for what the figures speak of, in the language that is active.

A key that has no word of its own is shown as it is: `without_words` names such keys of
a shape, so that a test can refuse them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from datetime import date
from decimal import Decimal
from itertools import chain

from babel.numbers import format_decimal
from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from sio.intake.choices import Role
from sio.intake.models import Enquiry
from sio.intake.rulesets import rule_sets
from sio.lessons.models import AskedBy, Trouble
from sio.schools.models import School
from sio.schools.provinces import Province
from sio.statistics.cells import TOTAL, Measure, Shape, Shown
from sio.trajects.models import Level, MainGroup, ReasonGroup
from sio.trajects.workflow import Outcome, State

# By dimension and language the values with their names, as `names_to_freeze` has them.
Frozen = Mapping[str, Mapping[str, Sequence[Sequence[str]]]]

UNKNOWN = ""  # the value of a dimension that nobody wrote down
WHOLE_YEAR = "schooljaar"  # stands in a cell for the ten months from September to June

# In the order in which the answers to Parliament have always had them.
PROVINCES = (
    Province.ANTWERP,
    Province.EAST_FLANDERS,
    Province.WEST_FLANDERS,
    Province.LIMBURG,
    Province.FLEMISH_BRABANT,
    Province.BRUSSELS,
    Province.WALLOON_BRABANT,
    Province.HAINAUT,
    Province.LIEGE,
    Province.LUXEMBOURG,
    Province.NAMUR,
)

DIMENSIONS: dict[str, Promise] = {
    "school_year": _("schooljaar"),
    "province": _("provincie"),
    "home_province": _("provincie van de woonplaats"),
    "region": _("regio"),
    "level": _("onderwijsniveau"),
    "main": _("hoofdgroep van redenen"),
    "group": _("reden"),
    "network": _("net"),
    "net": _("net"),
    "outcome": _("afloop"),
    "decision": _("beslissing"),
    "state": _("stand"),
    "reason": _("reden"),
    "channel": _("kanaal"),
    "who": _("wie"),
    "topic": _("onderwerp"),
    "month": _("maand"),
    "months": _("aantal maanden"),
    "years": _("aantal schooljaren"),
    "kind": _("soort"),
    "question": _("vraag"),
    "answer": _("antwoord"),
    "round": _("contactronde"),
    "within": _("termijn"),
    "in_time": _("op tijd"),
    "role": _("wie de aanvraag deed"),
    "rule": _("regel van de weigering"),
    "contact": _("contact met gezin en school"),
    "wanted_year": _("schooljaar waarvoor"),
    "material": _("geplaatst materiaal"),
    "trouble": _("wat er was"),
    "asked_by": _("wie vroeg hulp"),
    "reached": _("bereikt"),
    "to_date": _("tot dezelfde datum"),
    "judged": _("beoordeeld"),
    "listed": _("op de lijst"),
    "earlier": _("ook in een vroeger schooljaar"),
    "how_many": _("aantal trajecten"),
}

_YES_NO: dict[str, Promise | str] = {"yes": _("ja"), "no": _("nee")}


def _choices(*labels: Iterable[tuple[str, Promise | str]]) -> dict[str, Promise | str]:
    return {value: label for value, label in chain(*labels) if value}


# Per dimension its values, in the order in which they are shown.
VALUES: dict[str, dict[str, Promise | str]] = {
    "province": {one.value: one.label for one in PROVINCES},
    "home_province": {one.value: one.label for one in PROVINCES},
    "level": _choices(Level.choices),
    "main": _choices(MainGroup.choices),
    "network": _choices(School.Network.choices),
    "net": _choices(School.Network.choices),
    "outcome": _choices(Outcome.choices),
    "decision": {
        "agreed": _("goedgekeurd"),
        "not_feasible": _("niet haalbaar"),
        "refused": _("geweigerd"),
        "withdrawn": _("ingetrokken"),
        "later": _("later opnieuw bekijken"),
        "waiting": _("op de wachtlijst"),
        "open": _("nog niet beslist"),
    },
    "state": _choices(State.choices),
    "channel": _choices(Enquiry.Channel.choices),
    "who": _choices(Enquiry.Who.choices),
    "within": {
        "in_time": _("binnen 5 werkdagen"),
        "late": _("later dan 5 werkdagen"),
        "never": _("nog geen contact"),
    },
    "in_time": _YES_NO,
    "role": _choices(Role.choices),
    "contact": {"in_time": _("binnen 5 werkdagen"), "late": _("later")},
    "material": {
        "used": _("in gebruik"),
        "unused": _("nog niet gebruikt"),
        "in_advance": _("op voorhand geplaatst"),
    },
    "trouble": _choices(Trouble.choices),
    "asked_by": _choices(AskedBy.choices),
    "answer": _YES_NO,
    "reached": {"yes": _("bereikt"), "no": _("niet bereikt")},
    "to_date": {"yes": _("tot dezelfde datum")},
    "judged": {"yes": _("op tijd of te laat")},
    "listed": {"yes": _("scholen op de lijst")},
    "earlier": _YES_NO,
    "how_many": {"one": _("een traject"), "more": _("meer dan een traject")},
}

MEASURES: dict[str, Promise] = {
    "pupils": _("leerlingen"),
    "trajects": _("trajecten"),
    "schools": _("scholen"),
    "share": _("aandeel"),
    "applications": _("aanvragen"),
    "enquiries": _("vragen om informatie"),
    "hours": _("uren gebruik"),
    "half_days": _("gevolgde halve dagen"),
    "followed": _("gevolgde halve dagen"),
    "planned": _("geplande halve dagen"),
    "reconnects": _("herverbindingen"),
    "reconnects_per_hour": _("herverbindingen per uur gebruik"),
    "connections": _("verbindingen"),
    "waiting": _("wachtende leerlingen"),
    "answers": _("antwoorden"),
    "asked": _("bevraagd"),
    "attended": _("gepland en gevolgd"),
    "attended_share": _("gevolgd van wat gepland was"),
    "questions": _("hulpvragen"),
    "files": _("dossiers"),
    "last": _("laatst geteld"),
}
KINDS: dict[str, Promise] = {
    "min": _("minimum"),
    "mean": _("gemiddelde"),
    "max": _("maximum"),
    "share": _("aandeel"),
}
UNITS: dict[str, Promise] = {
    "pupils": _("leerlingen"),
    "trajects": _("trajecten"),
    "schools": _("scholen"),
    "applications": _("aanvragen"),
    "enquiries": _("vragen om informatie"),
    "questions": _("hulpvragen"),
    "families": _("gezinnen"),
    "answers": _("antwoorden"),
    "readers": _("lezers"),
    "kits": _("sets"),
    "months": _("maanden"),
    "weeks": _("weken"),
    "days": _("dagen"),
    "minutes": _("minuten"),
    "connections": _("verbindingen"),
    "number": _("getal"),
    "working_days": _("werkdagen"),
    "hours": _("uren"),
    "half_days": _("halve dagen"),
    "percent": _("procent"),
    "per_hour": _("per uur"),
    "reconnects_per_hour": _("herverbindingen per uur gebruik"),
}


def dimension_name(dimension: str) -> str:
    """ "provincie"; the key itself if there is no word for it."""
    return str(DIMENSIONS.get(dimension, dimension))


def value_names(
    dimension: str, values: Iterable[str], frozen: Frozen | None = None
) -> dict[str, str]:
    """Each value with its word, in the order in which tables show them.

    One query for reasons, whose names the coordinator keeps, unless they are `frozen`;
    else none. TOTAL comes last, and before it what is not known.
    """
    known = _known_names(dimension, frozen or {})
    ranks = {value: rank for rank, value in enumerate(known)}

    def place(value: str) -> tuple[bool, bool, int, str]:
        rank = ranks.get(value, len(ranks))
        return value == TOTAL, value == UNKNOWN, rank, value

    return {
        value: _value_name(dimension, value, known)
        for value in sorted(set(values), key=place)
    }


def value_name(dimension: str, value: str, frozen: Frozen | None = None) -> str:
    """ "Antwerpen", "2015-2016", "niet bekend" or "Totaal"."""
    return value_names(dimension, [value], frozen)[value]


def names_to_freeze(dimension: str, values: Set[str]) -> dict[str, list[list[str]]]:
    """Names that somebody may change or take away, in each language and in order.

    Empty for a dimension whose words are those of the product.
    """
    if dimension not in _KEPT:
        return {}
    names = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            known = _KEPT[dimension]()
        names[code[:2]] = [[one, known[one]] for one in known if one in values]
    return names


def measure_name(measure: Measure) -> str:
    """ "minimum" or "leerlingen": its own word, or that of its kind or unit."""
    if measure.key in MEASURES:
        return str(MEASURES[measure.key])
    if measure.kind in KINDS:
        return str(KINDS[measure.kind])
    return unit_name(measure.unit) if measure.unit in UNITS else measure.key


def unit_name(unit: str) -> str:
    """ "maanden"; the key itself if there is no word for it."""
    return str(UNITS.get(unit, unit))


def total_name(measures: Iterable[Measure]) -> str:
    """How the margin is called: counts add up, the rest is of all together."""
    adds = any(one.kind in ("count", "sum") for one in measures)
    return gettext("Totaal") if adds else gettext("Algemeen")


def shown_text(shown: Shown, measure: Measure) -> str:
    """What stands in a cell: "101", "9,4%", "7 maanden", "schooljaar", ":c" or ""."""
    if shown is None:
        return ""
    if isinstance(shown, str):
        return gettext("schooljaar") if shown == WHOLE_YEAR else shown
    if measure.unit == "percent":
        return gettext("%(number)s%%") % {"number": number_text(shown, places=1)}
    if measure.kind in _WITH_UNIT and measure.unit in _COUNTED:
        return _COUNTED[measure.unit](shown) % {"number": number_text(shown)}
    return number_text(shown)


def number_text(number: int | float, *, places: int = 0) -> str:
    """As people write it in this language, with at least so many decimals."""
    pattern = "#,##0." + "0" * places + "#" * (2 - places)
    return format_decimal(Decimal(str(number)), pattern, locale=_locale())


def without_words(shape: Shape) -> list[str]:
    """Keys of a shape that would be shown as they are; empty if all have words."""
    dimensions = [one for one in shape.dimensions if one not in DIMENSIONS]
    measures = [
        one.key
        for one in shape.measures
        if one.key not in MEASURES and one.kind not in KINDS and one.unit not in UNITS
    ]
    values = [
        f"{dimension}={value}"
        for dimension, value in shape.where.items()
        if value not in VALUES.get(dimension, {})
    ]
    return [*dimensions, *measures, *values]


def _value_name(
    dimension: str, value: str, known: dict[str, Promise | str] | dict[str, str]
) -> str:
    if value == TOTAL:
        return gettext("Totaal")
    if value == UNKNOWN:
        return gettext("niet bekend")
    if dimension == "month" and len(value) == len("2016-03"):
        return date_format(date.fromisoformat(f"{value}-01"), "F Y")
    return str(known.get(value, value))


def _known_names(
    dimension: str, frozen: Frozen
) -> dict[str, Promise | str] | dict[str, str]:
    if dimension in frozen:
        return {one[0]: one[1] for one in frozen[dimension].get(_spoken(), [])}
    return _KEPT[dimension]() if dimension in _KEPT else VALUES.get(dimension, {})


def _names_of_reasons() -> dict[str, str]:
    return dict(ReasonGroup.objects.values_list("code", f"name_{_spoken()}"))


def _texts_of_rules() -> dict[str, str]:
    """As their source has them, in its language; a rule that is gone shows its key."""
    return {rule.id: rule.text for one in rule_sets() for rule in one.rules}


# Names that are kept by people, or in files that change: by dimension what reads them.
_KEPT: dict[str, Callable[[], dict[str, str]]] = {
    "group": _names_of_reasons,
    "rule": _texts_of_rules,
}


def _spoken() -> str:
    return (get_language() or "nl")[:2]


def _locale() -> str:
    return {"nl": "nl_BE", "fr": "fr_BE", "de": "de_BE"}.get(_spoken(), "en_GB")


def _months(number: int | float) -> str:
    return ngettext("%(number)s maand", "%(number)s maanden", _whole(number))


def _weeks(number: int | float) -> str:
    return ngettext("%(number)s week", "%(number)s weken", _whole(number))


def _days(number: int | float) -> str:
    return ngettext("%(number)s dag", "%(number)s dagen", _whole(number))


def _working_days(number: int | float) -> str:
    return ngettext("%(number)s werkdag", "%(number)s werkdagen", _whole(number))


def _whole(number: int | float) -> int:
    """For the grammar alone: 1.5 is more than one."""
    return int(number) if number == int(number) else 2


# What is said with its unit: of how long something lasts, not of how many there are.
_WITH_UNIT = frozenset({"min", "mean", "max"})
_COUNTED: dict[str, Callable[[int | float], str]] = {
    "months": _months,
    "weeks": _weeks,
    "days": _days,
    "working_days": _working_days,
}
