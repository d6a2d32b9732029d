"""SQLite's REPLACE deletes without asking a trigger: what is added must be new."""

from django.db import migrations

from sio.core import guards


def install(_apps, schema_editor):
    guards.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0006_outgoing_mail")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
