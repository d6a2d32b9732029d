"""Begins the chain with the records that are there already, oldest first."""

from django.db import migrations
from django.utils import timezone

from sio.core.chain import GENESIS, RECORD, digest, moment


def chain_old_records(apps, _schema_editor):
    Record = apps.get_model("core", "AccessRecord")
    sequence, last = 0, GENESIS
    opened_at = timezone.now()
    for record in Record.objects.order_by("sequence").iterator():
        sequence, previous = sequence + 1, last
        opened_at = min(opened_at, record.at)
        last = digest(
            RECORD,
            sequence,
            1,
            moment(record.at),
            record.by_id,
            "",
            None,
            record.traject,
            record.what,
            record.page,
            "",
            None,
            previous,
        )
        Record.objects.filter(sequence=record.sequence).update(
            sequence=sequence, segment=1, previous_hash=previous, hash=last
        )
    apps.get_model("core", "AccessSegment").objects.create(
        number=1, opened_at=opened_at, first_sequence=1, previous_hash=GENESIS
    )
    apps.get_model("core", "AccessHead").objects.create(
        id=1,
        sequence=sequence,
        hash=last,
        segment=1,
        segment_opened_at=opened_at,
        segment_count=sequence,
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0003_access_log")]
    operations = [
        migrations.RunPython(chain_old_records, migrations.RunPython.noop),
    ]
