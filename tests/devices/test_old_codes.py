"""Pairing codes that have ended are deleted after 30 days."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from sio.devices.actions import delete_old_codes, make_code
from sio.devices.models import PairingCode


def test_only_codes_that_ended_over_30_days_ago_go(traject, carla):
    now = timezone.now()
    for _n in range(4):
        make_code(place=traject, by=carla)
    ran_out, used, young, _fresh = PairingCode.objects.order_by("pk")
    days = timedelta(days=1)
    PairingCode.objects.filter(pk=ran_out.pk).update(expires_at=now - 31 * days)
    PairingCode.objects.filter(pk=used.pk).update(used_at=now - 31 * days)
    PairingCode.objects.filter(pk=young.pk).update(expires_at=now - 29 * days)

    assert delete_old_codes(now) == 2
    assert delete_old_codes(now) == 0
    assert PairingCode.objects.filter(pk__in=[ran_out.pk, used.pk]).count() == 0
    assert PairingCode.objects.count() == 2
