from __future__ import annotations

from django.urls import URLPattern

app_name = "trajects"
urlpatterns: list[URLPattern] = []
