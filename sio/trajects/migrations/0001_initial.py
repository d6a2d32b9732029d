import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schools", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Pupil",
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
                (
                    "first_name",
                    models.CharField(max_length=60, verbose_name="voornaam"),
                ),
                (
                    "last_name",
                    models.CharField(max_length=80, verbose_name="achternaam"),
                ),
                ("avatar", models.CharField(default="vos", max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="AgreementText",
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
                (
                    "side",
                    models.CharField(
                        choices=[("home", "Thuis"), ("class", "Klas")], max_length=8
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("language", models.CharField(max_length=8)),
                (
                    "body",
                    models.TextField(help_text="alinea's, met een lege regel ertussen"),
                ),
                ("published_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("side", "version", "language"),
                        name="agreement_text_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Traject",
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "in voorbereiding"),
                            ("active", "lopend"),
                            ("paused", "onderbroken"),
                            ("ended", "gestopt"),
                        ],
                        default="preparing",
                        max_length=12,
                    ),
                ),
                (
                    "adhoc_allowed",
                    models.BooleanField(
                        default=True, verbose_name="ook buiten het lesrooster"
                    ),
                ),
                (
                    "auto_answer",
                    models.BooleanField(
                        default=False, verbose_name="klas neemt vanzelf op"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trajects",
                        to="trajects.pupil",
                    ),
                ),
                (
                    "school_class",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trajects",
                        to="schools.schoolclass",
                    ),
                ),
            ],
            options={
                "ordering": ["pupil__last_name", "pupil__first_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Guardian",
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
                (
                    "capacity",
                    models.CharField(max_length=60, verbose_name="hoedanigheid"),
                ),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guardianships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guardians",
                        to="trajects.traject",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Assignment",
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
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="trajects.traject",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Acceptance",
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
                (
                    "capacity",
                    models.CharField(max_length=80, verbose_name="hoedanigheid"),
                ),
                ("accepted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to="trajects.agreementtext",
                    ),
                ),
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acceptances",
                        to="trajects.traject",
                    ),
                ),
            ],
            options={
                "ordering": ["accepted_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TrajectChange",
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
                ("old", models.CharField(max_length=12)),
                (
                    "new",
                    models.CharField(
                        choices=[
                            ("preparing", "in voorbereiding"),
                            ("active", "lopend"),
                            ("paused", "onderbroken"),
                            ("ended", "gestopt"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reden")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="trajects.traject",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="traject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["preparing", "active", "paused", "ended"])
                ),
                name="traject_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="guardian",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("user", "traject"),
                name="guardian_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("user", "traject"),
                name="assignment_once_at_a_time",
            ),
        ),
    ]
