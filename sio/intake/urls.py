from __future__ import annotations

from django.urls import path

from sio.intake.forms.steps import STEPS
from sio.intake.views import (
    eligibility,
    enquiries,
    figures,
    resume,
    start,
    steps,
    windows,
)

app_name = "intake"


urlpatterns = [
    path("kom-ik-in-aanmerking/", eligibility.eligibility, name="eligibility"),
    path("aanvraag/periodes/", windows.window_page, name="windows"),
    path("vragen/", enquiries.enquiry_counter, name="enquiries"),
    path("vragen/tel/", enquiries.enquiry_count, name="enquiry_count"),
    path("vragen/terug/", enquiries.enquiry_undo, name="enquiry_undo"),
    path("vragen/cijfers/", figures.enquiry_figures, name="enquiry_figures"),
    path("vragen/cijfers/bestand/", figures.enquiry_file, name="enquiry_file"),
    path("vragen/onderwerpen/", enquiries.topic_list, name="topics"),
    path("vragen/onderwerpen/nieuw/", enquiries.topic_add, name="topic_add"),
    path("vragen/onderwerpen/<int:pk>/", enquiries.topic_change, name="topic"),
    path("aanvraag/", start.apply, name="apply"),
    *(
        path(f"aanvraag/{one.name}/", steps.step, {"name": one.name}, name="step")
        for one in STEPS
    ),
    path("aanvraag/nazicht/", start.summary, name="summary"),
    path("aanvraag/ontvangen/", start.received, name="received"),
    path("aanvraag/opbergen/", start.put_away, name="put_away"),
    path("aanvraag/wissen/", start.discard, name="discard"),
    path("aanvraag/verder/", resume.resume, name="resume"),
    path("aanvraag/verder/code/", resume.resume_code, name="resume_code"),
    path("aanvraag/verder/keuze/", resume.resume_choice, name="resume_choice"),
]
