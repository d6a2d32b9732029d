from __future__ import annotations

from django.urls import path

from sio.intake.forms.steps import STEPS
from sio.intake.views import resume, start, steps

app_name = "intake"
urlpatterns = [
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
