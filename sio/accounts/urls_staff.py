from __future__ import annotations

from django.urls import path

from sio.accounts import views

urlpatterns = [
    path("", views.staff_list, name="staff"),
    path("nieuw/", views.staff_invite, name="staff_invite"),
]
