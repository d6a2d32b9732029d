"""A list of topics to begin with; the coordinator changes it at will."""

from __future__ import annotations

from django.db import migrations

TOPICS = [
    "In aanmerking komen",
    "Aanvragen",
    "Een aanvraag die loopt",
    "Toestel en techniek",
    "Lessen en afspraken",
    "Uitleg voor een school of dienst",
    "Iets anders",
]


def add_topics(apps, schema_editor):
    topics = apps.get_model("intake", "EnquiryTopic").objects.using(
        schema_editor.connection.alias
    )
    for name in TOPICS:
        topics.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_windows_and_enquiries")]
    operations = [migrations.RunPython(add_topics, migrations.RunPython.noop)]
