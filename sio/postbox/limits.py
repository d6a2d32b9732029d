"""How much a box takes, how long it keeps it, and how much a browser may send to it."""

from __future__ import annotations

from datetime import timedelta

MB = 1024 * 1024
FILE_BYTES = 50 * MB  # the issue of this part names it
PARCEL_FILES = 10
PARCEL_BYTES = 100 * MB
BOX_BYTES = 300 * MB  # of one traject, both sides together
DAY_PARCELS = 40  # of one side of one traject
DAY_BYTES = 200 * MB

KEEP_PICKED_UP = timedelta(days=14)
KEEP_PUT_IN = timedelta(days=60)
KEEP_BROKEN = timedelta(hours=2)  # what was never finished
