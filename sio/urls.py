"""All addresses; each app lists its own."""

from __future__ import annotations

from django.urls import include, path

from sio.core import views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("gezond/", views.health, name="health"),
    path("taal/", views.language_switch, name="set_language"),
    path("aanmelden/", include("sio.accounts.urls")),
    path("mensen/", include("sio.accounts.urls_staff")),
    path("post/", include("sio.accounts.urls_post")),
    path("inzage/", include("sio.accounts.urls_access")),
    path("", include("sio.schools.urls")),
    path("", include("sio.intake.urls")),
    path("", include("sio.trajects.urls")),
    path("", include("sio.devices.urls")),
    path("", include("sio.postbox.urls")),
    path("", include("sio.lessons.urls")),
    path("", include("sio.lessons.urls_people")),
    path("", include("sio.casework.urls")),
    path("", include("sio.casework.urls_dossier")),
    path("", include("sio.statistics.urls")),
]
handler500 = "sio.core.views.server_error"
