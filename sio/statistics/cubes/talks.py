"""Questions to us, and the questions that we asked in a round of calls."""

from __future__ import annotations

from sio.statistics.cubes.figures import NUMBER, Ratio, many, ratio
from sio.statistics.cubes.recipe import (
    YEAR,
    Dimension,
    Recipe,
    Tally,
    count,
    mean,
    share,
)
from sio.statistics.families.enquiries import ENQUIRIES
from sio.statistics.families.help import HELP
from sio.statistics.families.rounds import ANSWERS, NUMBERS, REACH

CHANNEL = Dimension("channel", ("phone", "mail", "fair", "visit", "chat"))
TOPIC = Dimension("topic")
TROUBLE = Dimension("trouble", ("picture", "sound", "drops", "no_line", "other"))
ASKED_BY = Dimension("asked_by", ("home", "class", "family", "school", "staff"))
ROUND = Dimension("round", summed=False, within="school_year")
QUESTION = Dimension("question", summed=False, within="round")
ANSWER = Dimension("answer", within="question")
REACHED = Dimension("reached", ("yes", "no"))
OPEN = ratio("mean", "minutes", Ratio(Tally("SUM(minutes)"), NUMBER, places=0))
_ENQUIRED = (many("enquiries", "enquiries"),)
_ASKED = (many("questions", "questions"), OPEN)
_OF_ROUND = ("school_year", "contact_round")

CUBES = (
    Recipe(
        name="enquiries_per_channel_per_school_year",
        version=1,
        family=ENQUIRIES,
        dimensions=(YEAR, CHANNEL),
        figures=_ENQUIRED,
        universe="enquiries",
        definitions=("school_year", "enquiry"),
        people=NUMBER,
    ),
    Recipe(
        name="enquiries_per_topic_per_school_year",
        version=1,
        family=ENQUIRIES,
        dimensions=(YEAR, TOPIC),
        figures=_ENQUIRED,
        universe="enquiries",
        definitions=("school_year", "enquiry"),
        people=NUMBER,
    ),
    Recipe(
        name="enquiries_to_date_per_school_year",
        version=1,
        family=ENQUIRIES,
        dimensions=(YEAR, CHANNEL),
        figures=_ENQUIRED,
        universe="enquiries",
        definitions=("school_year", "enquiry", "to_date"),
        where={"to_date": "yes"},
        people=NUMBER,
    ),
    Recipe(
        name="help_questions_per_school_year",
        version=1,
        family=HELP,
        dimensions=(YEAR, TROUBLE),
        figures=_ASKED,
        universe="help",
        definitions=("school_year", "help_question"),
        people=NUMBER,
    ),
    Recipe(
        name="help_questions_per_asker_per_school_year",
        version=1,
        family=HELP,
        dimensions=(YEAR, ASKED_BY),
        figures=_ASKED,
        universe="help",
        definitions=("school_year", "help_question"),
        people=NUMBER,
    ),
    Recipe(
        name="contact_round_results",
        version=1,
        family=ANSWERS,
        dimensions=(YEAR, ROUND, QUESTION, ANSWER),
        figures=(many("answers", "families"), share(people=NUMBER)),
        universe="rounds",
        definitions=(*_OF_ROUND, "share_of_counted"),
        people=NUMBER,
    ),
    Recipe(
        name="contact_round_numbers",
        version=2,
        family=NUMBERS,
        dimensions=(YEAR, ROUND, QUESTION),
        figures=(count("answers", "families"), mean("mean", "number", "given")),
        universe="rounds_numbers",
        definitions=_OF_ROUND,
    ),
    Recipe(
        name="contact_round_completeness",
        version=1,
        family=REACH,
        dimensions=(YEAR, ROUND, REACHED),
        figures=(many("files", "families"), share(people=NUMBER)),
        universe="rounds_reach",
        definitions=(*_OF_ROUND, "share_of_counted"),
        people=NUMBER,
    ),
)
