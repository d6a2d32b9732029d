from __future__ import annotations

from django.urls import path

from sio.casework.views import (
    application,
    assessment,
    bulk,
    contacts,
    decision,
    duplicates,
    emergency,
    figures,
    file,
    hand_over,
    letters,
    move,
    office,
    overdue,
    retention,
    status,
    submission,
    today,
    waiting,
    weighing,
    windows,
)
from sio.casework.views.rounds import calls, link, manage

app_name = "casework"

OF_FILE = "trajecten/<int:pk>/"
OF_CALL = OF_FILE + "bevragingen/<int:call_pk>/"
ROUND = "bevragingen/<int:pk>/"
BULK = "samen-verplaatsen/<int:pk>/"

urlpatterns = [
    path("begin/", office.begin, name="begin"),
    path("beheer/", office.office, name="office"),
    path("rechten/", office.rights, name="rights"),
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
        OF_FILE + "dubbels/<int:other_pk>/zelfde-kind/",
        duplicates.child_join,
        name="child_join",
    ),
    path(OF_FILE + "ander-kind/", duplicates.child_part, name="child_part"),
    path(
        OF_FILE + "samenvoegingen/<int:merge_pk>/einde/",
        duplicates.merge_undo,
        name="merge_undo",
    ),
    path(OF_FILE, file.file, name="file"),
    path(OF_FILE + "aanvraag/", application.application, name="application"),
    path(OF_FILE + "voorwaarden/", assessment.assessment, name="assessment"),
    path(OF_FILE + "stand/", move.move, name="move"),
    path(OF_FILE + "contacten/", contacts.contacts, name="contacts"),
    path(
        OF_FILE + "contacten/geen-antwoord/", contacts.attempt, name="contact_attempt"
    ),
    path(
        OF_FILE + "contacten/<int:contact_pk>/doorstreping/",
        contacts.strike,
        name="contact_strike",
    ),
    path(OF_FILE + "uitstel/<slug:kind>/", today.put_off_page, name="put_off"),
    path(
        OF_FILE + "uitstel/<int:snooze_pk>/einde/", today.take_up_again, name="take_up"
    ),
    path("vandaag/", today.today_page, name="today"),
    path("vandaag/uitgesteld/", today.put_off_list, name="put_off_list"),
    path("vandaag/te-laat/", overdue.overdue_list, name="overdue"),
    path("vandaag/overdracht/", hand_over.hand_over_page, name="hand_over"),
    path("cijfers/contact/", figures.contact_figures, name="contact_figures"),
    path("cijfers/contact/bestand/", figures.contact_file, name="contact_file"),
    path("noodtoegang/", emergency.emergency_open, name="emergency"),
    path("noodtoegang/nazicht/", emergency.emergency_list, name="emergencies"),
    path(
        "noodtoegang/<int:pk>/nazicht/",
        emergency.emergency_review,
        name="emergency_review",
    ),
    path("bewaartermijnen/", retention.retirement, name="retirement"),
    path(
        "bewaartermijnen/<int:pk>/bewaren/",
        retention.retirement_keep,
        name="retirement_keep",
    ),
    path("aanvraagperiodes/", windows.window_list, name="windows"),
    path("aanvraagperiodes/<int:year>/", windows.window_change, name="window"),
    path("aanvraag/verzenden/", submission.submit, name="submit"),
    path("aanvraag/stand/", status.status, name="status"),
    path("aanvraag/stand/code/", status.status_code, name="status_code"),
    path("aanvraag/stand/sluiten/", status.status_close, name="status_close"),
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
    path(ROUND + "uitnodigingen/", manage.round_invitations, name="round_invitations"),
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
