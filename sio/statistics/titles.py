"""What each cube is called, for who chooses figures; all of them per school year."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: dict[str, Promise] = {
    "pupils_per_province_per_school_year": _("Leerlingen per provincie"),
    "duration_per_province_per_school_year": _("Duur per provincie"),
    "duration_without_suspension_per_province_per_school_year": _(
        "Duur per provincie, zonder onderbrekingen"
    ),
    "psychological_per_province_per_school_year": _(
        "Leerlingen met een psychische reden per provincie"
    ),
    "psychological_duration_per_province_per_school_year": _(
        "Duur bij een psychische reden per provincie"
    ),
    "psychological_duration_without_suspension_per_province_per_school_year": _(
        "Duur bij een psychische reden per provincie, zonder onderbrekingen"
    ),
    "reason_groups_per_school_year": _("Leerlingen per groep van redenen"),
    "reasons_per_school_year": _("Leerlingen per reden"),
    "levels_per_school_year": _("Leerlingen per onderwijsniveau"),
    "reason_groups_per_level_per_school_year": _(
        "Groepen van redenen per onderwijsniveau"
    ),
    "multi_year_share_per_school_year": _("Leerlingen van meer dan een schooljaar"),
    "trajects_per_school_year": _("Leerlingen met een traject, en met meer"),
    "pupils_per_home_province_per_school_year": _("Leerlingen per provincie van thuis"),
    "pupils_per_net_per_school_year": _("Leerlingen per net"),
    "schools_reached_per_province_per_school_year": _("Bereikte scholen per provincie"),
    "share_of_schools_reached_per_province": _(
        "Aandeel van de scholen dat bereikt is, per provincie"
    ),
    "hours_per_province_per_school_year": _("Uren gebruik per provincie"),
    "half_days_per_province_per_school_year": _("Gevolgde halve dagen per provincie"),
    "planned_and_followed_half_days_per_school_year": _(
        "Geplande en gevolgde halve dagen per onderwijsniveau"
    ),
    "line_stability_per_school_year": _("Stabiliteit van de lijn"),
    "lesson_duration_per_province_per_school_year": _(
        "Maanden van eerste tot laatste les per provincie"
    ),
    "applications_per_province_per_school_year": _("Aanvragen per provincie"),
    "applications_to_date_per_school_year": _(
        "Aanvragen tot dezelfde datum, per provincie"
    ),
    "applications_per_role_per_school_year": _("Wie de aanvragen deed"),
    "decisions_per_school_year": _("Wat er over aanvragen beslist werd"),
    "refusal_reasons_per_school_year": _("Redenen van weigeringen"),
    "contact_within_five_days_per_school_year": _("Contact binnen vijf werkdagen"),
    "ends_per_school_year": _("Hoe trajecten eindigden"),
    "waiting_now": _("Wie nu wacht, per provincie"),
    "waiting_days": _("Hoeveel dagen er al gewacht wordt, per provincie"),
    "material_placed": _("Geplaatst materiaal per provincie"),
    "sets_free_per_school_year": _("Vrije sets"),
    "sets_free_per_month": _("Vrije sets per maand"),
    "enquiries_per_channel_per_school_year": _("Vragen om informatie per kanaal"),
    "enquiries_per_topic_per_school_year": _("Vragen om informatie per onderwerp"),
    "enquiries_to_date_per_school_year": _(
        "Vragen om informatie tot dezelfde datum, per kanaal"
    ),
    "help_questions_per_school_year": _("Hulpvragen naar wat er was"),
    "help_questions_per_asker_per_school_year": _("Hulpvragen naar wie ze stelde"),
    "contact_round_results": _("Antwoorden op bevragingen"),
    "contact_round_numbers": _("Getallen in bevragingen"),
    "contact_round_completeness": _("Hoeveel gezinnen bij een bevraging bereikt zijn"),
}


def title_of(cube: str) -> str:
    """Its title; the name itself if it has none."""
    return str(TITLES.get(cube, cube))
