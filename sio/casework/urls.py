from __future__ import annotations

from django.urls import path

from sio.casework.views import file

app_name = "casework"

OF_FILE = "trajecten/<int:pk>/"

urlpatterns = [
    path(OF_FILE, file.file, name="file"),
]
