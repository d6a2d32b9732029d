"""Whether photos of the board may outlive the lesson; SQLite builds the table anew."""

from django.db import migrations, models

from sio.core.triggers import put_back, set_aside


class Migration(migrations.Migration):
    dependencies = [("trajects", "0015_choices_are_known")]

    operations = [
        migrations.RunPython(set_aside, put_back),
        migrations.AddField(
            model_name="traject",
            name="keep_photos",
            field=models.BooleanField(
                default=False,
                verbose_name="foto's van het bord mogen bewaard worden",
            ),
        ),
        migrations.RunPython(put_back, set_aside),
    ]
