"""Every address of the product, each with the keys of real rows in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import get_resolver
from django.utils import timezone

from sio.accounts.models import Absence
from sio.casework.models import (
    BulkItem,
    BulkMove,
    ContactMoment,
    FamilyWord,
    FeasibilityNote,
    FileMerge,
    Letter,
    Retirement,
    Round,
    RoundCall,
    RoundInvitation,
    RoundQuestion,
    Snooze,
)
from sio.core.bounces import mark_bounce
from sio.core.models import OutgoingMail
from sio.core.time import school_year, today
from sio.intake.models import EnquiryTopic
from sio.lessons.models import (
    ExtraLesson,
    HelpQuestion,
    ScheduleException,
    Slot,
    Use,
)
from sio.postbox.models import Parcel, ParcelFile
from sio.schools.models import (
    ClosingDay,
    Holiday,
    Location,
    Region,
    RegionArea,
    RegionConsultant,
    SchoolListUpload,
)
from sio.statistics.models import HistoryImport, Release
from sio.trajects.models import (
    BreakGlass,
    ClassKnowledge,
    Household,
    Message,
    OtherTeaching,
    Pupil,
    ReasonGroup,
    ReturnStep,
    Traject,
)
from sio.trajects.workflow import State
from tests.core.walks import all_addresses, secretive, separated, walk
from tests.statistics.releases import keep_chart, release_of

__all__ = ["all_addresses", "secretive", "separated", "walk"]  # fixtures too


@pytest.fixture
def places_numbers(school, carla, cora):
    """Those of schools, regions, closing days and absences."""
    day = today()
    region = Region.objects.create(name="Noord")
    area = RegionArea.objects.create(region=region, province="BE-VAN")
    held = RegionConsultant.objects.create(region=region, user=carla)
    location = Location.objects.create(school=school, number="1")
    closing = ClosingDay.objects.create(name="Brug", starts_on=day, ends_on=day)
    lines = b"instellingsnummer;naam;postcode;gemeente\n012345;School;3000;Leuven\n"
    upload = SchoolListUpload.objects.create(name="a.csv", content=lines, by=cora)
    absence = Absence.objects.create(
        user=carla, starts_on=day, ends_on=day, replaced_by=cora
    )
    return {
        "regios/<int:pk>": region.pk,
        "<int:area_pk>": area.pk,
        "<int:held_pk>": held.pk,
        "vestigingen/<int:pk>": location.pk,
        "sluitingsdagen/<int:pk>": closing.pk,
        "invoer/<int:pk>": upload.pk,
        "geschiedenis/<int:pk>": HistoryImport.objects.create(name="Oud").pk,
        "afwezigheden/<int:pk>": absence.pk,
    }


@pytest.fixture
def round_numbers(traject, carla, cora, paula):
    """Those of rounds and bulk moves: an open round that asks about Tuur."""
    opened = Round.objects.create(
        name="Ronde", why="x", made_by=cora, opened_at=timezone.now(), opened_by=cora
    )
    question = RoundQuestion.objects.create(
        round=opened, position=1, text="Lukt het?", kind="yes_no"
    )
    call = RoundCall.objects.create(round=opened, traject=traject, caller=carla)
    invitation = RoundInvitation.objects.create(
        call=call, guardian=paula.guardianships.get(), by=carla
    )
    bulk = BulkMove.objects.create(to="paused", reason="x", by=cora)
    BulkItem.objects.create(bulk=bulk, traject=traject, old="active", new="paused")
    return {
        "bevragingen/<int:pk>": opened.pk,
        "<int:question_pk>": question.pk,
        "<int:call_pk>": call.pk,
        "<uuid:link>": invitation.link,
        "samen-verplaatsen/<int:pk>": bulk.pk,
    }


@pytest.fixture
def weighing_numbers(agreed, carla):
    """Those of what was said on Tuur, and of a letter to his family."""
    said = {"traject": agreed, "by": carla}
    note = FeasibilityNote.objects.create(
        **said, aspect="pace", source="school", asked_on=today(), leaning="helps"
    )
    word = FamilyWord.objects.create(
        **said, kind="choice", how="phone", given_on=today()
    )
    letter = Letter.objects.create(**said, template="agreed", language="nl-be")
    return {
        "<int:note_pk>": note.pk,
        "<int:word_pk>": word.pk,
        "<int:letter_pk>": letter.pk,
        "brief/<uuid:uuid>": letter.uuid,
    }


@pytest.fixture
def release_numbers(cora):
    """Those of a draft of figures with a question."""
    release = Release.objects.create(
        number=1, title="Cijfers", first_year=2014, last_year=2015, made_by=cora
    )
    block = release.blocks.create(position=1, kind="question", text="Hoeveel?")
    return {
        "cijfers/<int:number>": release.number,
        "stukken/<int:pk>": block.pk,
        "stukken/<slug:kind>": "question",
        "bestanden/<str:name>": "uitgave-1.csv",
    }


@pytest.fixture
def other_numbers(
    agreed, places_numbers, weighing_numbers, round_numbers, release_numbers
):
    box = rows_of_the_box(agreed)
    of_staff = places_numbers | weighing_numbers | round_numbers | release_numbers
    return of_staff | box


@pytest.fixture
def open_numbers(carla, cora):
    """Those of figures that everybody may read, with a chart."""
    keep_chart(release_of(carla, cora, number=70), "figuur-1.nl-be.svg")
    return {
        "open-cijfers/<int:number>": 70,
        "open-cijfers/70/<str:name>": "figuur-1.nl-be.svg",
    }


@pytest.fixture
def of_all_numbers(open_numbers, other_numbers):
    """The longer places first: "cijfers/" is in "open-cijfers/" as well."""
    return open_numbers | other_numbers


@pytest.fixture
def numbers(agreed, school, carla, sofie, paula, home_device, of_all_numbers):
    """For each placeholder the key of a row of Tuur's, by what stands before it."""
    day = today()
    slot = Slot.objects.create(
        traject=agreed, weekday=0, part="lesson", starts_at="09:00", ends_at="10:00"
    )
    extra = ExtraLesson.objects.create(
        traject=agreed,
        starts_at=timezone.now(),
        ends_at=timezone.now() + timedelta(hours=1),
    )
    exception = ScheduleException.objects.create(
        traject=agreed, on=day, kind="teacher_absent"
    )
    holiday = Holiday.objects.create(name="Rust", starts_on=day, ends_on=day)
    Use.objects.create(
        connection="6ad0fbb1-3b5c-4bd4-8e3c-0c8a3ad2c5a1",
        traject=agreed,
        started_at=timezone.now() - timedelta(hours=1),
        stopped_at=timezone.now(),
    )
    mail = OutgoingMail.objects.create(
        address="weg@example.org", template="accounts/mail/invitation", state="failed"
    )
    part = rows_of_the_file(agreed, carla, paula) | rows_of_the_work(agreed, carla)
    topic, _made = EnquiryTopic.objects.get_or_create(name="Aanvragen")
    return (
        of_all_numbers
        | part
        | {
            "trajecten/<int:pk>": agreed.pk,
            "klas/<int:pk>": agreed.pk,
            "scholen/<int:pk>": school.pk,
            "onderwerpen/<int:pk>": topic.pk,
            "aanvraagperiodes/<int:year>": school_year(day),
            "vakantiedagen/<int:pk>": holiday.pk,
            "rollen/<int:pk>": carla.roles.get().pk,
            "contacten/<int:pk>": sofie.contacts.get().pk,
            "noodtoegang/<int:pk>": BreakGlass.objects.create(
                user=carla, traject=agreed, reason="x", ends_at=timezone.now()
            ).pk,
            "bewaartermijnen/<int:pk>": Retirement.objects.create(
                number=0, term="ended", over_on=day, agreed_by=carla
            ).pk,
            "ouders/<int:pk>": paula.guardianships.get().pk,
            "post/<int:pk>": mail.pk,
            "adressen/<int:pk>": mark_bounce(
                address=mail.address, why="full", by=None
            ).pk,
            "sleutels/<int:pk>": carla.authenticator_set.get().pk,
            "<int:device_pk>": home_device.pk,
            "<int:slot_pk>": slot.pk,
            "<int:extra_pk>": extra.pk,
            "<int:exception_pk>": exception.pk,
            "<int:assignment_pk>": agreed.assignments.get().pk,
            "<slug:side>": "home",
            "<side:side>": "klas",
            "<slug:scene>": "home-lobby",
        }
    )


