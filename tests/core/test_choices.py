"""A column of choices holds one of them, whoever writes: the database says so."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint

from sio.trajects.models import Guardian, PseudonymRow, Traject, TrajectChange

# Whoever runs it may offer other languages, and then needs no migration.
OPEN = {"trajects.Household.language", "statistics.Release.language"}
COLUMNS = [
    (model, field)
    for app in ("trajects", "casework", "intake", "postbox", "statistics")
    for model in apps.get_app_config(app).get_models()
    for field in model._meta.fields
    if field.choices and f"{model._meta.label}.{field.name}" not in OPEN
]


def name_of(value):
    return getattr(value, "__name__", None) or value.name


def rules_of(model, field):
    """The constraints that list what may stand in the column, with what they list."""
    checks = (
        one for one in model._meta.constraints if isinstance(one, CheckConstraint)
    )
    return [
        (one.name, set(one.condition.children[0][1]))
        for one in checks
        if [child[0] for child in one.condition.children if isinstance(child, tuple)]
        == [f"{field.name}__in"]
    ]


def test_there_are_columns_to_look_at():
    assert len(COLUMNS) > 30


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "field"), COLUMNS, ids=name_of)
def test_the_database_knows_exactly_the_choices(model, field):
    values = {value for value, _label in field.flatchoices}
    [(name, known)] = rules_of(model, field)
    assert known == values | ({""} if field.blank else set())
    with connection.cursor() as cursor:
        table = model._meta.db_table
        found = connection.introspection.get_constraints(cursor, table)
    assert found[name]["check"]


@pytest.fixture
def cells(traject, paula):
    """A row of each of some tables, as a query."""
    PseudonymRow.objects.create(started="2026-11")
    return {
        "guardian": Guardian.objects.filter(traject=traject),
        "traject": Traject.objects.filter(pk=traject.pk),
        "row": PseudonymRow.objects.all(),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("guardian", "kind"),
        ("traject", "level"),
        ("traject", "outcome"),
        ("row", "main"),
        ("row", "level"),
    ],
)
def test_the_database_refuses_what_is_no_choice(cells, table, column):
    assert cells[table].exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        cells[table].update(**{column: "iets"})


@pytest.mark.django_db
def test_a_move_is_not_added_to_a_state_that_is_none(traject):
    with pytest.raises(IntegrityError), transaction.atomic():
        TrajectChange.objects.create(traject=traject, old="", new="iets", reason="x")
