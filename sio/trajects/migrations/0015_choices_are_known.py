"""The database knows the choices too; SQLite builds these tables anew for it."""

from django.conf import settings
from django.db import migrations, models

from sio.core.triggers import put_back, set_aside


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0008_choices_are_known"),
        ("schools", "0004_load_places"),
        ("trajects", "0014_assessed_without_application"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(set_aside, put_back),
        migrations.AddConstraint(
            model_name="agreementtext",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["home", "class"])),
                name="agreement_text_side_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="firstappearance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("manner__in", ["", "at_once", "watch_first", "classmate_first"])
                ),
                name="first_appearance_manner_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="guardian",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["parent", "pupil"])),
                name="guardian_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="informed",
            constraint=models.CheckConstraint(
                condition=models.Q(("physician__in", ["yes", "no", "unknown"])),
                name="informed_physician_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="otherteaching",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["toah", "poah", "hospital_school", "school_ziekzijn", "other"],
                    )
                ),
                name="other_teaching_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="pseudonymrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("main__in", ["", "psychological", "physical"])),
                name="pseudonym_row_main_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="pseudonymrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level__in", ["", "nursery", "primary", "secondary"])
                ),
                name="pseudonym_row_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="traject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level__in", ["", "nursery", "primary", "secondary"])
                ),
                name="traject_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="traject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        ["", "back", "partly", "other_teaching", "stopped", "other"],
                    )
                ),
                name="traject_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="trajectchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "new__in",
                        [
                            "applied",
                            "waiting",
                            "contact",
                            "feasibility",
                            "later",
                            "agreed",
                            "preparing",
                            "active",
                            "paused",
                            "ending",
                            "ended",
                            "closed",
                            "not_feasible",
                            "refused",
                            "withdrawn",
                            "merged",
                        ],
                    )
                ),
                name="traject_change_new_known",
            ),
        ),
        migrations.RunPython(put_back, set_aside),
    ]
