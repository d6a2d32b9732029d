"""Rows of the figures that nothing would ever end get one.

The row of a file that was given up after it ran had no end, and once that file was
erased nobody could say when it was. It is taken to have run to the end of the last
school year that the row names, and no further than now. Those of files that are still
there the clock puts right (`renew_rows`).
"""

from django.db import migrations
from django.utils import timezone

AUGUST = "08"


def end_rows(apps, schema_editor):
    """Every open row to which no file holds the key."""
    parts = apps.get_model("trajects", "HealthPart").objects
    held = set(parts.values_list("pseudonym", flat=True))
    this_month = f"{timezone.localdate():%Y-%m}"
    rows = apps.get_model("trajects", "PseudonymRow").objects
    for row in rows.filter(ended="").order_by("key"):
        if str(row.key) not in held:
            periods = row.suspended.replace("/", " ").split()
            ended = end_of_school_year(max([row.started, *periods]))
            row.ended = max(row.started, min(ended, this_month))
            row.save(update_fields=["ended"])


def end_of_school_year(month):
    year = int(month[:4]) + (month[5:] > AUGUST)
    return f"{year}-{AUGUST}"


class Migration(migrations.Migration):
    dependencies = [("trajects", "0021_classmates_refused_by")]

    operations = [migrations.RunPython(end_rows, migrations.RunPython.noop)]
