"""Writes: the yearly tables of before the system."""

from __future__ import annotations

from django.db import transaction

from sio.statistics.models import PublishedTable, PublishedValue
from sio.statistics.published.reading import Table


@transaction.atomic
def load_table(table: Table) -> bool:
    """Keep this table as its file has it; False if it stood there already.

    A table with the same cube and source that looked otherwise gets the new figures and
    stays the same row, for drafts name it by its key: so a file that was put right is
    loaded again. Safe to repeat.
    """
    facts = {
        "title": table.title,
        "published_on": table.published_on,
        "sha256": table.sha256,
    }
    name = {"cube": table.cube, "source": table.source}
    kept, is_new = PublishedTable.objects.select_for_update().get_or_create(
        **name, defaults=facts
    )
    if not is_new and kept.sha256 == table.sha256:
        return False
    PublishedTable.objects.filter(pk=kept.pk).update(**facts)
    kept.values.all().delete()
    PublishedValue.objects.bulk_create(
        PublishedValue(
            table=kept,
            at=f"{cell.school_year}|{cell.province}",
            measure=cell.measure,
            printed=cell.text,
        )
        for cell in table.cells
    )
    return True
