"""Schools that do not exist, at places that do, and who looks after their regions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sio.accounts.models import Absence, Role, User
from sio.casework.demo.names import AT_SCHOOL
from sio.lessons import demo
from sio.lessons.demo import employ, person
from sio.schools.models import (
    ClosingDay,
    Contact,
    Place,
    Region,
    RegionArea,
    RegionConsultant,
    School,
)
from sio.schools.provinces import Province

FIRST_NUMBER = 900_001  # of an institution; no real one is so high
KINDS = {
    "n": [School.Level.NURSERY, School.Level.PRIMARY],
    "p": [School.Level.PRIMARY],
    "s": [School.Level.SECONDARY],
    "b": [School.Level.SPECIAL_SECONDARY],
}
NETWORKS = (School.Network.FREE, School.Network.GO, School.Network.OFFICIAL)
# Name, street, postcode, levels.
SCHOOLS = (
    ("Basisschool De Vuurvlinder", "Wilgenstraat 4", "3000", "n"),
    ("Atheneum Ter Dijle", "Kanaallaan 12", "3000", "s"),
    ("Basisschool Het Zonnewiel", "Kerkplein 2", "3300", "n"),
    ("Instituut Sint-Odrada", "Vestenlaan 30", "3290", "s"),
    ("Basisschool De Kersenboom", "Molenweg 8", "1500", "p"),
    ("Middenschool De Zenne", "Havenstraat 21", "1800", "s"),
    ("Basisschool Het Kompas aan de Stroom", "Kaaidijk 5", "2000", "n"),
    ("Lyceum Noorderlicht", "Parkstraat 17", "2018", "s"),
    ("Basisschool De Blauwe Reiger", "Nekkerweg 3", "2800", "p"),
    ("Technisch Instituut De Spil", "Stationsdreef 40", "2300", "s"),
    ("Basisschool De Wilde Roos", "Lindestraat 11", "2500", "n"),
    ("Basisschool De Mijnlamp", "Zonneweg 6", "3600", "n"),
    ("Atheneum Het Stadspark", "Boulevard 9", "3500", "s"),
    ("Basisschool De Drie Bronnen", "Beekstraat 1", "3700", "p"),
    ("College Ter Heide", "Heideweg 15", "3960", "s"),
    ("Basisschool De Waterlelie", "Coupure-Noord 7", "9000", "n"),
    ("Atheneum De Gouden Pen", "Savaanplein 3", "9000", "s"),
    ("Basisschool De Ajuin", "Denderlaan 14", "9300", "p"),
    ("Instituut Sint-Amelberga-Noord", "Markt 28", "9900", "s"),
    ("Basisschool De Zeemeeuw", "Duinenweg 10", "8400", "n"),
    ("Lyceum De Kantklos", "Reiestraat 19", "8000", "s"),
    ("Basisschool De Leievis", "Leiekaai 2", "8500", "p"),
    ("Buso De Wegel", "Ooststraat 33", "8800", "b"),
    ("Basisschool De Iris", "Kerselaarlaan 5", "1030", "n"),
    ("Atheneum De Zavelpoort", "Pedestraat 22", "1070", "s"),
)
REGIONS = (
    ("Vlaams-Brabant en Brussel", (Province.FLEMISH_BRABANT, Province.BRUSSELS)),
    ("Antwerpen", (Province.ANTWERP,)),
    ("Limburg", (Province.LIMBURG,)),
    ("Oost-Vlaanderen", (Province.EAST_FLANDERS,)),
    ("West-Vlaanderen", (Province.WEST_FLANDERS,)),
)
# In the order of the regions; the first is whom the consultant's door logs in.
CONSULTANTS = (
    (demo.CONSULTANT, "Els Maes"),
    ("pieter.janssens@demo.invalid", "Pieter Janssens"),
    ("hilde.vermeulen@demo.invalid", "Hilde Vermeulen"),
    ("yusuf.demir@demo.invalid", "Yusuf Demir"),
    ("ann.declercq@demo.invalid", "Ann Declercq"),
)
AWAY = 2  # Hilde; Els stands in


@dataclass(frozen=True)
class Setting:
    """Where the files play: schools in their order, and who has each province."""

    schools: list[School]
    consultants: list[User]
    of_province: dict[str, User]
    contacts: dict[int, User]  # by school

    def consultant_of(self, school: School) -> User:
        return self.of_province[school.province]


def load_setting(today: date) -> Setting:
    """Schools with a contact each, consultants with a region each, and days off."""
    schools = School.objects.bulk_create(_schools())
    consultants = [employ(*one, Role.Kind.CONSULTANT) for one in CONSULTANTS]
    of_province = {}
    for user, (name, provinces) in zip(consultants, REGIONS, strict=True):
        region, _made = Region.objects.get_or_create(name=name)
        RegionConsultant.objects.get_or_create(region=region, user=user, ended_at=None)
        for province in provinces:
            RegionArea.objects.get_or_create(
                province=province, defaults={"region": region}
            )
            of_province[province.value] = user
    contacts = [
        person(f"school{number}@demo.invalid", name)
        for number, name in enumerate(AT_SCHOOL, start=1)
    ]
    spoken_for = {
        school.pk: contacts[place % len(contacts)]
        for place, school in enumerate(schools)
    }
    functions = ("zorgcoördinator", "leerlingbegeleider", "directeur")
    Contact.objects.bulk_create(
        Contact(
            user=spoken_for[school.pk],
            school=school,
            function=functions[place % len(functions)],
        )
        for place, school in enumerate(schools)
    )
    _days_off(consultants, today)
    return Setting(schools, consultants, of_province, spoken_for)


def _schools() -> list[School]:
    """With the municipality and province that the table of places has."""
    codes = {postcode for _name, _street, postcode, _kind in SCHOOLS}
    places = {
        place.postcode: place
        for place in Place.objects.filter(postcode__in=codes).order_by("-pk")
    }
    return [
        School(
            name=name,
            institution_number=str(FIRST_NUMBER + number),
            street=street,
            postcode=postcode,
            municipality=places[postcode].name,
            province=places[postcode].province,
            levels=KINDS[kind],
            network=NETWORKS[number % len(NETWORKS)],
            email=f"secretariaat{number + 1}@demo.invalid",
        )
        for number, (name, street, postcode, kind) in enumerate(SCHOOLS)
    ]


def _days_off(consultants: list[User], today: date) -> None:
    """One of the consultants is away this week, and we close at New Year."""
    Absence.objects.create(
        user=consultants[AWAY],
        starts_on=today - timedelta(days=2),
        ends_on=today + timedelta(days=9),
        replaced_by=consultants[0],
    )
    for year in (today.year - 1, today.year):
        ClosingDay.objects.get_or_create(
            name="Tussen kerst en nieuw",
            starts_on=date(year, 12, 26),
            defaults={"ends_on": date(year, 12, 31)},
        )
