"""The office of the demo: believable, of nobody, and loaded once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from sio.accounts.models import User
from sio.casework import demo
from sio.trajects.models import Traject


def test_refused(db):
    with pytest.raises(ImproperlyConfigured):
        demo.load_demo()
    assert not User.objects.exists()


def test_x(db, settings):
    import time
    settings.SIO_DEMO = True
    t=time.time()
    demo.load_demo()
    print("LOADED", time.time()-t, Traject.objects.count())
