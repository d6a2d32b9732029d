from __future__ import annotations

from django.urls import path

from sio.accounts import views

urlpatterns = [
    path("", views.post_list, name="post"),
    path("<int:pk>/poging/", views.post_retry, name="post_retry"),
    path("<int:pk>/weg/", views.post_drop, name="post_drop"),
    path("<int:pk>/komt-terug/", views.post_bounced, name="post_bounced"),
    path("adressen/", views.bounce_add, name="bounce_add"),
    path("adressen/<int:pk>/werkt/", views.bounce_end, name="bounce_end"),
]
