"""Two people change, compute or sign at the same moment, each with a connection."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from django.db import connection

from sio.statistics.actions.blocks import Content, change_block, remove_block
from sio.statistics.actions.compute import start_computing
from sio.statistics.actions.release import make_release
from sio.statistics.actions.sign import sign_release
from sio.statistics.errors import DraftMoved, FiguresOvertaken, StageMoved
from sio.statistics.models import Release, ReleaseRows
from tests.statistics.releasing import PUPILS, computed, details, draft, pupils
from tests.trajects.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def commit(execute):
    """Here every transaction is one: what is to follow a commit follows it."""
    return nullcontext()


def lost(results):
    return [type(one) for one in results if isinstance(one, Exception)]


def of_now(release):
    return Release.objects.get(pk=release.pk)


def test_two_releases_have_two_numbers(polly, pim):
    made = at_once(
        lambda: make_release(details=details(), by=polly),
        lambda: make_release(details=details(), by=pim),
    )
    assert lost(made) == []
    assert {one.number for one in Release.objects.all()} == {1, 2}


def test_of_two_who_change_a_block_one_wins(polly, pim):
    release = draft(polly)

    def changing(by):
        block = of_now(release).blocks.first()
        seen = block.release.version
        words = Content(text=by.name)
        return lambda: change_block(block=block, content=words, seen=seen, by=by)

    results = at_once(changing(polly), changing(pim))
    assert lost(results) == [DraftMoved]
    won = (polly, pim)[isinstance(results[0], Exception)]
    assert release.blocks.first().text == won.name


def test_who_changes_a_block_that_is_taken_out_just_then_keeps_the_words(
    as_user, polly, pim
):
    release = draft(polly)
    block, left = release.blocks.last(), [1]

    def taking_out(execute, sql, params, many, context):
        if left and sql.startswith('UPDATE "statistics_release"'):
            left.pop()
            remove_block(block=block, seen=release.version, by=polly)
        return execute(sql, params, many, context)

    given = {"text": "Van Pim", "kind": "answer", "seen": str(release.version)}
    with connection.execute_wrapper(taking_out):
        page = f"/cijfers/{release.number}/stukken/{block.pk}/"
        response = as_user(pim).post(page, given)
    assert response.status_code == 422
    html = response.content.decode()
    assert "Van Pim" in html
    assert DraftMoved().message in html


def test_of_two_presses_one_computes(polly, pim):
    pupils(VAN=12)
    release = draft(polly, PUPILS)

    def pressing(by):
        stale = of_now(release)
        return lambda: start_computing(release=stale, seen=stale.version, by=by)

    assert lost(at_once(pressing(polly), pressing(pim))) == [StageMoved]
    assert of_now(release).stage == "computed"
    assert ReleaseRows.objects.count() == 2


def signing(release, by):
    stale = of_now(release)
    return lambda: sign_release(release=stale, sha256=stale.sha256, read=[], by=by)


def test_of_two_who_sign_one_did(polly, cora, pia):
    pupils(VAN=12)
    release = computed(polly, commit)
    results = at_once(signing(release, cora), signing(release, pia))
    assert lost(results) == [StageMoved]
    won = (cora, pia)[isinstance(results[0], Exception)]
    assert of_now(release).signed_by == won


def test_of_two_releases_of_the_same_people_one_is_signed(polly, cora, pia):
    pupils(VAN=12)
    one, other = computed(polly, commit), computed(polly, commit)
    results = at_once(signing(one, cora), signing(other, pia))
    assert lost(results) == [FiguresOvertaken]
    stages = {of_now(one).stage, of_now(other).stage}
    assert stages == {"signed", "computed"}
