from __future__ import annotations

from django.urls import path

from sio.accounts import views

ADDRESSES = {"file": "dossier/", "person": "persoon/", "day": "dag/"}

urlpatterns = [path("", views.access_review, name="access")]
for review, address in ADDRESSES.items():
    asked = {"review": review}
    urlpatterns += [
        path(address, views.access_review, asked, name=f"access_{review}"),
        path(
            f"{address}bestand/",
            views.access_export,
            asked,
            name=f"access_{review}_export",
        ),
    ]
