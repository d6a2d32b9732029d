"""What one page asks again is read once; whatever may write reads anew."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sio.accounts.models import Role
from sio.accounts.queries import working_roles
from sio.core.once import once, reading


def test_within_a_page_each_key_is_read_once():
    read = []

    def ask(key):
        return once(key, lambda: read.append(key) or len(read))

    with reading():
        assert [ask("a"), ask("b"), ask("a")] == [1, 2, 1]
    with reading():
        assert ask("a") == 3
    assert [ask("a"), ask("a")] == [4, 5]


def test_what_fails_is_asked_again():
    with reading():
        with pytest.raises(ZeroDivisionError):
            once("a", lambda: 1 // 0)
        assert once("a", lambda: 1) == 1


@pytest.mark.django_db
def test_a_role_that_ends_is_seen_at_once_where_something_may_be_written(cora):
    assert working_roles(cora)
    Role.objects.filter(user=cora).update(ended_at=timezone.now())
    assert not working_roles(cora)


@pytest.mark.django_db
def test_a_page_asks_once_who_somebody_is(as_user, cora, django_assert_num_queries):
    with reading(), django_assert_num_queries(1):
        assert working_roles(cora) == working_roles(cora)


@pytest.mark.django_db
def test_the_next_page_sees_that_the_role_ended(as_user, cora):
    browser = as_user(cora)
    assert browser.get("/vandaag/").status_code == 200
    Role.objects.filter(user=cora).update(ended_at=timezone.now())
    assert browser.get("/vandaag/").status_code == 302
