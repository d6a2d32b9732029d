from __future__ import annotations

from django.urls import path

from sio.schools.views import calendar, regions, school, school_list

app_name = "schools"
urlpatterns = [
    path("scholen/", school.school_list, name="list"),
    path("scholen/nieuw/", school.school_add, name="add"),
    path("scholen/zoek/", school.school_search, name="search"),
    path("scholen/invoer/", school_list.upload_add, name="upload_add"),
    path("scholen/invoer/<int:pk>/", school_list.upload_detail, name="upload"),
    path(
        "scholen/invoer/<int:pk>/verwerking/",
        school_list.upload_take_in,
        name="upload_take_in",
    ),
    path(
        "scholen/invoer/<int:pk>/weg/",
        school_list.upload_delete,
        name="upload_delete",
    ),
    path("scholen/<int:pk>/", school.school_detail, name="school"),
    path("scholen/<int:pk>/gegevens/", school.school_change, name="change"),
    path("scholen/<int:pk>/contacten/nieuw/", school.contact_invite, name="invite"),
    path(
        "scholen/<int:pk>/vestigingen/nieuw/", school.location_add, name="location_add"
    ),
    path("contacten/<int:pk>/gegevens/", school.contact_change, name="contact"),
    path("vestigingen/<int:pk>/", school.location_change, name="location"),
    path("vakantiedagen/", calendar.holiday_list, name="holidays"),
    path("vakantiedagen/nieuw/", calendar.holiday_add, name="holiday_add"),
    path("vakantiedagen/kopie/", calendar.holiday_copy, name="holiday_copy"),
    path("vakantiedagen/<int:pk>/", calendar.holiday_change, name="holiday"),
    path("vakantiedagen/<int:pk>/weg/", calendar.holiday_delete, name="holiday_delete"),
    path("sluitingsdagen/", calendar.closing_list, name="closing_days"),
    path("sluitingsdagen/nieuw/", calendar.closing_add, name="closing_add"),
    path("sluitingsdagen/<int:pk>/", calendar.closing_change, name="closing_day"),
    path(
        "sluitingsdagen/<int:pk>/weg/", calendar.closing_delete, name="closing_delete"
    ),
    path("regios/", regions.region_list, name="regions"),
    path("regios/nieuw/", regions.region_add, name="region_add"),
    path("regios/<int:pk>/", regions.region_detail, name="region"),
    path("regios/<int:pk>/naam/", regions.region_rename, name="region_rename"),
    path("regios/<int:pk>/gebieden/", regions.area_add, name="area_add"),
    path(
        "regios/<int:pk>/gebieden/<int:area_pk>/weg/",
        regions.area_delete,
        name="area_delete",
    ),
    path(
        "regios/<int:pk>/consulenten/",
        regions.region_consultant_add,
        name="region_consultant_add",
    ),
    path(
        "regios/<int:pk>/consulenten/<int:held_pk>/einde/",
        regions.region_consultant_end,
        name="region_consultant_end",
    ),
]
