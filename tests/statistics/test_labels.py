from __future__ import annotations

import pytest
from django.utils import translation

from sio.statistics import labels
from sio.statistics.cells import TOTAL, Measure, Shape
from sio.trajects.models import ReasonGroup

PUPILS = Measure("pupils", "count", "pupils")
MEAN = Measure("mean", "mean", "months")
SHARE = Measure("share", "share", "percent")


def test_provinces_stand_in_the_order_of_the_answers_to_parliament():
    given = [TOTAL, "", "BE-BRU", "BE-VBR", "BE-VLI", "BE-VOV", "BE-VWV", "BE-VAN"]
    assert list(labels.value_names("province", given).values()) == [
        "Antwerpen",
        "Oost-Vlaanderen",
        "West-Vlaanderen",
        "Limburg",
        "Vlaams-Brabant",
        "Brussel",
        "niet bekend",
        "Totaal",
    ]


def test_school_years_stand_in_their_own_order():
    given = ["2015-2016", TOTAL, "2012-2013"]
    assert list(labels.value_names("school_year", given)) == [
        "2012-2013",
        "2015-2016",
        TOTAL,
    ]


@pytest.mark.parametrize(
    ("shown", "measure", "text"),
    [
        (101, PUPILS, "101"),
        (0, PUPILS, "0"),
        (None, PUPILS, ""),
        (":c", PUPILS, ":c"),
        (12345, PUPILS, "12.345"),
        (7, MEAN, "7 maanden"),
        (1, MEAN, "1 maand"),
        ("schooljaar", MEAN, "schooljaar"),
        (9.4, SHARE, "9,4%"),
        (10, SHARE, "10,0%"),
        (0.25, Measure("reconnects_per_hour", "mean", "per_hour"), "0,25"),
    ],
)
def test_a_cell_reads_as_people_write_it(shown, measure, text):
    assert labels.shown_text(shown, measure) == text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl-be", ["7 maanden", "schooljaar", "9,4%", "12.345", "maart 2016"]),
        ("fr", ["7 mois", "année scolaire", "9,4 %", "12\u202f345", "mars 2016"]),
        ("en", ["7 months", "school year", "9.4%", "12,345", "March 2016"]),
        ("de", ["7 Monate", "Schuljahr", "9,4 %", "12.345", "März 2016"]),
    ],
)
def test_four_languages(language, words):
    with translation.override(language):
        assert [
            labels.shown_text(7, MEAN),
            labels.shown_text("schooljaar", MEAN),
            labels.shown_text(9.4, SHARE).replace("\N{NO-BREAK SPACE}", " "),
            labels.shown_text(12345, PUPILS),
            labels.value_name("month", "2016-03"),
        ] == words


def test_counts_have_a_total_and_means_an_overall():
    assert labels.total_name([PUPILS]) == "Totaal"
    assert labels.total_name([Measure("min", "min", "months"), MEAN]) == "Algemeen"


def test_a_measure_without_a_word_has_that_of_its_kind_or_unit():
    assert labels.measure_name(Measure("m1", "min", "months")) == "minimum"
    assert labels.measure_name(Measure("x", "count", "schools")) == "scholen"
    assert labels.measure_name(Measure("x", "count", "y")) == "x"


def test_reasons_have_the_names_that_the_coordinator_keeps(db):
    ReasonGroup.objects.filter(code="cancer").update(name_fr="tumeur")
    with translation.override("fr"):
        assert labels.value_names("group", ["cancer", TOTAL]) == {
            "cancer": "tumeur",
            TOTAL: "Total",
        }


def test_what_has_no_word_is_named():
    measure = Measure("zzz", "count", "zzz")
    shape = Shape("x", 1, ("province", "yyy"), (PUPILS, measure), "x", {"main": "www"})
    assert labels.without_words(shape) == ["yyy", "zzz", "main=www"]
    plain = Shape("x", 1, ("province",), (PUPILS,), "x", {"main": "psychological"})
    assert labels.without_words(plain) == []
