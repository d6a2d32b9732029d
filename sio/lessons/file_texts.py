"""The texts of files and photos in a lesson; TypeScript asks by key, as in `texts`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILE_TEXTS: dict[str, str | Promise] = {
    # The key and its panel
    "files": _("Blad"),
    "files.title": _("Bladen voor en van de klas"),
    "files.title.class": _("Bladen voor en van {name}"),
    "files.choose": _("Kies een bestand"),
    "files.shoot": _("Neem een foto van een blad"),
    "files.limits": _(
        "Foto's, PDF's, teksten en geluid, tot 50 MB. Alles verdwijnt hier na de les: "
        "bewaar wat je wilt houden."
    ),
    "files.none": _("Er is nog niets gestuurd."),
    "files.mine": _("gestuurd"),
    "files.theirs": _("gekregen"),
    "files.kb": _("{size} kB"),
    "files.mb": _("{size} MB"),
    "files.open": _("Bekijken"),
    "files.save": _("Bewaren"),
    "files.print": _("Afdrukken"),
    "files.accept": _("Haal het op"),
    "files.stop": _("Niet meer sturen"),
    "files.stop.theirs": _("Niet ophalen"),
    "files.away": _("Weg van hier"),
    "files.progress": _("{name}: zoveel is er al"),
    # How far it is
    "files.checking": _("we kijken het na"),
    "files.queued": _("wacht op zijn beurt"),
    "files.asked": _("groot bestand: haal het op als je wilt"),
    "files.going": _("{percent} % is er al"),
    "files.coming": _("{percent} % is er al"),
    "files.here": _("helemaal hier"),
    "files.sent": _("helemaal aangekomen"),
    "files.stopped": _("gestopt"),
    "files.thin": _("wacht even: de lijn heeft nu alleen plaats voor het geluid"),
    "files.line": _("wacht tot de lijn er weer is, en gaat dan vanzelf verder"),
    "files.missing": _(
        "“{name}” was onderweg ({percent} %) toen dit blad opnieuw laadde. Kies het "
        "bestand nog eens: alleen de rest gaat dan nog over de lijn."
    ),
    "files.missing.not": _("Laat maar"),
    # A quiet card on the picture
    "files.new.home": _("De klas stuurde een blad:"),
    "files.new.class": _("Er is een blad van de leerling:"),
    "files.new.asked.home": _("De klas heeft een groot bestand voor jou:"),
    "files.new.asked.class": _("De leerling heeft een groot bestand:"),
    # Why not
    "files.why.empty": _("Dit bestand is leeg. Bewaar het opnieuw en kies het dan."),
    "files.why.too_big": _("Dit bestand is groter dan 50 MB. Kies een kleiner."),
    "files.why.type": _("Zo'n bestand kan niet mee. Maak er een PDF van, of een foto."),
    "files.why.lies": _(
        "De naam zegt iets anders dan wat erin zit. Bewaar het opnieuw en kies het dan."
    ),
    "files.why.active": _(
        "In dit bestand kan een programma zitten. Dat gaat niet mee. Maak er een PDF "
        "van."
    ),
    "files.why.test": _("Nu niet: er is een toets zonder bestanden bezig."),
    "files.why.unreadable": _("Dit bestand is niet meer te lezen. Kies het nog eens."),
    "files.why.broken": _("Het kwam niet heel aan. Stuur het nog eens."),
    "files.why.no_room": _(
        "Er is aan de andere kant geen plaats meer. Haal daar eerst iets weg."
    ),
    "files.why.declined": _("Aan de andere kant gestopt"),
    # A photo of the board
    "snap": _("Foto"),
    "snap.name": _("Foto van het bord"),
    "snap.asked": _("We vragen een foto van het bord…"),
    "snap.coming": _("De foto van het bord komt: {percent} %"),
    "snap.allowed": _("{name} mag in deze les foto's van het bord nemen"),
    "snap.why.off": _("De klas wil in deze les geen foto's. Vraag het even."),
    "snap.why.no_camera": _(
        "De camera van de klas staat uit. Er is nu geen bord te zien."
    ),
    "snap.why.busy": _("Er is al een foto onderweg."),
    "snap.why.failed": _("De camera van de klas gaf geen foto. Probeer het nog eens."),
    "snap.why.taken_back": _("De klas nam deze foto terug."),
    "snap.why.no_answer": _("Er kwam geen antwoord. Probeer het nog eens."),
    "shutter": _("{name} kreeg een foto van het bord"),
    "shutter.back": _("Niet deze foto"),
    "shutter.off": _("Geen foto's meer in deze les"),
    # The large picture
    "viewer.close": _("Klaar"),
    "viewer.large": _("Groot"),
    "viewer.whole": _("Helemaal"),
    "viewer.straight": _("Recht maken"),
    "viewer.clear": _("Helderder"),
    "viewer.as_it_was": _("Zoals het was"),
    "viewer.busy": _("Even bezig…"),
    "viewer.failed": _("Dat lukte niet. De foto zelf is er nog."),
    "viewer.corners": _(
        "Sleep de vier hoeken naar de hoeken van het bord of het blad."
    ),
    "viewer.corners.found": _("Staan de vier hoeken goed? Sleep ze anders beter."),
    "viewer.corners.yes": _("Zo is het recht"),
    "viewer.corners.no": _("Niet doen"),
    # Pages of paper, by camera
    "pages.title": _("Bladen om te sturen"),
    "pages.page": _("Blad {number}"),
    "pages.corners": _("Hoeken"),
    "pages.whole": _("De hele foto"),
    "pages.away": _("Dit blad weg"),
    "pages.more": _("Nog een blad"),
    "pages.not": _("Toch niet"),
    "pages.send": _("Stuur {count} bladen"),
    "pages.send.one": _("Stuur dit blad"),
    "pages.back": _("Je bladen liggen er nog: bekijk ze."),
    "pages.lost": _(
        "Dit scherm laadde opnieuw, en je bladen zijn weg. Neem ze opnieuw."
    ),
    "pages.name": _("bladen.pdf"),
    "pages.name.one": _("blad.jpg"),
    # What the camera sees of a page
    "viewfinder.picture": _("Wat de camera ziet"),
    "viewfinder.take": _("Neem de foto"),
    "viewfinder.choose": _("Kies een foto"),
    "viewfinder.again": _("Probeer opnieuw"),
    "viewfinder.opening": _("De camera gaat open…"),
    "viewfinder.open": _("Zorg dat het hele blad in beeld is, met goed licht."),
    "viewfinder.taking": _("Hou het blad even stil…"),
    "viewfinder.failed": _("De foto lukte niet. Hou het blad stil en druk nog eens."),
    "viewfinder.refused": _(
        "De camera mag hier niet aan. Laat je helpen om ze toe te laten, of kies een "
        "foto die er al is."
    ),
    "viewfinder.missing": _(
        "We vinden geen camera. Je kunt een foto kiezen die er al is."
    ),
    "viewfinder.busy": _(
        "De camera is bezet door een ander programma. Sluit dat, of kies een foto die "
        "er al is."
    ),
    "viewfinder.unsupported": _(
        "Deze browser kan de camera hier niet openen. Je kunt een foto kiezen die er "
        "al is."
    ),
    "corner.top_left": _("Hoek linksboven"),
    "corner.top_right": _("Hoek rechtsboven"),
    "corner.bottom_right": _("Hoek rechtsonder"),
    "corner.bottom_left": _("Hoek linksonder"),
}
