"""From here on the database refuses to change what was written down."""

from django.db import migrations

from sio.casework.kept import KEPT
from sio.core.kept import keep


def install(_apps, schema_editor):
    keep(schema_editor.connection, KEPT)


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_retirement")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
