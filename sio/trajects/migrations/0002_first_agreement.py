"""The first version of the user agreement, in four languages."""

from __future__ import annotations

from django.db import migrations

from sio.trajects.agreement_files import SHIPPED, read_version


def publish(apps, schema_editor):
    texts = apps.get_model("trajects", "AgreementText").objects.using(
        schema_editor.connection.alias
    )
    version, bodies = read_version(SHIPPED / "1")
    for (side, language), body in bodies.items():
        texts.get_or_create(
            side=side, version=version, language=language, defaults={"body": body}
        )


class Migration(migrations.Migration):
    dependencies = [("trajects", "0001_initial")]
    operations = [migrations.RunPython(publish, migrations.RunPython.noop)]
