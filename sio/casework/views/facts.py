"""The facts of a file, each on a small form: pupil, class, who was told, material."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sio.accounts.http import UserRequest, grown_up, posted
from sio.casework.views.door import FORM_PAGE, enter, show
from sio.core.time import today
from sio.lessons.actions import put_in_class
from sio.schools.actions import class_of
from sio.trajects import actions
from sio.trajects.forms import (
    CertificateForm,
    ClassForm,
    ClassToldForm,
    InformedForm,
    PupilForm,
    StartForm,
)
from sio.trajects.models import Informed, Traject
from sio.trajects.rights import Act, Standing, Standings, may


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def pupil(request: UserRequest, pk: int) -> HttpResponse:
    traject, _mine = enter(request, pk, Act.GUIDE)
    form = PupilForm(posted(request), instance=traject.pupil)
    if form.is_valid():
        actions.keep_pupil(traject=traject, pupil=form.instance, by=request.user)
        return _kept(request, traject)
    context = {"form": form, "title": _("De leerling")}
    return show(request, traject, "pupil", FORM_PAGE, context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def school_class(request: UserRequest, pk: int) -> HttpResponse:
    traject, _mine = enter(request, pk, Act.GUIDE)
    known = {
        "school": traject.school_id,
        "class_name": traject.school_class.name if traject.school_class else "",
        "year": traject.school_year,
    }
    form = ClassForm(posted(request), initial=known, traject=traject)
    if form.is_valid():
        clean = form.cleaned_data
        found = class_of(
            school=clean["school"], name=clean["class_name"], year=clean["year"]
        )
        put_in_class(traject=traject, school_class=found, by=request.user)
        return _kept(request, traject)
    context = {
        "form": form,
        "title": _("School en klas"),
        "intro": _("De klas van vroeger ziet de leerling daarna niet meer."),
    }
    return show(request, traject, "class", FORM_PAGE, context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def informed(request: UserRequest, pk: int) -> HttpResponse:
    traject, _mine = enter(request, pk, Act.GUIDE)
    known = Informed.objects.filter(traject=traject).first()
    form = InformedForm(posted(request), instance=known or Informed(traject=traject))
    if form.is_valid():
        actions.keep_informed(informed=form.instance, by=request.user)
        return _kept(request, traject)
    context = {"form": form, "title": _("CLB en arts")}
    return show(request, traject, "informed", FORM_PAGE, context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def start(request: UserRequest, pk: int) -> HttpResponse:
    traject, _mine = enter(request, pk, Act.GUIDE)
    form = StartForm(posted(request), instance=traject)
    if form.is_valid():
        actions.keep_start_facts(traject=form.instance, by=request.user)
        return _kept(request, traject)
    context = {"form": form, "title": _("Materiaal, terugkeer en voorwaarden")}
    return show(request, traject, "facts", FORM_PAGE, context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def class_told(request: UserRequest, pk: int) -> HttpResponse:
    traject, _mine = enter(request, pk, Act.TELL_CLASS)
    known = {"told_on": traject.class_told_on}
    form = ClassToldForm(posted(request), initial=known)
    if form.is_valid():
        actions.tell_class(traject=traject, by=request.user, **form.cleaned_data)
        return _kept(request, traject)
    context = {
        "form": form,
        "title": _("Ouders van de klas"),
        "intro": _(
            "De school licht de ouders van de klas in dat een leerling via het scherm "
            "meedoet. Waarom, hoeft niemand te weten."
        ),
    }
    return show(request, traject, "class told", FORM_PAGE, context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def certificate(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.CONFIRM_CERTIFICATE)
    form = CertificateForm(posted(request), initial=_said_by(request, mine))
    if form.is_valid():
        kept = actions.confirm_certificate(
            traject=traject, by=request.user, **form.cleaned_data
        )
        if kept.valid_until < today():
            said = _("Bewaard. Let op: dit attest is al verlopen. Vraag een nieuw.")
            messages.warning(request, said)
            return redirect("dossier:certificate", traject.pk)
        return _kept(request, traject)
    context = {
        "form": form,
        "certificates": traject.certificates.select_related("by"),
        "expired": _expired(traject),
        "may_confirm": may(mine, Act.CONFIRM_CERTIFICATE),
    }
    return show(request, traject, "certificate", "casework/certificate.html", context)


def _said_by(request: UserRequest, mine: Standings) -> dict[str, str]:
    return {"said_by": request.user.name} if Standing.CONTACT in mine else {}


def _expired(traject: Traject) -> bool:
    return bool(traject.certificate_until and traject.certificate_until < today())


def _kept(request: UserRequest, traject: Traject) -> HttpResponse:
    messages.success(request, _("Bewaard."))
    return redirect("casework:file", traject.pk)
