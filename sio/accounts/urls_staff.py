from __future__ import annotations

from django.urls import path

from sio.accounts import views

urlpatterns = [
    path("", views.staff_list, name="staff"),
    path("nieuw/", views.staff_invite, name="staff_invite"),
    path("afwezigheden/", views.absence_list, name="absences"),
    path("afwezigheden/nieuw/", views.absence_add, name="absence_add"),
    path("afwezigheden/<int:pk>/einde/", views.absence_cancel, name="absence_cancel"),
]
