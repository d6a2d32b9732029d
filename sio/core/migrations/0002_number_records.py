from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Records get a number in the chain, in place of the id, and what chains them."""

    dependencies = [
        ("core", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField("accessrecord", "id", "sequence"),
        migrations.AlterField(
            "accessrecord",
            "sequence",
            models.BigIntegerField(primary_key=True, serialize=False),
        ),
    ]
