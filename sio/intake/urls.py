from __future__ import annotations

from django.urls import path

from sio.intake.views import eligibility, enquiries, figures, windows

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
]
