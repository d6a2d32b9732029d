from __future__ import annotations

from django.urls import path

from sio.casework.views import windows

app_name = "casework"
urlpatterns = [
    path("aanvraagperiodes/", windows.window_list, name="windows"),
    path("aanvraagperiodes/<int:year>/", windows.window_change, name="window"),
]
