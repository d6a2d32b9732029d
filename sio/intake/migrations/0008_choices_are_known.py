"""The database knows the choices too; SQLite builds these tables anew for it."""

from django.db import migrations, models

from sio.core.triggers import put_back, set_aside


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0007_dual_learning"),
        ("schools", "0004_load_places"),
    ]

    operations = [
        migrations.RunPython(set_aside, put_back),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "parent",
                            "pupil",
                            "school",
                            "clb",
                            "doctor",
                            "hospital",
                            "therapist",
                            "other",
                        ],
                    )
                ),
                name="application_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["nursery", "primary", "secondary"])),
                name="application_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "study_form__in",
                        [
                            "",
                            "ordinary",
                            "buso",
                            "buso_alternating",
                            "okan",
                            "dual",
                            "dbso",
                            "preparatory_year",
                            "se_n_se",
                            "bso_4th_grade",
                            "hbo5_nursing",
                        ],
                    )
                ),
                name="application_study_form_known",
            ),
        ),
        migrations.RunPython(put_back, set_aside),
    ]
