"""From here on the database refuses to change what was received."""

from django.db import migrations

from sio.intake import guards


def install(_apps, schema_editor):
    guards.install(schema_editor.connection)


def remove(_apps, schema_editor):
    guards.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_assessment_of_application")]
    operations = [migrations.RunPython(install, remove)]
