"""From here on the database refuses to change what was signed."""

from django.db import migrations

from sio.core.triggers import install
from sio.statistics.kept import triggers_of


def keep(_apps, schema_editor):
    connection = schema_editor.connection
    install(connection, triggers_of(connection.vendor))


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial")]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
