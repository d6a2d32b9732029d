"""Who had a hand in a release, or in what it is a copy of, does not sign it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sio.statistics.actions.blocks import (
    Content,
    change_block,
    mask_cells,
    move_block,
    remove_block,
)
from sio.statistics.actions.release import (
    back_to_draft,
    change_details,
    copy_release,
    correct_release,
)
from sio.statistics.actions.sign import sign_release
from sio.statistics.errors import SignedByAnother
from sio.statistics.models import Release
from sio.statistics.queries.releases import is_own
from tests.statistics.releasing import PUPILS, compute, details, draft, put
from tests.statistics.releasing import signed as sign

pytestmark = pytest.mark.django_db
YEAR = "2015-2016"


def put_words(release, by):
    put(release, by, "text", text="Nog iets.")


def rewrite(release, by):
    block = release.blocks.get(kind="answer")
    new = Content(text="Anders.")
    change_block(block=block, content=new, seen=release.version, by=by)


def swap(release, by):
    block = release.blocks.last()
    move_block(block=block, up=True, seen=release.version, by=by)


def take_out(release, by):
    block = release.blocks.get(kind="answer")
    remove_block(block=block, seen=release.version, by=by)


def leave_blank(release, by):
    cells = [(f"{YEAR}|BE-VAN", "pupils")]
    mask_cells(release=release, cube=PUPILS, cells=cells, seen=release.version, by=by)


def rename(release, by):
    new = details(title="Anders")
    change_details(release=release, details=new, seen=release.version, by=by)


@pytest.mark.parametrize(
    "change", [put_words, rewrite, swap, take_out, leave_blank, rename]
)
def test_who_changed_anything_in_a_draft_had_a_hand_in_it(polly, pim, cora, change):
    release = draft(polly, PUPILS)
    change(release, pim)
    release.refresh_from_db()
    assert release.hands == sorted([polly.pk, pim.pk])
    assert [is_own(release, one) for one in (polly, pim, cora)] == [True, True, False]


def test_who_had_a_hand_in_it_does_not_sign_it(
    as_user, polly, pim, cora, ready, commit
):
    back_to_draft(release=ready, by=polly)
    leave_blank(ready, pim)
    put(ready, polly, "text", text="Nog een laatste woord.")
    compute(ready, polly, commit)
    assert as_user(pim).get(f"/cijfers/{ready.number}/handtekening/").status_code == 404
    with pytest.raises(SignedByAnother):
        sign_release(release=ready, sha256=ready.sha256, read=[], by=pim)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.update(signed_by=pim, signed_at=timezone.now(), stage="signed")
    sign(ready, cora, commit)
    assert ready.signed_by == cora


@pytest.mark.parametrize("is_correction", [False, True])
def test_who_had_a_hand_in_what_was_copied_does_not_sign_the_copy(
    polly, pim, cora, ready, commit, is_correction
):
    back_to_draft(release=ready, by=polly)
    put(ready, polly, "text", text="Van Polly.")
    sign(compute(ready, polly, commit), cora, commit)
    again = correct_release if is_correction else copy_release
    copy = compute(again(release=ready, by=pim), pim, commit)
    assert copy.hands == [polly.pk]
    with pytest.raises(SignedByAnother):
        sign_release(release=copy, sha256=copy.sha256, read=[], by=polly)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=copy.pk).update(
            signed_by=polly, signed_at=timezone.now(), stage="signed"
        )
    # Who signed the first had no hand in it: that one signs its correction too.
    sign(copy, cora, commit)
    assert copy.signed_by == cora


def test_hands_go_along_with_a_copy_of_a_copy(polly, pim, pia, cora):
    release = draft(polly, PUPILS)
    first = copy_release(release=release, by=pim)
    second = copy_release(release=first, by=polly)
    assert second.hands == sorted([polly.pk, pim.pk])
    assert [is_own(second, one) for one in (pim, cora, pia)] == [True, False, False]


def test_a_hand_in_it_counts_though_the_page_of_before_did_not_know(
    polly, pim, ready, commit
):
    stale = Release.objects.get()
    back_to_draft(release=ready, by=polly)
    leave_blank(ready, pim)
    compute(ready, polly, commit)
    with pytest.raises(SignedByAnother):
        sign_release(release=stale, sha256=ready.sha256, read=[], by=pim)
