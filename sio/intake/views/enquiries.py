"""Counting questions that are no application, and the figures of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sio.accounts.http import UserRequest, grown_up, posted
from sio.accounts.queries import working_roles
from sio.intake import actions, rules
from sio.intake.forms.enquiries import AT_ONCE, EnquiryForm, TopicForm
from sio.intake.models import Enquiry, EnquiryTopic
from sio.intake.queries.enquiries import (
    counted_today,
    enquiries_visible_to,
    to_take_back,
    topics_offered,
    topics_visible_to,
)


@require_safe
@grown_up
def enquiry_counter(request: UserRequest) -> HttpResponse:
    _check_may_count(request)
    channel = _chosen(request, "kanaal", Enquiry.Channel.values)
    who = _chosen(request, "wie", Enquiry.Who.values)
    return _show(request, channel, who)


@require_POST
@grown_up
def enquiry_count(request: UserRequest) -> HttpResponse:
    _check_may_count(request)
    form = EnquiryForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()  # nothing of it is typed
    choice = form.cleaned_data
    actions.count_enquiry(by=request.user, **choice)
    said = _("Geteld: %(topic)s.") % {"topic": choice["topic"]}
    return _counted(request, choice["channel"], choice["who"], said)


@require_POST
@grown_up
def enquiry_undo(request: UserRequest) -> HttpResponse:
    _check_may_count(request)
    pk = request.POST.get("telling", "")
    actions.undo_enquiry(pk=_number(pk), by=request.user)
    channel = _chosen(request, "channel", Enquiry.Channel.values)
    who = _chosen(request, "who", Enquiry.Who.values)
    return _counted(request, channel, who, _("Teruggenomen."))


@require_safe
@grown_up
def topic_list(request: UserRequest) -> HttpResponse:
    _check_keeps_topics(request)
    context = {"topics": topics_visible_to(request.user)}
    return render(request, "intake/topic_list.html", context)


@require_http_methods(["GET", "POST"])
@grown_up
def topic_add(request: UserRequest) -> HttpResponse:
    _check_keeps_topics(request)
    return _edit_topic(request, TopicForm(posted(request)))


@require_http_methods(["GET", "POST"])
@grown_up
def topic_change(request: UserRequest, pk: int) -> HttpResponse:
    topic = get_object_or_404(topics_visible_to(request.user), pk=pk)
    return _edit_topic(request, TopicForm(posted(request), instance=topic))


def _show(request: UserRequest, channel: str, who: str, said: str = "") -> HttpResponse:
    enquiries = enquiries_visible_to(request.user)
    topics = list(topics_offered())
    context: dict[str, Any] = {
        "channel": channel,
        "who": who,
        "said": said,
        "channels": Enquiry.Channel.choices,
        "people": Enquiry.Who.choices,
        "at_once": AT_ONCE,
        "topics": _with_totals(topics, counted_today(enquiries, channel, who)),
        "mine": to_take_back(enquiries, request.user),
        "may_keep_topics": rules.may_keep_topics(working_roles(request.user)),
    }
    part = "#board" if request.htmx else ""
    return render(request, f"intake/enquiry_counter.html{part}", context)


def _with_totals(
    topics: list[EnquiryTopic], totals: dict[int, int]
) -> list[tuple[EnquiryTopic, int]]:
    return [(topic, totals.get(topic.pk, 0)) for topic in topics]


def _counted(request: UserRequest, channel: str, who: str, said: str) -> HttpResponse:
    if request.htmx:
        return _show(request, channel, who, said)
    messages.success(request, said)
    chosen = urlencode({"kanaal": channel, "wie": who})
    return redirect(f"{reverse('intake:enquiries')}?{chosen}")


def _edit_topic(request: UserRequest, form: TopicForm) -> HttpResponse:
    if form.is_valid():
        actions.keep_topic(topic=form.save(commit=False), by=request.user)
        messages.success(request, _("Bewaard."))
        return redirect("intake:topics")
    context = {"form": form, "topic": form.instance}
    status = 422 if form.is_bound else 200
    return render(request, "intake/topic_form.html", context, status=status)


def _check_may_count(request: UserRequest) -> None:
    if not rules.may_count_enquiries(working_roles(request.user)):
        raise Http404


def _check_keeps_topics(request: UserRequest) -> None:
    if not rules.may_keep_topics(working_roles(request.user)):
        raise Http404


def _chosen(request: HttpRequest, name: str, values: list[str]) -> str:
    """One of `values` that was asked for; the first for anything else."""
    asked = request.POST.get(name) or request.GET.get(name) or ""
    return asked if asked in values else values[0]


def _number(text: str) -> int:
    """A key of a row; 0, which no row has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
