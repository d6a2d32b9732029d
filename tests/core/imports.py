"""Every module of the product, so that a test can look at all of its classes."""

from __future__ import annotations

import importlib
import pkgutil

import sio


def import_everything():
    """All but the entry points and the migrations."""
    for module in pkgutil.walk_packages(sio.__path__, "sio."):
        if ".migrations" not in module.name and module.name != "sio.settings":
            importlib.import_module(module.name)
