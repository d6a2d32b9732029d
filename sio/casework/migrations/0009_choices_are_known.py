"""The database knows the choices too; SQLite builds these tables anew for it."""

from django.conf import settings
from django.db import migrations, models

from sio.core.triggers import put_back, set_aside


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0008_history_is_kept"),
        ("intake", "0008_choices_are_known"),
        ("trajects", "0015_choices_are_known"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(set_aside, put_back),
        migrations.AddConstraint(
            model_name="bulkitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "old__in",
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
                name="bulk_item_old_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkitem",
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
                name="bulk_item_new_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("result__in", ["todo", "moved", "skipped"])),
                name="bulk_item_result_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "to__in",
                        [
                            "",
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
                name="bulk_move_to_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyword",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["choice", "contact_physician"])),
                name="family_word_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyword",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["form", "phone", "mail", "visit"])),
                name="family_word_how_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="feasibilitynote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "aspect__in",
                        [
                            "duration",
                            "therapy_and_rest",
                            "pace",
                            "social",
                            "motivation",
                            "aim",
                        ],
                    )
                ),
                name="feasibility_note_aspect_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="feasibilitynote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "source__in",
                        ["family", "pupil", "school", "clb", "doctor", "therapist"],
                    )
                ),
                name="feasibility_note_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="feasibilitynote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("leaning__in", ["helps", "doubts", "against", "unknown"])
                ),
                name="feasibility_note_leaning_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="retirement",
            constraint=models.CheckConstraint(
                condition=models.Q(("term__in", ["ended", "refused"])),
                name="retirement_term_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("given_by__in", ["staff", "family"])),
                name="round_answer_given_by_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["one", "several", "yes_no", "number", "text"])
                ),
                name="round_question_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="snooze",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "contact",
                            "owner",
                            "message",
                            "look_again",
                            "decision",
                            "not_prepared",
                            "first_lesson",
                            "agreement",
                            "unused",
                            "still_paused",
                            "certificate",
                            "return",
                            "class_told",
                            "conditions",
                        ],
                    )
                ),
                name="snooze_kind_known",
            ),
        ),
        migrations.RunPython(put_back, set_aside),
    ]
