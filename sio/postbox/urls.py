from __future__ import annotations

from django.urls import path

from sio.postbox import views
from sio.postbox.views import at_home, by_person, in_class

app_name = "postbox"

HOME = "thuis/postvak/"
CLASS = "klas/<int:pk>/postvak/"
PERSON = "trajecten/<int:pk>/postvak/"
FILE = "bestanden/<int:file_pk>/"
READ = "pakjes/<int:parcel_pk>/gelezen/"
BACK = "pakjes/<int:parcel_pk>/terug/"

urlpatterns = [
    path(HOME, views.home_box, name="home_box"),
    path(HOME + FILE, at_home(views.file_fetch), name="home_fetch"),
    path(HOME + READ, at_home(views.note_read), name="home_read"),
    path(HOME + BACK, at_home(views.take_back), name="home_back"),
    path(HOME + "bel/", at_home(views.bell), name="home_bell"),
    path(CLASS, views.class_box, name="class_box"),
    path(CLASS + FILE, in_class(views.file_fetch), name="class_fetch"),
    path(CLASS + READ, in_class(views.note_read), name="class_read"),
    path(CLASS + BACK, in_class(views.take_back), name="class_back"),
    path(CLASS + "bel/", in_class(views.bell), name="class_bell"),
    path(PERSON, views.person_box, name="box"),
    path(PERSON + FILE, by_person(views.file_fetch), name="fetch"),
    path(PERSON + READ, by_person(views.note_read), name="read"),
    path(PERSON + BACK, by_person(views.take_back), name="back"),
    path(PERSON + "mail/", by_person(views.wish_set), name="wish"),
]
