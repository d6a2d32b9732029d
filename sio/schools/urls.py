from __future__ import annotations

from django.urls import path

from sio.schools import views

app_name = "schools"
urlpatterns = [
    path("scholen/", views.school_list, name="list"),
    path("scholen/nieuw/", views.school_add, name="add"),
    path("scholen/<int:pk>/", views.school_detail, name="school"),
    path("scholen/<int:pk>/gegevens/", views.school_change, name="change"),
    path("scholen/<int:pk>/contacten/nieuw/", views.contact_invite, name="invite"),
    path("vakantiedagen/", views.holiday_list, name="holidays"),
    path("vakantiedagen/nieuw/", views.holiday_add, name="holiday_add"),
    path("vakantiedagen/kopie/", views.holiday_copy, name="holiday_copy"),
    path("vakantiedagen/<int:pk>/", views.holiday_change, name="holiday"),
    path("vakantiedagen/<int:pk>/weg/", views.holiday_delete, name="holiday_delete"),
]
