"""The style page exists in the demo alone, and the colours can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from sio.core.templatetags.ui import FACES
from sio.lessons.views.style import SCENES

ROOT = Path(settings.BASE_DIR)
TOKENS = (ROOT / "sio/static/css/tokens.css").read_text()
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", TOKENS))

# Words on their ground. Source: WCAG 2.2, 1.4.3 (4.5 to 1).
WORDS = [
    ("ink", "paper"),
    ("ink", "sheet"),
    ("ink", "board-tint"),
    ("ink", "info-tint"),
    ("ink", "good-tint"),
    ("ink", "warn-tint"),
    ("ink", "bad-tint"),
    ("ink-soft", "paper"),
    ("ink-soft", "sheet"),
    ("ink-soft", "board-tint"),
    ("board", "paper"),
    ("board", "sheet"),
    ("on-board", "board"),
    ("on-hand", "hand"),
    ("good", "paper"),
    ("good", "good-tint"),
    ("info", "info-tint"),
    ("warn", "sheet"),
    ("warn", "warn-tint"),
    ("bad", "sheet"),
    ("bad", "bad-tint"),
    ("on-stage", "stage"),
    ("on-stage", "stage-panel"),
    ("on-stage-soft", "stage"),
]
# Edges of what can be pressed. Source: WCAG 2.2, 1.4.11 (3 to 1).
EDGES = [
    ("edge", "paper"),
    ("edge", "sheet"),
    ("stage-edge", "stage"),
    ("hand", "stage"),
]


@pytest.mark.django_db
def test_style_page_shows_every_scene_in_the_demo(settings):
    settings.SIO_DEMO = True
    page = Client().get("/stijl/").content.decode()
    assert [scene for scene in SCENES if f"/stijl/{scene}/" not in page] == []
    assert Client().get("/stijl/home-live/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/stijl/", "/stijl/home-live/"])
def test_style_page_is_nowhere_else(settings, path):
    settings.SIO_DEMO = False
    assert Client().get(path).status_code == 404


@pytest.mark.django_db
def test_unknown_scene_gets_404(settings):
    settings.SIO_DEMO = True
    assert Client().get("/stijl/home-nowhere/").status_code == 404


def test_scenes_of_the_page_are_those_of_the_script():
    script = (ROOT / "frontend/src/style/scenes.ts").read_text()
    assert tuple(re.findall(r'^  "([\w-]+)": \(now\)', script, re.M)) == SCENES


@pytest.mark.parametrize("name", FACES)
def test_every_avatar_is_drawn(name):
    assert finders.find(f"img/avatars/{name}.svg")


@pytest.mark.parametrize(("front", "ground"), WORDS)
def test_words_have_contrast(front, ground):
    assert contrast(COLOURS[front], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize(("front", "ground"), EDGES)
def test_edges_have_contrast(front, ground):
    assert contrast(COLOURS[front], COLOURS[ground]) >= 3


def contrast(front: str, ground: str) -> float:
    """Source: WCAG 2.2, definition of contrast ratio."""
    light, dark = sorted((luminance(front), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Source: WCAG 2.2, definition of relative luminance."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
