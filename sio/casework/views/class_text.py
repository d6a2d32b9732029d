"""What the class may know: proposed, agreed by the family, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sio.accounts.http import UserRequest, grown_up, posted
from sio.casework.views.door import enter, show
from sio.trajects import actions
from sio.trajects.forms import AgreeForm, ClassTextForm
from sio.trajects.models import Traject
from sio.trajects.queries import (
    agreed_class_text,
    deciding_guardians,
    proposed_class_text,
)
from sio.trajects.rights import GUIDES, Act, Standings, may


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def class_text(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.SEE_PLANS)
    agreed = agreed_class_text(traject)
    form = ClassTextForm(
        posted(request), initial={"text": agreed.text if agreed else ""}
    )
    if form.is_valid():
        actions.write_class_text(traject=traject, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard. Het gezin moet er nog mee instemmen."))
        return redirect("dossier:class_text", traject.pk)
    may_write = may(mine, Act.WRITE_CLASS_TEXT)
    proposed = proposed_class_text(traject) if may_write else None
    context = {
        "form": form,
        "agreed": agreed,
        "proposed": proposed,
        "agree_form": _agree_form(request, traject, mine) if proposed else None,
        "may_write": may_write,
        "is_guide": bool(mine & GUIDES),
    }
    return show(request, traject, "class text", "casework/class_text.html", context)


@require_POST
@grown_up
def class_text_agree(request: UserRequest, pk: int, knowledge_pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.WRITE_CLASS_TEXT)
    knowledge = get_object_or_404(traject.class_knowledge, pk=knowledge_pk)
    form = _agree_form(request, traject, mine)
    if form.is_valid():
        actions.agree_class_text(
            knowledge=knowledge, by=request.user, **form.cleaned_data
        )
        messages.success(request, _("Goed. De school ziet de tekst nu."))
    else:
        messages.error(request, _("Zeg wie van het gezin ermee instemt."))
    return redirect("dossier:class_text", traject.pk)


@require_POST
@grown_up
def class_text_withdraw(request: UserRequest, pk: int) -> HttpResponse:
    traject, _mine = enter(request, pk, Act.SEE_PLANS)
    actions.withdraw_class_text(traject=traject, by=request.user)
    messages.success(request, _("De school ziet de tekst niet meer."))
    return redirect("dossier:class_text", traject.pk)


def _agree_form(request: UserRequest, traject: Traject, mine: Standings) -> AgreeForm:
    """Of the family the person itself alone; who guides says who it was."""
    guardians = deciding_guardians(traject)
    if not mine & GUIDES:
        guardians = guardians.filter(user=request.user)
    words = request.POST if "guardian" in request.POST else None
    return AgreeForm(words, guardians=guardians)
