from __future__ import annotations

from django.urls import path

from sio.casework.views import (
    class_text,
    classmates,
    facts,
    family,
    health,
    plans,
    words,
)

app_name = "dossier"

OF_FILE = "trajecten/<int:pk>/"

urlpatterns = [
    path(OF_FILE + "gezondheid/", health.health, name="health"),
    path("redengroepen/", health.group_list, name="reason_groups"),
    path("redengroepen/nieuw/", health.group_add, name="reason_group_add"),
    path("redengroepen/<int:group_pk>/", health.group_change, name="reason_group"),
    path(OF_FILE + "gezinnen/", family.household_list, name="households"),
    path(OF_FILE + "gezinnen/nieuw/", family.household_add, name="household_add"),
    path(
        OF_FILE + "gezinnen/<int:household_pk>/",
        family.household_change,
        name="household",
    ),
    path(OF_FILE + "ouders/toegang/", family.parents_access, name="parents"),
    path(OF_FILE + "ouders/<int:guardian_pk>/", family.guardian, name="guardian"),
    path(
        OF_FILE + "ouders/<int:guardian_pk>/blijft/",
        family.parent_stay,
        name="parent_stay",
    ),
    path(
        OF_FILE + "ouders/<int:guardian_pk>/weg/",
        family.parent_go,
        name="parent_go",
    ),
    path(OF_FILE + "gegevens/leerling/", facts.pupil, name="pupil"),
    path(OF_FILE + "gegevens/klas/", facts.school_class, name="class"),
    path(OF_FILE + "gegevens/clb-en-arts/", facts.informed, name="informed"),
    path(OF_FILE + "gegevens/materiaal/", facts.start, name="start"),
    path(OF_FILE + "klas-ingelicht/", facts.class_told, name="class_told"),
    path(OF_FILE + "attest/", facts.certificate, name="certificate"),
    path(OF_FILE + "ander-onderwijs/", plans.teaching_list, name="teaching"),
    path(
        OF_FILE + "ander-onderwijs/<int:teaching_pk>/",
        plans.teaching_change,
        name="teaching_change",
    ),
    path(
        OF_FILE + "ander-onderwijs/<int:teaching_pk>/weg/",
        plans.teaching_delete,
        name="teaching_delete",
    ),
    path(OF_FILE + "eerste-keer/", plans.first_appearance, name="first_appearance"),
    path(OF_FILE + "terugkeer/", plans.return_plan, name="return_plan"),
    path(
        OF_FILE + "terugkeer/<int:step_pk>/weg/",
        plans.return_step_delete,
        name="return_step_delete",
    ),
    path(OF_FILE + "klas-mag-weten/", class_text.class_text, name="class_text"),
    path(
        OF_FILE + "klas-mag-weten/<int:knowledge_pk>/akkoord/",
        class_text.class_text_agree,
        name="class_text_agree",
    ),
    path(
        OF_FILE + "klas-mag-weten/intrekking/",
        class_text.class_text_withdraw,
        name="class_text_withdraw",
    ),
    path(OF_FILE + "klasgenoten/", classmates.classmates, name="classmates"),
    path(
        OF_FILE + "klasgenoten/akkoord/",
        classmates.classmates_agree,
        name="classmates_agree",
    ),
    path(
        OF_FILE + "klasgenoten/intrekking/",
        classmates.classmates_withdraw,
        name="classmates_withdraw",
    ),
    path(OF_FILE + "tips/", words.notes, name="notes"),
    path(OF_FILE + "berichten/", words.message_list, name="messages"),
    path(
        OF_FILE + "berichten/<int:message_pk>/antwoord/",
        words.message_answer,
        name="message_answer",
    ),
]
