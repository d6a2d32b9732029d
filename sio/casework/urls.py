from __future__ import annotations

from django.urls import path

from sio.casework.views import (
    decision,
    emergency,
    file,
    letters,
    status,
    submission,
    weighing,
    windows,
)

app_name = "casework"

OF_FILE = "trajecten/<int:pk>/"

urlpatterns = [
    path(OF_FILE, file.file, name="file"),
    path(OF_FILE + "haalbaarheid/", weighing.feasibility, name="feasibility"),
    path(
        OF_FILE + "haalbaarheid/<int:note_pk>/",
        weighing.note_correct,
        name="note_correct",
    ),
    path(OF_FILE + "haalbaarheid/familie/", weighing.word_record, name="word_record"),
    path(
        OF_FILE + "haalbaarheid/familie/<int:word_pk>/einde/",
        weighing.word_withdraw,
        name="word_withdraw",
    ),
    path(OF_FILE + "besluit/", decision.decision, name="decision"),
    path(OF_FILE + "brieven/", letters.letter_list, name="letters"),
    path(OF_FILE + "brieven/<int:letter_pk>/", letters.letter_read, name="letter_read"),
    path("brief/<uuid:uuid>/", letters.letter_open, name="letter_open"),
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
