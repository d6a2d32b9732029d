from __future__ import annotations

from django.urls import path

from sio.intake.views import windows

app_name = "intake"
urlpatterns = [
    path("aanvraag/periodes/", windows.window_page, name="windows"),
]
