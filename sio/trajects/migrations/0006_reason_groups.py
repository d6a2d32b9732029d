"""The reasons that public sources name; the coordinator adds to them."""

from __future__ import annotations

from django.db import migrations

MENTAL, BODY = "psychological", "physical"
# code, main group, Dutch, French, English, German
GROUPS = [
    (
        "psychological",
        MENTAL,
        "psychisch",
        "psychique",
        "psychological",
        "psychisch",
    ),
    (
        "behaviour",
        MENTAL,
        "gedrag of ontwikkeling",
        "comportement ou développement",
        "behaviour or development",
        "Verhalten oder Entwicklung",
    ),
    (
        "eating",
        MENTAL,
        "eetstoornis",
        "trouble alimentaire",
        "eating disorder",
        "Essstörung",
    ),
    ("cancer", BODY, "kanker", "cancer", "cancer", "Krebs"),
    (
        "bones",
        BODY,
        "botten, spieren en bindweefsel",
        "os, muscles et tissu conjonctif",
        "bones, muscles and connective tissue",
        "Knochen, Muskeln und Bindegewebe",
    ),
    ("blood", BODY, "bloed", "sang", "blood", "Blut"),
    (
        "heart",
        BODY,
        "hart en bloedvaten",
        "cœur et vaisseaux",
        "heart and vessels",
        "Herz und Gefäße",
    ),
    (
        "immune",
        BODY,
        "afweer",
        "système immunitaire",
        "immune system",
        "Immunsystem",
    ),
    (
        "chronic",
        BODY,
        "chronische ziekte",
        "maladie chronique",
        "chronic disease",
        "chronische Krankheit",
    ),
    ("accident", BODY, "ongeval", "accident", "accident", "Unfall"),
    ("operation", BODY, "operatie", "opération", "operation", "Operation"),
    (
        "maternity",
        BODY,
        "zwangerschap of bevalling",
        "grossesse ou accouchement",
        "pregnancy or childbirth",
        "Schwangerschaft oder Geburt",
    ),
    (
        "other_mental",
        MENTAL,
        "iets anders, psychisch",
        "autre, psychique",
        "other, psychological",
        "anderes, psychisch",
    ),
    (
        "other_body",
        BODY,
        "iets anders, lichamelijk",
        "autre, physique",
        "other, physical",
        "anderes, körperlich",
    ),
]


def add_groups(apps, schema_editor):
    ReasonGroup = apps.get_model("trajects", "ReasonGroup")
    for code, main, dutch, french, english, german in GROUPS:
        names = {
            "name_nl": dutch,
            "name_fr": french,
            "name_en": english,
            "name_de": german,
        }
        ReasonGroup.objects.get_or_create(code=code, defaults={"main": main, **names})


class Migration(migrations.Migration):
    dependencies = [("trajects", "0005_the_file")]

    operations = [migrations.RunPython(add_groups, migrations.RunPython.noop)]