def rows_of_the_box(traject):
    """What the class put into the box."""
    parcel = Parcel.objects.create(
        traject=traject,
        school_class=traject.school_class,
        side="class",
        hand="device",
        kind="ready",
        note="Maak oefening 3.",
        begun_at=timezone.now(),
        put_at=timezone.now(),
    )
    file = ParcelFile.objects.create(parcel=parcel, sealed_key="", name="breuken.pdf")
    return {"<int:parcel_pk>": parcel.pk, "<int:file_pk>": file.pk}


def rows_of_the_work(traject, carla):
    """One row of each thing that staff note, with an address of its own."""
    contact = ContactMoment.objects.create(
        traject=traject,
        with_whom="family",
        how="phone",
        reached=True,
        happened_at=timezone.now(),
        by=carla,
    )
    snooze = Snooze.objects.create(
        traject=traject,
        kind="return",
        until=today() + timedelta(days=1),
        reason="x",
        by=carla,
    )
    second = Traject.objects.create(
        pupil=Pupil.objects.create(first_name="Thuur", last_name="Peters"),
        school=traject.school,
        state=State.WAITING,
    )
    question = HelpQuestion.objects.create(
        traject=traject,
        asked_by="home",
        opened_at=timezone.now(),
        ends_at=timezone.now() + timedelta(hours=1),
    )
    merge = FileMerge.objects.create(
        kept=traject, merged=second, old_state="waiting", reason="x", by=carla
    )
    return {
        "helpdesk/<int:pk>": question.pk,
        "wachtlijst/<int:pk>": second.pk,
        "<int:other_pk>": second.pk,
        "<int:merge_pk>": merge.pk,
        "<int:contact_pk>": contact.pk,
        "<int:snooze_pk>": snooze.pk,
        "<slug:kind>": "return",
    }


