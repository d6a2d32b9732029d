from __future__ import annotations

from django.urls import path

from sio.lessons.views import (
    check,
    demo,
    desk,
    endings,
    guest,
    pairing,
    rooms,
    schedule,
    style,
    together,
)

app_name = "lessons"

OF_TRAJECT = "trajecten/<int:pk>/"

urlpatterns = [
    path("thuis/", rooms.home, name="home"),
    path("thuis/afwezigheid/", rooms.too_ill_report, name="too_ill"),
    path("thuis/afwezigheid/einde/", rooms.too_ill_undo, name="too_ill_undo"),
    path("klas/", rooms.school_class, name="class"),
    path("klas/samen/", together.together, name="together"),
    path("klas/<int:pk>/", rooms.class_room, name="class_room"),
    path("klas/<int:pk>/venster/", together.class_frame, name="class_frame"),
    path("koppelen/", pairing.pair, name="pair"),
    path("test/", check.device_check, name="check"),
    path("test/netwerk/", check.network_sheet, name="network"),
    path("testcode/", check.code_read, name="check_code"),
    path("helpdesk/", desk.questions, name="questions"),
    path("helpdesk/<int:pk>/", desk.question, name="question"),
    path("helpdesk/<int:pk>/einde/", desk.question_close, name="question_close"),
    path("helpdesk/" + OF_TRAJECT, desk.question_open, name="question_open"),
    path("demo/klas/", demo.class_door, name="demo_class"),
    path("demo/thuis/", demo.home_door, name="demo_home"),
    path("demo/samen/klas/", demo.classmates_class_door, name="demo_classmates_class"),
    path("demo/samen/bo/", demo.classmate_door, {"number": 0}, name="demo_bo"),
    path("demo/samen/cas/", demo.classmate_door, {"number": 1}, name="demo_cas"),
    path("demo/consulent/", demo.consultant_door, name="demo_consultant"),
    path("demo/ouder/", demo.parent_door, name="demo_parent"),
    path("demo/school/", demo.school_door, name="demo_school"),
    path("demo/coordinator/", demo.coordinator_door, name="demo_coordinator"),
    path("demo/privacy/", demo.privacy_door, name="demo_privacy"),
    path("demo/helpdesk/", demo.helpdesk_door, name="demo_helpdesk"),
    path("demo/beleid/", demo.policy_door, name="demo_policy"),
    path("stijl/", style.style, name="style"),
    path("stijl/<slug:scene>/", style.style_scene, name="style_scene"),
    path(
        OF_TRAJECT + "toestellen/<int:device_pk>/intrekking/",
        pairing.device_unpair,
        name="unpair",
    ),
    path(OF_TRAJECT + "gast/", guest.guest, name="guest"),
    path(OF_TRAJECT + "rooster/", schedule.schedule, name="schedule"),
    path(OF_TRAJECT + "rooster/nieuw/", schedule.slot_add, name="slot_add"),
    path(OF_TRAJECT + "rooster/<int:slot_pk>/", schedule.slot_change, name="slot"),
    path(
        OF_TRAJECT + "rooster/<int:slot_pk>/weg/",
        schedule.slot_delete,
        name="slot_delete",
    ),
    path(OF_TRAJECT + "extra-lessen/", schedule.extra_add, name="extra_add"),
    path(
        OF_TRAJECT + "extra-lessen/<int:extra_pk>/weg/",
        schedule.extra_delete,
        name="extra_delete",
    ),
    path(OF_TRAJECT + "uitzonderingen/", schedule.exception_add, name="exception_add"),
    path(
        OF_TRAJECT + "uitzonderingen/<int:exception_pk>/weg/",
        schedule.exception_undo,
        name="exception_undo",
    ),
    path("rollen/<int:pk>/einde/", endings.role_end, name="role_end"),
    path("contacten/<int:pk>/einde/", endings.contact_end, name="contact_end"),
    path("ouders/<int:pk>/einde/", endings.guardian_end, name="guardian_end"),
]
