"""Who calls whom: whoever has the file, evenly where that leaves a choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from sio.accounts.models import Role, User
from sio.accounts.queries import people_with_role, working_roles
from sio.casework import rules
from sio.casework.errors import CallerNotAllowed, RoundNotAllowed
from sio.casework.models import Round, RoundCall
from sio.casework.queries.rounds import may_be_callers
from sio.core.access_log import record_change
from sio.trajects.queries import standings

BATCH = 500


@transaction.atomic
def change_caller(*, call: RoundCall, caller: User, by: User) -> None:
    """Let somebody else call; the last one counts. Who calls must guide the file.

    A call of a round gives nobody a right to a file that was not there already.
    """
    if not rules.may_manage_rounds(working_roles(by)):
        raise RoundNotAllowed(_("Dit doet de coördinator."))
    if not rules.may_call(standings(call.traject, caller)):
        raise CallerNotAllowed(
            _("Wie belt, moet het dossier volgen. Wijs eerst het dossier toe.")
        )
    RoundCall.objects.filter(pk=call.pk).update(caller=caller)
    call.caller = caller
    record_change(traject_id=call.traject_id, page="round", by=by)


@transaction.atomic
def spread_calls(*, asked_in: Round, by: User) -> int:
    """Share out anew, among who has the files now, what is not answered; how many.

    Safe to repeat. For after a hand-over, or when one consultant got too many.
    """
    if not rules.may_manage_rounds(working_roles(by)):
        raise RoundNotAllowed(_("Dit doet de coördinator."))
    waiting = RoundCall.objects.select_for_update().filter(
        round=asked_in, answers_given=0
    )
    calls = list(waiting.order_by("pk"))
    callers = shared_out(call.traject_id for call in calls)
    changed = [call for call in calls if call.caller_id != callers.get(call.traject_id)]
    for call in changed:
        call.caller_id = callers.get(call.traject_id)
    RoundCall.objects.bulk_update(changed, ["caller"], batch_size=BATCH)
    return len(changed)


def shared_out(trajects: Iterable[int]) -> dict[int, int]:
    """A caller for each file: of its consultants who has fewest so far.

    Files that nobody has go to the coordinators in turn; no key if there is none.
    """
    keys = list(trajects)
    having = may_be_callers(keys)
    coordinators = list(people_with_role(Role.Kind.COORDINATOR))
    loads: Counter[int] = Counter()
    shared: dict[int, int] = {}
    # Who has no choice first, so that the others can even it out.
    for pk in sorted(keys, key=lambda one: len(having.get(one, coordinators))):
        people = having.get(pk, coordinators)
        if people:
            caller = min(people, key=lambda one: loads[one.pk])
            loads[caller.pk] += 1
            shared[pk] = caller.pk
    return shared
