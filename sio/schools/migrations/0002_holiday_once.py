from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0001_initial"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="holiday",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school", None)),
                fields=("name", "kind", "starts_on"),
                name="holiday_of_all_schools_once",
                violation_error_message="Deze vrije dagen staan er al in.",
            ),
        ),
    ]
