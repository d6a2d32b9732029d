from __future__ import annotations

from django.urls import path, register_converter

from sio.devices import views
from sio.devices.converters import SideConverter

register_converter(SideConverter, "side")

app_name = "devices"
urlpatterns = [
    path("trajecten/<int:pk>/koppelcodes/<side:side>/", views.code_make, name="code"),
    path(
        "trajecten/<int:pk>/toestellen/<int:device_pk>/verlenging/",
        views.device_renew,
        name="renew",
    ),
]
