import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="School",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="naam")),
                (
                    "institution_number",
                    models.CharField(
                        max_length=8, unique=True, verbose_name="instellingsnummer"
                    ),
                ),
                (
                    "street",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="straat en nummer"
                    ),
                ),
                (
                    "postcode",
                    models.CharField(blank=True, max_length=4, verbose_name="postcode"),
                ),
                (
                    "municipality",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="gemeente"
                    ),
                ),
                (
                    "morning_starts",
                    models.TimeField(
                        default=datetime.time(8, 30), verbose_name="voormiddag van"
                    ),
                ),
                (
                    "morning_ends",
                    models.TimeField(
                        default=datetime.time(12, 0), verbose_name="voormiddag tot"
                    ),
                ),
                (
                    "afternoon_starts",
                    models.TimeField(
                        default=datetime.time(13, 0), verbose_name="namiddag van"
                    ),
                ),
                (
                    "afternoon_ends",
                    models.TimeField(
                        default=datetime.time(15, 45), verbose_name="namiddag tot"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="naam")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("public", "feestdag"),
                            ("school", "schoolvakantie"),
                            ("own", "vrije dag"),
                        ],
                        max_length=8,
                        verbose_name="soort",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="eerste dag")),
                (
                    "ends_on",
                    models.DateField(help_text="telt mee", verbose_name="laatste dag"),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holidays",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="holiday_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("function", models.CharField(max_length=80, verbose_name="functie")),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("user", "school"),
                        name="contact_once_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="klas")),
                (
                    "school_year",
                    models.PositiveSmallIntegerField(
                        help_text="jaar waarin het schooljaar begint",
                        verbose_name="schooljaar",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="classes",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["school", "-school_year", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "name", "school_year"),
                        name="class_once_a_year",
                    )
                ],
            },
        ),
    ]