def rows_of_the_file(traject, carla, paula):
    """One row of each part of a file that has an address of its own."""
    household = Household.objects.create(traject=traject, name="Thuis")
    teaching = OtherTeaching.objects.create(
        traject=traject, kind="toah", starts_on=today()
    )
    step = ReturnStep.objects.create(traject=traject, starts_on=today(), share=50)
    knowledge = ClassKnowledge.objects.create(
        traject=traject, text="Tuur is thuis.", written_by=carla
    )
    message = Message.objects.create(traject=traject, sender=paula, text="Dag")
    return {
        "<int:household_pk>": household.pk,
        "<int:guardian_pk>": paula.guardianships.get().pk,
        "<int:teaching_pk>": teaching.pk,
        "<int:step_pk>": step.pk,
        "<int:knowledge_pk>": knowledge.pk,
        "<int:message_pk>": message.pk,
        "<int:group_pk>": ReasonGroup.objects.get_or_create(code="blood")[0].pk,
    }


@pytest.fixture
def addresses(numbers):
    """All of the product, each with real keys in it."""
    return sorted({filled(route, numbers) for route in routes()})


def routes(patterns=None, before=""):
    listed = get_resolver().url_patterns if patterns is None else patterns
    for pattern in listed:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def filled(route, numbers):
    for place, number in numbers.items():
        named = place[place.index("<") :]
        route = route.replace(place, place.replace(named, str(number)))
    if "<" in route:
        raise ImproperlyConfigured(f"{route} needs a row in the fixture numbers")
    return f"/{route}"
