"""Common first and last names, from which the people of the demo are drawn.

No list of a real school, class or family: names that thousands of people bear, in the
scripts in which families in Belgium write them.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Names:
    """Names that go together; `language` is that of the letters of such a family."""

    pupils: tuple[str, ...]
    mothers: tuple[str, ...]
    fathers: tuple[str, ...]
    last: tuple[str, ...]
    language: str = "nl-be"


DUTCH = Names(
    (
        *("Emma", "Louis", "Olivia", "Arthur", "Mila", "Jules", "Lina", "Finn"),
        *("Elena", "Lars", "Juliette", "Mats", "Nora", "Vic", "Hanne", "Seppe"),
        *("Febe", "Senne", "Jolien", "Stan", "Lore", "Wout", "Amber", "Kobe"),
    ),
    ("An", "Katrien", "Leen", "Sofie", "Inge", "Veerle", "Nele", "Griet"),
    ("Bart", "Koen", "Wim", "Tom", "Dirk", "Stijn", "Filip", "Jan"),
    (
        *("Peeters", "Maes", "Jacobs", "Mertens", "Willems", "Claes", "Goossens"),
        *("Wouters", "De Smet", "Vermeulen", "Van den Broeck", "Hermans", "Aerts"),
        *("Michiels", "Martens", "Lemmens", "De Clercq", "Pauwels", "Desmet"),
    ),
)
FRENCH = Names(
    ("Chloé", "Théo", "Léa", "Hugo"),
    ("Aurélie", "Nathalie"),
    ("Benoît", "Olivier"),
    ("Dubois", "Lambert", "Leclercq"),
    "fr",
)
ARABIC = Names(
    ("Youssef", "Yasmine", "ياسمين", "Bilal", "آدم", "Imane"),
    ("Fatima", "Samira", "خديجة"),
    ("Mohamed", "Rachid", "أحمد"),
    ("El Amrani", "Benali", "العمراني", "Haddad"),
)
TURKISH = Names(
    ("Elif", "Emir", "Şeyma", "Çağlar"),
    ("Ayşe", "Gülay"),
    ("İbrahim", "Mehmet"),
    ("Yılmaz", "Öztürk", "Şahin"),
)
POLISH = Names(
    ("Zofia", "Łukasz", "Małgorzata", "Jakub"),
    ("Agnieszka", "Katarzyna"),
    ("Paweł", "Krzysztof"),
    ("Kowalska", "Wójcik", "Zieliński"),
    "en",
)
UKRAINIAN = Names(
    ("Дарина", "Oleksandr", "Софія", "Maksym"),
    ("Олена", "Iryna"),
    ("Андрій", "Serhij"),
    ("Шевченко", "Kovalenko", "Бондаренко"),
    "en",
)
ALL = (DUTCH, FRENCH, ARABIC, TURKISH, POLISH, UKRAINIAN)
# How often each is drawn, of sixteen.
DRAWN = (
    *(DUTCH,) * 9,
    *(FRENCH, ARABIC, ARABIC, TURKISH, TURKISH, POLISH, UKRAINIAN),
)
# Who speaks for the schools, and who works with us.
AT_SCHOOL = (
    *("Annelies Bogaert", "Joris Van Damme", "Fatiha Ouali", "Griet Segers"),
    *("Hendrik Cools", "Marijke Thys", "Nicolas Fontaine", "Zeynep Aydın"),
    *("Peter Baert", "Ilse Raes", "Dimitri Wauters", "Saskia Nijs"),
)


@dataclass(frozen=True)
class Child:
    """A pupil and two grown-ups of one family."""

    first: str
    last: str
    mother: str
    father: str
    language: str


def draw(chance: Random, taken: set[tuple[str, str]]) -> Child:
    """A child whose name nobody has yet; adds it to `taken`."""
    while True:
        names = chance.choice(DRAWN)
        first, last = chance.choice(names.pupils), chance.choice(names.last)
        if (first, last) not in taken:
            taken.add((first, last))
            mother, father = chance.choice(names.mothers), chance.choice(names.fathers)
            return Child(first, last, mother, father, names.language)
