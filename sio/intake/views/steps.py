"""The screens of the application: each saves what was typed, complete or not."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sio.core.errors import DomainError
from sio.core.language import one_of_ours, spoken
from sio.core.limits import address_key
from sio.core.views import remember_language
from sio.intake.actions.draft import save_section, start_draft, touch_draft
from sio.intake.answers import WAS, Answers, Joined, Page, fits, page_of
from sio.intake.forms.school import NOT_LISTED, SchoolForm
from sio.intake.forms.section import SectionForm
from sio.intake.forms.steps import STEPS, Step, next_step, step_of
from sio.intake.forms.summary import place_of, shown
from sio.intake.models import Draft
from sio.intake.queries.schools import find_schools
from sio.intake.views.draft_cookie import draft_of, give_cookie, had_draft
from sio.intake.views.own_form import is_stale, own_form

TRAP = "bericht_kop"  # nobody sees this field; only a program fills it in
SWITCH = "switch_language"  # a button in the footer; one question is `language` already


@own_form
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, name: str) -> HttpResponse:
    this = step_of(name)
    draft = draft_of(request)
    if draft is not None and draft.submitted_at is not None:
        return redirect("intake:received")
    if request.method == "POST":
        return _save_in_language(request, this, draft)
    if draft is None and (this != STEPS[0] or had_draft(request)):
        return redirect("intake:apply")
    return _screen(request, this, draft, _page(this, draft, request))


def _save_in_language(
    request: HttpRequest, this: Step, draft: Draft | None
) -> HttpResponse:
    """Another language never costs what was typed: it is saved first, then said so."""
    language = one_of_ours(request.POST.get(SWITCH, ""))
    if not language:
        return _save(request, this, draft)
    with spoken(language):
        response = _save(request, this, draft)
    remember_language(response, language)
    return response


def _save(request: HttpRequest, this: Step, draft: Draft | None) -> HttpResponse:
    page = _page(this, draft, request)
    if draft is None and request.POST.get(TRAP):
        return redirect(_after(this))  # a program: the same answer, and nothing kept
    if draft is None and SWITCH in request.POST and not any(page.typed.values()):
        return redirect("intake:step", name=this.name)  # only to read it
    if is_stale(request):
        old = _("Dit blad stond lang open. Er is nog niets bewaard: druk nog eens.")
        return _screen(request, this, draft, page, notice=old, status=403)
    try:
        saved, joined = _keep(request, draft, page)
    except DomainError as error:
        return _screen(request, this, draft, page, error=error, status=422)
    response = _answer(request, this, saved, page, joined)
    give_cookie(response, saved)
    return response


def _keep(
    request: HttpRequest, draft: Draft | None, page: Page
) -> tuple[Draft, Joined]:
    """In the draft of this browser, or in a new one if that is gone."""
    language = get_language() or ""
    if draft is None:
        if had_draft(request) and "autosave" not in request.POST:
            messages.warning(
                request,
                _(
                    "Je vorige aanvraag bestaat niet meer: we bewaren ze dertig dagen. "
                    "Wat je nu typte, staat in een nieuwe."
                ),
            )
        return start_draft(page=page, language=language, address=address_key(request))
    joined = save_section(draft=draft, page=page)
    if SWITCH in request.POST:
        touch_draft(draft=draft, language=language)
    draft.refresh_from_db(fields=["answers", "touched_at", "version"])
    return draft, joined


def _answer(
    request: HttpRequest, this: Step, draft: Draft, page: Page, joined: Joined
) -> HttpResponse:
    """On to the next screen, unless something is wrong or to be chosen here."""
    if "autosave" in request.POST:
        context = _context(request, this, draft, page) | {"conflicts": joined.conflicts}
        return render(request, "intake/saved.html", context)
    own = _own(page, joined)
    if request.POST.keys() & {"search", SWITCH}:
        if own:
            return _screen(request, this, draft, page, joined=joined, status=422)
        return redirect("intake:step", name=this.name)
    form = this.form({**joined.answers, **own})
    if joined.conflicts or not form.is_valid():
        return _screen(request, this, draft, page, joined=joined, status=422)
    return redirect(_after(this))


def _screen(
    request: HttpRequest,
    this: Step,
    draft: Draft | None,
    page: Page,
    *,
    joined: Joined | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = _context(request, this, draft, page, joined) | more
    return render(request, "intake/step.html", context, status=status)


def _context(
    request: HttpRequest,
    this: Step,
    draft: Draft | None,
    page: Page,
    joined: Joined | None = None,
) -> dict[str, Any]:
    """What the screen shows: stored answers, and over them what was typed here."""
    stored: Answers = draft.answers if draft else {}
    own: Answers = {}
    if request.method == "POST":
        own = _own(page, joined) if joined else page.typed
    form = this.form({**stored, **own})
    theirs = joined.conflicts if joined else {}
    return {
        "step": this,
        "steps": STEPS,
        "number": STEPS.index(this) + 1,
        "draft": draft,
        "form": form,
        "window": page.window,
        "before": list(_before(form, stored)),
        "fields": [_field(form, name, theirs) for name in form.fields],
        "trap": TRAP,
        "language_saves": SWITCH,
        "previous": STEPS[STEPS.index(this) - 1] if this != STEPS[0] else None,
    } | _schools(form)


def _page(this: Step, draft: Draft | None, request: HttpRequest) -> Page:
    """Of a POST what was sent; of a GET a window of its own without a word."""
    form = this.form(
        {**(draft.answers if draft else {}), "role": _role(request, draft)}
    )
    if request.method == "POST":
        return page_of(request.POST, form.fields, form.lists())
    return Page(window=uuid4().hex[:12], typed={}, was={})


def _role(request: HttpRequest, draft: Draft | None) -> str:
    return request.POST.get("role") or str(
        (draft.answers if draft else {}).get("role", "")
    )


def _own(page: Page, joined: Joined) -> Answers:
    """What was typed here but is not kept: to choose from, or too long."""
    return {
        name: value
        for name, value in page.typed.items()
        if name in joined.conflicts or not fits(value)
    }


def _before(form: SectionForm, stored: Answers) -> list[tuple[str, str]]:
    """Hidden fields: what this page shows before anybody types."""
    pairs = []
    for name in form.fields:
        value = stored.get(name, "")
        values = [value] if isinstance(value, str) else value
        pairs += [(f"{WAS}{name}", one) for one in values if one]
    return pairs


def _field(form: SectionForm, name: str, theirs: Any) -> dict[str, Any]:
    """A field with what another window says instead, if it does."""
    other = theirs.get(name)
    said = shown(form.fields[name], other, None) if other else ""
    return {"bound": form[name], "differs": name in theirs, "theirs": said}


def _schools(form: SectionForm) -> dict[str, Any]:
    """What the search found, with the chosen school on top."""
    if not isinstance(form, SchoolForm):
        return {}
    form.is_valid()
    chosen = form.cleaned_data.get("school")
    found = find_schools(form.cleaned_data.get("school_search", ""))
    if chosen:
        found = [chosen, *(school for school in found if school != chosen)]
    return {
        "schools": [(str(school.pk), place_of(school)) for school in found],
        "chosen": str(form.answers.get("school", "")),
        "not_listed": NOT_LISTED,
    }


def _after(this: Step) -> str:
    """The address of the next screen."""
    following = next_step(this)
    if following is None:
        return reverse("intake:summary")
    return reverse("intake:step", kwargs={"name": following.name})
