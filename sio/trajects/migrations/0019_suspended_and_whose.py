"""The rows of the figures say which are of one child, and which months were paused.

Rows of before have neither; the clock fills them in (`renew_rows`).
"""

from django.db import migrations, models

import sio.core.fields
from sio.core.triggers import put_back, set_aside


class Migration(migrations.Migration):
    dependencies = [
        ("trajects", "0018_classmates_agreement"),
    ]

    operations = [
        migrations.RunPython(set_aside, put_back),
        migrations.AddField(
            model_name="healthpart",
            name="pupil_pseudonym",
            field=sio.core.fields.EncryptedTextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="pseudonymrow",
            name="pupil",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="pseudonymrow",
            name="suspended",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddConstraint(
            model_name="pseudonymrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended", ""),
                    ("ended__gte", models.F("started")),
                    _connector="OR",
                ),
                name="pseudonym_row_in_order",
            ),
        ),
        migrations.RunPython(put_back, set_aside),
    ]
