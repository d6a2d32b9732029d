from __future__ import annotations

from django.urls import path

from sio.casework.views import status, submission

app_name = "casework"
urlpatterns = [
    path("aanvraag/verzenden/", submission.submit, name="submit"),
    path("aanvraag/stand/", status.status, name="status"),
    path("aanvraag/stand/code/", status.status_code, name="status_code"),
    path("aanvraag/stand/sluiten/", status.status_close, name="status_close"),
]
