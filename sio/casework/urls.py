from __future__ import annotations

from django.urls import path

from sio.casework.views import emergency, file, status, submission, windows

app_name = "casework"

OF_FILE = "trajecten/<int:pk>/"

urlpatterns = [
    path(OF_FILE, file.file, name="file"),
    path("noodtoegang/", emergency.emergency_open, name="emergency"),
    path("noodtoegang/nazicht/", emergency.emergency_list, name="emergencies"),
    path(
        "noodtoegang/<int:pk>/nazicht/",
        emergency.emergency_review,
        name="emergency_review",
    ),
    path("aanvraagperiodes/", windows.window_list, name="windows"),
    path("aanvraagperiodes/<int:year>/", windows.window_change, name="window"),
    path("aanvraag/verzenden/", submission.submit, name="submit"),
    path("aanvraag/stand/", status.status, name="status"),
    path("aanvraag/stand/code/", status.status_code, name="status_code"),
    path("aanvraag/stand/sluiten/", status.status_close, name="status_close"),
]
