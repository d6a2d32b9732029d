"""The style page: every component and every state of the room. Only in the demo."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from sio.core.templatetags.ui import AVATARS
from sio.lessons.symbol_texts import SYMBOL_TEXTS
from sio.lessons.texts import TEXTS
from sio.lessons.views.demo import only_in_demo
from sio.lessons.views.rooms import face_addresses

# The names in frontend/src/style/scenes.ts.
SCENES = (
    "home-lobby",
    "home-alone",
    "home-not-now",
    "home-refused",
    "home-missing",
    "home-unpaired",
    "home-taken",
    "home-elsewhere",
    "home-offline",
    "home-waiting",
    "home-called",
    "home-connecting",
    "home-live",
    "home-hand",
    "home-camera-off",
    "home-watching",
    "home-paused",
    "home-away",
    "home-thin",
    "home-silent",
    "home-photo",
    "home-battery",
    "home-two",
    "home-two-room",
    "home-mate",
    "home-mates",
    "home-mates-hidden",
    "home-mates-off",
    "nursery-mates",
    "home-lost",
    "home-muted",
    "home-whisper",
    "home-closing",
    "home-class-paused",
    "home-ended",
    "class-lobby",
    "class-called",
    "class-waiting",
    "class-elsewhere",
    "class-live",
    "class-hand",
    "class-watching",
    "class-camera-off",
    "class-pupil-paused",
    "class-paused",
    "class-away",
    "class-thin",
    "class-battery",
    "class-two",
    "class-lost",
    "class-second",
    "class-unheard",
    "class-whisper",
    "class-closing",
    "home-steer",
    "home-steered",
    "home-turns",
    "class-turned",
    "home-held",
    "class-steered",
    "class-held",
    "home-help",
    "class-help",
    "home-compare",
    "home-no-symbols",
    "class-changed",
    "home-unproven",
    "home-untrusted",
    "home-photo-coming",
    "home-photo-off",
    "home-file",
    "class-shutter",
    "class-file",
    "home-reaction",
    "home-puzzled",
    "class-reaction",
    "class-puzzled",
    "class-face",
    "home-recess",
    "home-recess-two",
    "home-game",
    "class-recess",
    "home-drawing",
    "home-drawing-told",
    "class-drawing",
    "home-exam",
    "home-exam-still",
    "home-exam-over",
    "class-exam",
    "class-exam-still",
    "class-exam-back",
    "class-exam-over",
    "nursery-lobby",
    "nursery-waiting",
    "nursery-live",
    "nursery-hand",
    "nursery-later",
    "home-screen",
    "class-screen",
    "class-no-screen",
    "home-notebook",
    "home-notebook-turned",
    "home-no-notebook",
    "class-notebook",
    "home-guest-asked",
    "home-guest-asking",
    "home-guest",
    "home-guest-unseen",
    "home-guest-gone",
    "class-guest-asked",
    "class-guest",
    "class-guest-busy",
    "class-guest-coming",
    "nursery-guest-asked",
    "nursery-guest",
    "class-ended",
)
TONES = ("info", "good", "warn", "bad")


@require_safe
@only_in_demo
def style(request: HttpRequest) -> HttpResponse:
    symbols = [
        {"name": key.removeprefix("symbol."), "word": word}
        for key, word in SYMBOL_TEXTS.items()
    ]
    context = {
        "scenes": SCENES,
        "avatars": AVATARS,
        "tones": TONES,
        "symbols": symbols,
    }
    return render(request, "lessons/style.html", context)


@require_safe
@only_in_demo
def style_scene(request: HttpRequest, scene: str) -> HttpResponse:
    if scene not in SCENES:
        raise Http404
    config = {
        "pupil": {"first_name": "Noor", "avatar_url": static("img/avatars/vos.svg")},
        "faces": face_addresses(),
        "school_class": "5A",
        "organisation": "Bednet",
    }
    context = {"scene": scene, "config": config, "texts": TEXTS}
    return render(request, "lessons/style_scene.html", context)
