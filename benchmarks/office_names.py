"""Names to make up pupils and schools from."""

from __future__ import annotations

FIRST_NAMES = """\
Lucas Emma Noah Olivia Liam Mila Arthur Louise Louis Elena Jules Ella Adam Julia
Victor Anna Finn Marie Leon Lina Mathis Nora Vince Alice Oscar Camille Stan Juliette
Maurice Noor Tuur Lotte Wout Fien Jef Saar Mohamed Amina Youssef Yasmina Elif Mehmet
Zoë Chloé Łukasz Agnieszka Andrei Ioana Søren Ayşe Thijs Hanne Robbe Femke Senne
Amber Jasper Lore Siebe Nele"""
LAST_NAMES = """\
Peeters Janssens Maes Jacobs Mertens Willems Claes Goossens Wouters Pauwels Dubois
Hermans Lambert Aerts Michiels Smets Hendrickx Martens Vermeulen Lemmens Dupont
Cools Wauters Verhoeven Leclercq Bogaerts Segers Simon Coppens Baert Thys Verlinden
Moons Vandersteen Timmermans Lenaerts Declercq Desmet Baeten Cornelis Bosmans Nijs
Ceulemans Yıldız Demir Nguyen Benali Kowalski Popescu Vandenberghe Vanhoutte
Callebaut Vercammen Stevens Diels Geerts Wuyts Huybrechts Roels Torfs Engelen
Verstraeten Mathieu Vissers Raes Buysse Eeckhout Lippens Poppe Ghesquière Dhondt
Persoons Schepers Nelissen Gielen Driesen Vrancken Thijs Beckers Bollen Swinnen
Reynders Knapen Loos Hoste Verbeke"""
SCHOOL_NAMES = """De Linde
Het Kompas
De Wegwijzer
Sint-Jozef
Sint-Jan
Heilig Hart
De Regenboog
Atheneum
Don Bosco
De Klimop
De Zonnebloem
Mariagaard
Onze-Lieve-Vrouw
Sint-Lievens
Technisch Instituut
De Springplank
Klavertje Vier
Lyceum
De Vlinder
Sint-Pieter"""
