"""What can be chosen in an application. The values are stable; the words are not."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """Who applies."""

    PARENT = "parent", _("Ouder of wettelijke vertegenwoordiger")
    PUPIL = "pupil", _("De leerling zelf, vanaf 12 jaar")
    SCHOOL = "school", _("School")
    CLB = "clb", _("CLB")
    DOCTOR = "doctor", _("Arts")
    HOSPITAL = "hospital", _("Ziekenhuis")
    THERAPIST = "therapist", _("Therapeut")
    OTHER = "other", _("Iemand anders")


# Who may say what the illness is, and choose (domain: the choice is the family's).
FAMILY = frozenset({Role.PARENT, Role.PUPIL})


class Level(TextChoices):
    NURSERY = "nursery", _("Kleuteronderwijs")
    PRIMARY = "primary", _("Lager onderwijs")
    SECONDARY = "secondary", _("Secundair onderwijs")


class StudyForm(TextChoices):
    """As the rules of eligibility name them."""

    ORDINARY = "ordinary", _("Gewoon onderwijs")
    BUSO = "buso", _("Buitengewoon onderwijs")
    BUSO_ALTERNATING = (
        "buso_alternating",
        _("Buitengewoon secundair: alternerende beroepsopleiding"),
    )
    OKAN = "okan", _("OKAN, onthaalklas")
    DUAL = "dual", _("Duaal leren")
    DBSO = "dbso", _("Deeltijds beroepsonderwijs (DBSO), tot zomer 2025")
    PREPARATORY_YEAR = "preparatory_year", _("Voorbereidend leerjaar")
    SE_N_SE = "se_n_se", _("Se-n-Se, specialisatiejaar")
    BSO_4TH_GRADE = "bso_4th_grade", _("Vierde graad bso")
    HBO5_NURSING = "hbo5_nursing", _("Verpleegkunde hbo5")


class Answer(TextChoices):
    """Of a plain question; left open is unknown too."""

    YES = "yes", _("Ja")
    NO = "no", _("Nee")
    UNKNOWN = "unknown", _("Weet ik niet")


class Reason(TextChoices):
    """Group of reasons; each is a health detail."""

    ILLNESS = "illness", _("Ziekte")
    ACCIDENT = "accident", _("Ongeval")
    OPERATION = "operation", _("Operatie")
    MATERNITY = "maternity", _("Zwangerschap of bevalling")
    PSYCHOLOGICAL = "psychological", _("Psychisch, zoals angst of depressie")
    OTHER = "other", _("Iets anders")


class Certificate(TextChoices):
    """Where the doctor's certificate is; it is never sent to us."""

    SCHOOL_HAS_IT = "school_has_it", _("De school heeft een geldig attest")
    ARRANGING = "arranging", _("Het wordt in orde gebracht")
    UNKNOWN = "unknown", _("Weet ik niet")


class Place(TextChoices):
    HOME = "home", _("Thuis")
    HOSPITAL = "hospital", _("In het ziekenhuis")
    BOTH = "both", _("Afwisselend thuis en in het ziekenhuis")


class Pattern(TextChoices):
    FULL_TIME = "full_time", _("De hele tijd afwezig")
    PART_TIME = "part_time", _("Deels naar school, deels niet, op vaste momenten")
    IRREGULAR = "irregular", _("Wisselend: niet te voorspellen")


class Teaching(TextChoices):
    """Other teaching that runs, as the rules of eligibility name it."""

    TOAH = "toah", _("Tijdelijk onderwijs aan huis (TOAH)")
    HOSPITAL_SCHOOL = "hospital_school", _("Ziekenhuisschool")
    SCHOOL_ZIEKZIJN = "school_ziekzijn", _("School & Ziekzijn")
    POAH = "poah", _("Permanent onderwijs aan huis (POAH)")


class Language(TextChoices):
    """In which we write and phone."""

    DUTCH = "nl-be", "Nederlands"
    FRENCH = "fr", "Français"
    ENGLISH = "en", "English"
    GERMAN = "de", "Deutsch"
