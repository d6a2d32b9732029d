from __future__ import annotations

from django.urls import path

from sio.lessons.views import people

app_name = "people"
urlpatterns = [
    path(
        "trajecten/<int:pk>/keuzes/", people.traject_settings, name="traject_settings"
    ),
    path(
        "trajecten/<int:pk>/consulenten/<int:assignment_pk>/einde/",
        people.assignment_end,
        name="assignment_end",
    ),
]
