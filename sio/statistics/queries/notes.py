"""What who signs must know of a release next to earlier ones: to be ticked off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sio.statistics.cells import TABLES_BEFORE
from sio.statistics.cubes import CUBES, recipe_of
from sio.statistics.labels import measure_name, value_names
from sio.statistics.masks import SEPARATOR, place_name
from sio.statistics.titles import title_of

if TYPE_CHECKING:
    from sio.statistics.disclosure import Note  # heavy: pages only read what is kept

_SAID: dict[str, Promise] = {
    "public": _("Stond al in uitgave %(release)s, en is hier verborgen: %(what)s."),
    "follows": _(
        "Volgt al uit eerdere uitgaven, ook al is het hier verborgen: %(what)s."
    ),
    "printed": _(
        "Staat in deze uitgave in een tabel van vroeger, en is in onze eigen cijfers "
        "verborgen: %(what)s. Laat die tabel weg, of weet dat wie ze leest het "
        "verborgen cijfer kan kennen."
    ),
    "told": _("Valt af te leiden, ook samen met eerdere uitgaven: %(what)s."),
    "changed": _(
        "Verschilt zo weinig met uitgave %(release)s dat het iemand kan aanwijzen: "
        "%(what)s."
    ),
    "left": _(
        "Wie dit aftrekt van uitgave %(release)s, of omgekeerd, houdt er zo weinig "
        "over dat het iemand kan aanwijzen: %(what)s."
    ),
    "round": _(
        "Staat in uitgave %(release)s, en zegt nu hoeveel gezinnen een antwoord gaven "
        "dat hier verborgen is: %(what)s."
    ),
    "gone": _(
        "Uitgave %(release)s toont cijfers die niet meer zo geteld worden: %(what)s. "
        "Ze zijn alleen vergeleken waar dezelfde plaats hier nog geteld wordt. Lees "
        "die uitgave ernaast."
    ),
}
_OF_TABLES: dict[str, Promise] = {
    "public": _(
        "Stond al in een tabel die vroeger gepubliceerd werd, en is hier verborgen: "
        "%(what)s."
    ),
    "changed": _(
        "Verschilt zo weinig met een tabel die vroeger gepubliceerd werd dat het "
        "iemand kan aanwijzen: %(what)s."
    ),
    "left": _(
        "Wie dit aftrekt van een tabel die vroeger gepubliceerd werd, of omgekeerd, "
        "houdt er zo weinig over dat het iemand kan aanwijzen: %(what)s."
    ),
}
Group = dict[str, Any]


def grouped(notes: Iterable[Note]) -> list[Group]:
    """One line for all places and measures of which the same is to be said."""
    places: dict[tuple[Any, ...], list[str]] = {}
    for one in notes:
        key = (one.kind, one.cube, one.release, one.measure)
        found = places.setdefault(key, [])
        if place_name(one.at) not in found:
            found.append(place_name(one.at))
    groups: dict[tuple[Any, ...], Group] = {}
    for (kind, cube, release, measure), found in places.items():
        named = {"kind": kind, "cube": cube, "release": release, "places": found}
        group = groups.setdefault(
            (kind, cube, release, *found), named | {"measures": []}
        )
        group["measures"].append(measure)
    return list(groups.values())


def sentence_of(group: Group) -> str:
    """The same in words, in the language that is active; it holds no number."""
    kind, cube = group["kind"], group["cube"]
    if kind == "public" and group["release"] is None:
        kind = "follows"
    said = _SAID | _OF_TABLES if group["release"] == TABLES_BEFORE else _SAID
    # Of what is counted no more nobody knows how its places are called.
    what = _where(group) if kind != "gone" and cube in CUBES else title_of(cube)
    return str(said[kind]) % {"release": group["release"], "what": what}


def _where(group: Group) -> str:
    """The figures, the measures and the places that it is about."""
    shape = recipe_of(group["cube"]).shape
    keys = group["measures"]
    measures = [measure_name(one) for one in shape.measures if one.key in keys]
    places = [place.split(SEPARATOR) for place in group["places"]]
    axes = zip(shape.dimensions, zip(*places, strict=True), strict=False)
    names = [value_names(key, values) for key, values in axes]
    told = "; ".join(
        ", ".join(words[value] for words, value in zip(names, place, strict=False))
        for place in places
    )
    return f"{title_of(group['cube'])} ({', '.join(measures)}): {told}"
