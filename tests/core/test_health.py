"""What the proxy and the watch are told."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection

pytestmark = pytest.mark.django_db
NOBODY_LISTENS = "redis://127.0.0.1:1/0"


def answer_of(client):
    response = client.get("/gezond/")
    return response.status_code, response.content


def test_all_is_well(client):
    assert answer_of(client) == (200, b"ok")


def test_all_is_well_with_redis(client, settings, redis_url):
    settings.REDIS_URL = redis_url
    assert answer_of(client) == (200, b"ok")


def test_database_away_is_told_without_detail(client, caplog):
    def away(*_arguments):
        raise OperationalError("could not connect to db.internal:5432")

    with connection.execute_wrapper(away):
        assert answer_of(client) == (503, b"away")
    assert "db.internal" in caplog.text  # for us, not for the asker


def test_redis_away_is_told(client, settings):
    settings.REDIS_URL = NOBODY_LISTENS
    assert answer_of(client) == (503, b"away")


def test_refuses_post(client):
    assert client.post("/gezond/").status_code == 405
