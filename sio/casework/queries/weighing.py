"""What was weighed on a file, and what its family chose and allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from sio.casework.models import FamilyWord, FeasibilityNote
from sio.casework.models.weighing import ALWAYS_ASKED, Aspect, Informant
from sio.trajects.models import Traject
from sio.trajects.rights import Act, Standings, may


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source said about one aspect, oldest first; the last one counts.

    Empty is a gap: `needed` if this source is always asked.
    """

    source: str
    label: str | Promise
    notes: list[FeasibilityNote]
    needed: bool

    @property
    def last(self) -> FeasibilityNote | None:
        """What counts now."""
        return self.notes[-1] if self.notes else None


@dataclass(frozen=True, slots=True)
class Row:
    """One aspect with a cell for each source, always in the same order."""

    aspect: str
    label: str | Promise
    cells: list[Cell]

    @property
    def said(self) -> list[Cell]:
        """Those that said something."""
        return [cell for cell in self.cells if cell.notes]

    @property
    def gaps(self) -> list[Cell]:
        """Those that are always asked, and were not."""
        return [cell for cell in self.cells if cell.needed and not cell.notes]


def notes_seen_by(mine: Standings, traject: Traject) -> QuerySet[FeasibilityNote]:
    """What stands now, oldest first, without what was corrected; only casework sees."""
    notes = FeasibilityNote.objects.filter(traject=traject, replaced_by=None)
    if not may(mine, Act.SEE_CASEWORK):
        return notes.none()
    return notes.select_related("by", "replaces__by")


def words_seen_by(mine: Standings, traject: Traject) -> QuerySet[FamilyWord]:
    """What the family chose and allowed, also what it took back; only casework sees."""
    words = FamilyWord.objects.filter(traject=traject)
    if not may(mine, Act.SEE_CASEWORK):
        return words.none()
    return words.select_related("by", "withdrawn_by")


def overview(notes: Iterable[FeasibilityNote]) -> list[Row]:
    """The six aspects, each with all sources: also those that said nothing yet."""
    said: dict[tuple[str, str], list[FeasibilityNote]] = {}
    for note in notes:
        said.setdefault((note.aspect, note.source), []).append(note)
    return [
        Row(
            aspect.value,
            aspect.label,
            [
                Cell(
                    source.value,
                    source.label,
                    said.get((aspect.value, source.value), []),
                    source in ALWAYS_ASKED,
                )
                for source in Informant
            ],
        )
        for aspect in Aspect
    ]


def aspects_weighed(traject: Traject) -> int:
    """Of how many aspects somebody said something."""
    return traject.feasibility_notes.order_by().values("aspect").distinct().count()


def family_chose(traject: Traject) -> bool:
    """The family itself chose for lessons online, and did not take it back."""
    return _standing(traject, FamilyWord.Kind.CHOICE).exists()


def physician_may_be_asked(traject: Traject, on: date | None = None) -> bool:
    """The family allowed to ask a physician or therapist, on that day or today.

    Of the day on which it took that back nothing is known but the day: then no.
    """
    day = on or timezone.localdate()
    words = traject.family_words.filter(
        kind=FamilyWord.Kind.CONTACT_PHYSICIAN, given_on__lte=day
    )
    return any(
        word.withdrawn_at is None or timezone.localdate(word.withdrawn_at) > day
        for word in words
    )


def _standing(traject: Traject, kind: str) -> QuerySet[FamilyWord]:
    return traject.family_words.filter(kind=kind, withdrawn_at=None)
