"""From here on the database refuses to change the access log; there is no way back."""

from django.db import migrations

from sio.core import guards


def install(_apps, schema_editor):
    guards.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0004_chain_old_records")]
    operations = [migrations.RunPython(install)]
