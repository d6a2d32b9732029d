from __future__ import annotations

from django.urls import path

from sio.trajects import views

app_name = "trajects"
urlpatterns = [
    path("trajecten/", views.traject_list, name="list"),
    path("trajecten/nieuw/", views.traject_start, name="start"),
    path(
        "trajecten/<int:pk>/ouders/nieuw/",
        views.guardian_invite,
        name="guardian_invite",
    ),
    path(
        "trajecten/<int:pk>/consulenten/nieuw/",
        views.consultant_assign,
        name="consultant_assign",
    ),
    path("trajecten/<int:pk>/inzage/", views.traject_openings, name="openings"),
    path(
        "trajecten/<int:pk>/overeenkomst/<slug:side>/",
        views.agreement,
        name="agreement",
    ),
]
