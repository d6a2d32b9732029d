"""What the demo shows of before the system: published tables, and trajects to match."""

from __future__ import annotations

from sio.core.time import today
from sio.statistics.actions.history import Extract, import_history
from sio.statistics.actions.published import load_table
from sio.statistics.demo.population import extract
from sio.statistics.demo.recent import recent_extract
from sio.statistics.models import HistoryImport
from sio.statistics.published.reading import own_files, read_table

NAME = "Leerlingen van 2012 tot 2016 (verzonnen)"
SOURCE = "Gemaakt voor de demo, met de aantallen van het antwoord van 2016"
RECENT = "Leerlingen van de vorige jaren (verzonnen)"
RECENT_SOURCE = "Gemaakt voor de demo, om de vooruitblik te tonen"


def load_history_demo() -> None:
    """Load all, unless it is there. What somebody withdrew stays withdrawn."""
    for path in own_files():
        load_table(read_table(path))
    made_up = Extract(extract().encode(), NAME, SOURCE)
    if not HistoryImport.objects.filter(sha256=made_up.sha256).exists():
        import_history(extract=made_up, dry_run=False)
    # By its name: it ends with the month in which the demo began.
    if not HistoryImport.objects.filter(name=RECENT).exists():
        recent = Extract(recent_extract(today()).encode(), RECENT, RECENT_SOURCE)
        import_history(extract=recent, dry_run=False)
