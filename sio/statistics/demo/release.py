"""Finished releases for the demo, computed from made-up trajects.

The answer of 2016 with the numbers that it printed, and figures for everybody. Made by
the policy officer of the demo and signed by its coordinator, as they would be.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from sio.accounts.models import Role, User
from sio.core.tasks import wordless
from sio.lessons import demo
from sio.statistics.actions.compute import Attempt, compute_release, start_computing
from sio.statistics.actions.release import Details, make_release
from sio.statistics.actions.sign import sign_release
from sio.statistics.models import Release, ReleaseBlock
from sio.statistics.outlines import NUMBERS_AND_DURATION, YEAR_FIGURES, Outline
from sio.statistics.workflow import Mode, Stage

Mask = list[list[str]]
LANGUAGE = "nl-be"
FIRST_YEAR, LAST_YEAR = 2012, 2015
TABLES_OF_BEFORE = "pupils_per_province_per_school_year"  # stand below these figures


def want_releases(mask: Mask) -> None:
    """Have the worker make them, unless there is a release already."""
    if not Release.objects.exists():
        transaction.on_commit(lambda: task_demo_releases.enqueue(mask))


@task()
@wordless
def task_demo_releases(mask: Mask) -> None:
    """Make them. Safe to repeat."""
    if Release.objects.exists():
        return
    maker, signer = demo.staff(Role.Kind.POLICY), demo.staff(Role.Kind.COORDINATOR)
    with override(LANGUAGE):
        answer = _draft(_answer_of_2016(), NUMBERS_AND_DURATION, by=maker)
        _tell_how(answer)
        _show_before(answer)
        Release.objects.filter(pk=answer.pk).update(mask=mask)
        figures = _draft(_for_everybody(), YEAR_FIGURES, by=maker)
    for release in (answer, figures):
        _finish(release, maker=maker, signer=signer)


def _draft(details: Details, outline: Outline, *, by: User) -> Release:
    return make_release(details=details, outline=outline, by=by)


def _finish(release: Release, *, maker: User, signer: User) -> None:
    """Computed and signed; some seconds of work, for a worker."""
    start_computing(release=release, seen=release.version, by=maker)
    compute_release(Attempt(release.pk, release.version))
    release.refresh_from_db()
    if release.stage == Stage.COMPUTED:
        sign_release(
            release=release,
            sha256=release.sha256,
            read=range(len(release.differences)),
            by=signer,
        )


def _answer_of_2016() -> Details:
    return Details(
        title=_("Synchroon internetonderwijs: aantallen en duur"),
        asked=_("Oefenversie: met verzonnen leerlingen"),
        language=LANGUAGE,
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
        mode=Mode.UNSUPPRESSED,
        reason=_("Zo stond het in het antwoord van 2016, ook de kleine aantallen."),
    )


def _for_everybody() -> Details:
    return Details(
        title=_("Synchroon internetonderwijs: jaarcijfers"),
        asked=_("Oefenversie: met verzonnen leerlingen"),
        language=LANGUAGE,
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
    )


def _tell_how(answer: Release) -> None:
    """The last two answers, which no figure gives."""
    last = answer.blocks.filter(kind=ReleaseBlock.Kind.ANSWER).order_by("-position")
    for block, text in zip(last[:2], _told(), strict=True):
        block.text = text
        block.save(update_fields=["text"])


def _show_before(answer: Release) -> None:
    """How many there were then, as it was printed, below what is computed now."""
    counts = answer.blocks.filter(cube=TABLES_OF_BEFORE)
    counts.update(with_published=True)


def _told() -> Iterator[str]:
    yield _(
        "Het aanbod is voor alle leerlingen hetzelfde. Voor deze leerlingen is er geen "
        "apart beleid nodig. De dienst blijft haar werking voor iedereen verbeteren."
    )
    yield _(
        "Scholen, gezinnen en artsen vernemen het langs verschillende wegen:\n\n"
        "- nieuws op de website en een nieuwsbrief;\n"
        "- organisaties die met jongeren praten, worden ingelicht;\n"
        "- kinderartsen en CLB's krijgen een mailing;\n"
        "- in elke streek zijn er contacten met de geestelijke gezondheidszorg."
    )
