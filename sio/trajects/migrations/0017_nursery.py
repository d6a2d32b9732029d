"""Nursery mode is a choice of a traject; SQLite builds its table anew for it."""

from django.db import migrations, models

from sio.core.triggers import put_back, set_aside


class Migration(migrations.Migration):
    dependencies = [("trajects", "0016_keep_photos")]

    operations = [
        migrations.RunPython(set_aside, put_back),
        migrations.AddField(
            model_name="traject",
            name="nursery",
            field=models.BooleanField(default=False, verbose_name="kleutermodus"),
        ),
        migrations.RunPython(put_back, set_aside),
    ]
