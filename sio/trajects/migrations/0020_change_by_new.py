"""An index from which alone one reads what began and ended month by month."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("trajects", "0019_suspended_and_whose"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="trajectchange",
            index=models.Index(
                fields=["new", "at", "traject", "id", "old"],
                name="traject_change_by_new",
            ),
        ),
    ]
