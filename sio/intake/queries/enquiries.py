"""What was counted, and in which year."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.time import school_year, school_year_dates, today
from sio.intake import rules
from sio.intake.comparison import Comparison, compare, same_date_last_year
from sio.intake.models import Enquiry, EnquiryTopic

LATEST = 3  # of one's own counts, to take back


def enquiries_visible_to(user: User | AnonymousUser) -> QuerySet[Enquiry]:
    """All counts for whoever counts, newest first; nothing for others."""
    if not rules.may_count_enquiries(working_roles(user)):
        return Enquiry.objects.none()
    return Enquiry.objects.all()


def topics_visible_to(user: User | AnonymousUser) -> QuerySet[EnquiryTopic]:
    """The list of topics, retired ones too, for who keeps it; oldest first."""
    if not rules.may_keep_topics(working_roles(user)):
        return EnquiryTopic.objects.none()
    return EnquiryTopic.objects.all()


def topics_offered() -> QuerySet[EnquiryTopic]:
    """What can be chosen now, oldest first. Names of topics are no secret."""
    return EnquiryTopic.objects.filter(is_offered=True)


def counted_today(
    enquiries: QuerySet[Enquiry], channel: str, who: str
) -> dict[int, int]:
    """How many of today by topic, for one channel and one kind of person."""
    rows = enquiries.filter(on=today(), channel=channel, who=who).order_by()
    return dict(rows.values_list("topic").annotate(Sum("count")))


def to_take_back(enquiries: QuerySet[Enquiry], user: User) -> QuerySet[Enquiry]:
    """The newest that this person counted today."""
    mine = enquiries.filter(by=user, on=today())
    return mine.select_related("topic")[:LATEST]


def compared(enquiries: QuerySet[Enquiry], on: date) -> Comparison:
    """The school year of `on` up to that day, beside the year before it."""
    rows = enquiries.order_by().values_list("on").annotate(Sum("count"))
    days = list(rows.filter(on__range=(_first_day(same_date_last_year(on)), on)))
    return compare(days, days, on)


def broken_down(
    enquiries: QuerySet[Enquiry], field: str, comparison: Comparison
) -> list[tuple[str, int, int]]:
    """Value of `field`, how many now, how many before; the most now first."""
    now = Q(on__range=(_first_day(comparison.until), comparison.until))
    last = comparison.before_until
    before = Q(on__range=(_first_day(last), last))
    rows = enquiries.order_by().filter(now | before).values_list(field)
    counted = rows.annotate(
        now=Sum("count", filter=now, default=0),
        before=Sum("count", filter=before, default=0),
    )
    return sorted(counted, key=lambda row: (-row[1], -row[2], str(row[0])))


def per_month(
    enquiries: QuerySet[Enquiry], year: int
) -> list[tuple[date, str, str, str, int]]:
    """First of the month, channel, topic, who and how many, of one school year."""
    rows = enquiries.filter(on__range=school_year_dates(year)).order_by()
    grouped = rows.annotate(month=TruncMonth("on")).values_list(
        "month", "channel", "topic__name", "who"
    )
    counted = grouped.annotate(total=Sum("count"))
    return list(counted.order_by("month", "channel", "topic__name", "who"))


def _first_day(day: date) -> date:
    return school_year_dates(school_year(day))[0]
