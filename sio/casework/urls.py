from __future__ import annotations

from django.urls import path

from sio.casework.views import (
    bulk,
    duplicates,
    emergency,
    file,
    status,
    submission,
    waiting,
    windows,
)
from sio.casework.views.rounds import calls, link, manage

app_name = "casework"

OF_FILE = "trajecten/<int:pk>/"
OF_CALL = OF_FILE + "bevragingen/<int:call_pk>/"
ROUND = "bevragingen/<int:pk>/"
BULK = "samen-verplaatsen/<int:pk>/"

urlpatterns = [
    path("wachtlijst/", waiting.waiting_page, name="waiting"),
    path(OF_FILE + "wachtlijst/", waiting.waiting_turn, name="waiting_turn"),
    path("wachtlijst/<int:pk>/", waiting.waiting_move, name="waiting_move"),
    path(OF_FILE + "dubbels/", duplicates.duplicate_list, name="duplicates"),
    path(
        OF_FILE + "dubbels/<int:other_pk>/",
        duplicates.duplicate_merge,
        name="duplicate_merge",
    ),
    path(
        OF_FILE + "dubbels/<int:other_pk>/ander-kind/",
        duplicates.duplicate_apart,
        name="duplicate_apart",
    ),
    path(
        OF_FILE + "samenvoegingen/<int:merge_pk>/einde/",
        duplicates.merge_undo,
        name="merge_undo",
    ),
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
    path("bevragingen/", manage.round_list, name="rounds"),
    path("bevragingen/nieuw/", manage.round_make, name="round_make"),
    path(ROUND, manage.round_page, name="round"),
    path(ROUND + "vraag/", manage.round_question, name="round_question"),
    path(
        ROUND + "vragen/<int:question_pk>/weg/",
        manage.round_question_off,
        name="round_question_off",
    ),
    path(ROUND + "opening/", manage.round_opening, name="round_opening"),
    path(ROUND + "sluiting/", manage.round_closing, name="round_closing"),
    path(ROUND + "verdeling/", manage.round_spread, name="round_spread"),
    path(ROUND + "uitvoer/", manage.round_export, name="round_export"),
    path(ROUND + "bellijst/", calls.round_calls, name="round_calls"),
    path(OF_FILE + "bevragingen/", calls.file_rounds, name="file_rounds"),
    path(OF_CALL, calls.call_answer, name="call_answer"),
    path(OF_CALL + "niet-bereikt/", calls.call_not_reached, name="call_not_reached"),
    path(OF_CALL + "uitnodiging/", calls.call_invitation, name="call_invitation"),
    path(OF_CALL + "beller/", calls.call_caller, name="call_caller"),
    path("antwoorden/<uuid:link>/", link.round_link, name="round_link"),
    path("antwoorden/<uuid:link>/code/", link.round_link_code, name="round_link_code"),
    path(
        "antwoorden/<uuid:link>/sluiten/",
        link.round_link_close,
        name="round_link_close",
    ),
    path("samen-verplaatsen/", bulk.bulk_list, name="bulk_moves"),
    path("samen-verplaatsen/nieuw/", bulk.bulk_new, name="bulk_new"),
    path(BULK, bulk.bulk_page, name="bulk"),
    path(BULK + "stap/", bulk.bulk_step, name="bulk_step"),
    path(BULK + "terug/", bulk.bulk_back, name="bulk_back"),
    path(BULK + "heropening/", bulk.bulk_reopening, name="bulk_reopening"),
]
