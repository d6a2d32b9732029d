"""The settings of the tests: the product's own, strict, with a place of their own.

The database is a file, not memory: threads and sockets then meet the same locks as
in production. `DATABASE_URL` chooses PostgreSQL (tools/with_postgres.py).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

TEST_DIR = tempfile.mkdtemp(prefix="sio-test-")
atexit.register(shutil.rmtree, TEST_DIR, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("SIO_")]:
    del os.environ[name]  # what a developer has set must not change a test
os.environ.pop("REDIS_URL", None)
os.environ["SIO_SECRET_KEY"] = "tests-only-" + "0123456789abcdef" * 4
os.environ["SIO_DATA_KEYS"] = "t2:" + "Mm5kIGtleSBmb3IgdGVzdHMgb25seSAtLS0tLS0tLS0="
os.environ["SIO_VAR_DIR"] = TEST_DIR

from sio.settings import *  # noqa: E402, F403
from sio.settings import DATABASES, SQLITE, STORAGES  # noqa: E402

SECURE_SSL_REDIRECT = False  # the test client speaks http
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "tests.tasks.AfterCommit"}}
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
if DATABASES["default"]["ENGINE"] == SQLITE["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": f"{TEST_DIR}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"] = SQLITE["OPTIONS"] | {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    }
else:
    # A connection that waits in a pool would keep the test database from being dropped.
    DATABASES["default"]["OPTIONS"] = {}
