"""Who else stands around Tuur's file, and parts of it that are there already."""

from __future__ import annotations

import pytest
from django.db import connection

from sio.core.time import today, years_before
from sio.trajects.models import Guardian, HealthPart, Household
from tests.conftest import person

MARKER = "zeldzamekwaal"


@pytest.fixture
def tuur(traject):
    """Tuur himself, sixteen, with an account of his own."""
    traject.pupil.birth_date = years_before(today(), 16)
    traject.pupil.save(update_fields=["birth_date"])
    user = person("Tuur")
    Guardian.objects.create(
        user=user, traject=traject, capacity="leerling", kind=Guardian.Kind.PUPIL
    )
    return user


@pytest.fixture
def at_paula(traject, paula):
    """The household of Tuur's mother."""
    household = Household.objects.create(
        traject=traject,
        name="Bij Paula",
        address="Paulastraat 3",
        phone="0473 33 33 33",
        email="thuis.paula@example.org",
        notes="Paulanotitie",
    )
    paula.guardianships.update(household=household)
    return household


@pytest.fixture
def health(traject, carla):
    """Something that must not leak."""
    return HealthPart.objects.create(
        traject=traject, group_code="cancer", details=MARKER, version=1
    )


def in_database(*left_out):
    """All that a thief of the database reads, as one text; without some tables."""
    with connection.cursor() as cursor:
        words = []
        tables = set(connection.introspection.table_names(cursor))
        for table in sorted(tables - set(left_out)):
            cursor.execute(f'SELECT * FROM "{table}"')
            words += [str(row) for row in cursor.fetchall()]
    return "\n".join(words)


def grown(traject, years):
    """Let the pupil have its birthday today."""
    traject.pupil.birth_date = years_before(today(), years)
    traject.pupil.save(update_fields=["birth_date"])
