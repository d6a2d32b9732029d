from __future__ import annotations

from django.urls import URLPattern, path

from sio.intake.views import eligibility

app_name = "intake"
urlpatterns: list[URLPattern] = [
    path("kom-ik-in-aanmerking/", eligibility.eligibility, name="eligibility"),
]
