"""What the illness is, on a page of its own; and the list of reason groups."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sio.accounts.http import UserRequest, grown_up, posted
from sio.accounts.models import Role
from sio.accounts.queries import working_roles
from sio.casework.views.door import enter, show
from sio.trajects import actions
from sio.trajects.errors import HealthChanged
from sio.trajects.forms import HealthForm, ReasonGroupForm
from sio.trajects.models import HealthPart, ReasonGroup, Traject
from sio.trajects.rights import Act, may


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def health(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.SEE_HEALTH)
    part = _part_of(traject)
    form = HealthForm(posted(request), part=part, initial=_as_written(part))
    context = {
        "form": form,
        "part": part,
        "group": ReasonGroup.objects.filter(code=part.group_code).first(),
        "may_change": may(mine, Act.CHANGE_HEALTH),
    }
    if form.is_valid():
        try:
            actions.change_health(traject=traject, by=request.user, **form.cleaned_data)
        except HealthChanged as error:
            context |= _compared(request, traject, error)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("casework:file", traject.pk)
    return show(request, traject, "health", "casework/health.html", context)


@require_safe
@grown_up
def group_list(request: UserRequest) -> HttpResponse:
    _coordinators_only(request)
    context = {"groups": ReasonGroup.objects.all()}
    return render(request, "casework/reason_group_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def group_add(request: UserRequest) -> HttpResponse:
    return _edit_group(request, ReasonGroup())


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def group_change(request: UserRequest, group_pk: int) -> HttpResponse:
    _coordinators_only(request)
    return _edit_group(request, get_object_or_404(ReasonGroup, pk=group_pk))


def _edit_group(request: UserRequest, group: ReasonGroup) -> HttpResponse:
    _coordinators_only(request)
    form = ReasonGroupForm(posted(request), instance=group)
    if form.is_valid():
        actions.keep_reason_group(group=form.instance, by=request.user)
        messages.success(request, _("Bewaard."))
        return redirect("dossier:reason_groups")
    status = 422 if form.is_bound else 200
    context = {"form": form}
    return render(request, "casework/reason_group_form.html", context, status=status)


def _coordinators_only(request: UserRequest) -> None:
    if Role.Kind.COORDINATOR not in working_roles(request.user):
        raise Http404


def _part_of(traject: Traject) -> HealthPart:
    part = HealthPart.objects.filter(traject=traject).select_related("changed_by")
    return part.first() or HealthPart(traject=traject)


def _as_written(part: HealthPart) -> dict[str, object]:
    return {
        "group_code": part.group_code,
        "details": part.details,
        "version": part.version,
    }


def _compared(
    request: UserRequest, traject: Traject, error: HealthChanged
) -> dict[str, object]:
    """The person's own words once more, beside what somebody else wrote meanwhile."""
    part = _part_of(traject)
    words = request.POST.copy()
    words["version"] = str(part.version)
    form = HealthForm(words, part=part)
    form.add_error(None, error.message)
    group = ReasonGroup.objects.filter(code=part.group_code).first()
    return {"form": form, "part": part, "group": group, "meanwhile": True}
