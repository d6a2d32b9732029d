"""Whether this process can do its work."""

from __future__ import annotations

import logging

import redis
from django.conf import settings
from django.db import DatabaseError, connection

logger = logging.getLogger(__name__)
REDIS_ANSWERS_S = 2


def is_healthy() -> bool:
    """True when the database answers, and Redis if there is one.

    What is wrong goes to our own log; the asker learns no detail.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if settings.REDIS_URL:
            timeout = REDIS_ANSWERS_S
            with redis.Redis.from_url(
                settings.REDIS_URL,
                socket_timeout=timeout,
                socket_connect_timeout=timeout,
            ) as client:
                client.ping()
    except (DatabaseError, redis.RedisError):
        logger.exception("health.failed")
        return False
    return True
