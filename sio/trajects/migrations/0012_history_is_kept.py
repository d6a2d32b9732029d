"""From here on the database refuses to change what was written down."""

from django.db import migrations

from sio.core.kept import keep
from sio.trajects.kept import KEPT


def install(_apps, schema_editor):
    keep(schema_editor.connection, KEPT)


class Migration(migrations.Migration):
    dependencies = [("trajects", "0011_household_mail_and_language")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
