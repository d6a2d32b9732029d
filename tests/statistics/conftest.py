"""More people of the cast, and the time in which figures are made."""

from __future__ import annotations

import pytest

from sio.accounts.models import Role
from tests.conftest import person
from tests.statistics.releasing import computed, pupils


@pytest.fixture
def pim(db):
    """A second policy officer."""
    return person("Pim", Role.Kind.POLICY)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """What is to follow a commit is kept, or done if asked to."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def ready(polly, commit):
    """Computed, with twelve pupils in Antwerp and a number that is hidden."""
    pupils(VAN=12, VLI=7, BRU=3)
    return computed(polly, commit)
