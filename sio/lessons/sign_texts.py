"""Texts of the signs of taking part: the hand, reactions, faces, buddies, the break."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SIGN_TEXTS: dict[str, str | Promise] = {
    # The raised hand, in class
    "hand.age.now": _("nu net"),
    "hand.age.seconds": _("al {count} tellen"),
    "hand.age.minute": _("al 1 minuut"),
    "hand.age.minutes": _("al {count} minuten"),
    "hand.watcher": _("{name} let op het handje"),
    "lamp.title": _("Lamp voor het handje"),
    "lamp.none": _(
        "Er is geen lamp. Steek ze in een USB-poort en kies ze hier, één keer."
    ),
    "lamp.busy": _("De lamp antwoordt niet. Gebruikt een ander programma ze?"),
    "lamp.ready": _("De lamp ({name}) gaat aan als de hand omhoog is."),
    "lamp.choose": _("Kies een lamp"),
    "lamp.choose_own": _("Kies een zelfgemaakte lamp"),
    "lamp.forget": _("Geen lamp meer"),
    # Reactions and a face
    "react": _("Reageren"),
    "react.title": _("Wat wil je tonen aan de klas?"),
    "react.yes": _("Ja"),
    "react.no": _("Nee"),
    "react.lost": _("Ik snap het niet"),
    "react.slower": _("Trager graag"),
    "react.laugh": _("Haha!"),
    "react.tired": _("Ik ben moe"),
    "react.wait": _("Even wachten: de klas kijkt nog naar de vorige."),
    "react.shown": _("De klas ziet: {word}"),
    "react.sending": _("{word} gaat naar de klas…"),
    "react.away": _("Weg"),
    "react.gone": _("Je teken staat niet meer op het scherm van de klas"),
    "react.seen": _("Gezien"),
    "react.says": _("{name} toont: {word}"),
    "face.choose": _("Kies je gezicht"),
    "face.title": _("Welk gezicht ziet de klas?"),
    "face.text": _(
        "Staat je camera uit? Dan ziet de klas dit. Het beweegt als jij praat."
    ),
    "face.speaks": _("{name} praat"),
    "face.vos": _("vos"),
    "face.uil": _("uil"),
    "face.beer": _("beer"),
    "face.kat": _("kat"),
    "face.egel": _("egel"),
    "face.walvis": _("walvis"),
    "face.kikker": _("kikker"),
    "face.konijn": _("konijn"),
    "face.panda": _("panda"),
    "face.pinguin": _("pinguïn"),
    "face.leeuw": _("leeuw"),
    "face.draak": _("draak"),
    "face.robot": _("robot"),
    "face.raket": _("raket"),
    "face.cactus": _("cactus"),
    "face.maan": _("maan"),
    # Break time, and a game
    "recess": _("Speeltijd"),
    "recess.stop": _("Speeltijd uit"),
    "game.start": _("Spelletje"),
    "game.stop": _("Spel weg"),
    "game.title": _("Vier op een rij"),
    "game.me": _("jij"),
    "game.nobody": _("nog niets"),
    "game.column": _("Kolom {column}, van onder: {who}. Nog {free} vrij."),
    "game.my_turn": _("Jij bent aan de beurt."),
    "game.their_turn": _("{name} is aan de beurt."),
    "game.last": _("{name} koos kolom {column}."),
    "game.won": _("Vier op een rij! Jij wint."),
    "game.lost": _("Vier op een rij! {name} wint."),
    "game.draw": _("Alles is vol: gelijkspel."),
    "game.again": _("Nog eens"),
    # For a child that cannot read yet
    "nursery.on": _("Kleutermodus: twee grote prenten, zonder woorden"),
    "nursery.off": _("Kleutermodus uit op dit toestel"),
    "nursery.grown_up": _("Voor volwassenen"),
    "nursery.settings": _("Hoe drukt dit kind?"),
    "nursery.switches": _("Schakelaars (of de toetsen spatie en enter)"),
    "nursery.switches.none": _("geen: aanraken of toetsenbord"),
    "nursery.switches.one": _("één: het licht loopt vanzelf, een druk kiest"),
    "nursery.switches.two": _("twee: spatie loopt verder, enter kiest"),
    "nursery.pace": _("Hoe lang blijft het licht staan?"),
    "nursery.hold": _("Hoe lang moet een druk duren?"),
    "nursery.dwell": _("Kiezen door er met de wijzer op te blijven"),
    "nursery.at_once": _("niet"),
    "nursery.seconds": _("{count} s"),
    "nursery.speaks": _("Zeg wat op de prent staat"),
    "nursery.no_voice": _("Dit toestel heeft geen eigen stem voor deze taal."),
    "nursery.seen": _("De klas heeft je hand gezien"),
    "nursery.wait": _("We wachten op de klas"),
    "nursery.later": _("Er is nu geen les"),
    # Buddies and tasks, on the class's device alone
    "helpers.begin": _("Buddy van de dag kiezen"),
    "helpers.open": _("Wie doet wat?"),
    "helpers.title": _("Wie doet wat vandaag?"),
    "helpers.buddy_today": _("Buddy van vandaag:"),
    "helpers.task.buddy": _("Buddy van de dag"),
    "helpers.task.set": _("Neem de set mee"),
    "helpers.task.camera": _("Richt de camera"),
    "helpers.task.hand": _("Let op het handje"),
    "helpers.task.own": _("Nog een taak"),
    "helpers.tasks.change": _("Taken aanpassen"),
    "helpers.names": _("Voornamen van klasgenoten, met komma's ertussen"),
    "helpers.names.change": _("Namen weghalen"),
    "helpers.add": _("Zet erbij"),
    "helpers.added": _("{count} erbij"),
    "helpers.not_added": _("Dat stond er al, of er stond niets."),
    "helpers.remove": _("Haal {name} weg"),
    "helpers.away": _("Wie is er vandaag niet? Druk op de naam."),
    "helpers.is_away": _(
        "{name} is er vandaag niet. De beurt gaat naar iemand anders."
    ),
    "helpers.is_back": _("{name} is er toch."),
    "helpers.stay_here": _(
        "De namen blijven op dit toestel en worden nooit verstuurd. Ze verdwijnen "
        "als het toestel wordt ontkoppeld."
    ),
    "helpers.not_kept": _("Dit toestel kan de namen niet bewaren."),
    "helpers.print": _("Druk de week af"),
    "helpers.sheet.title": _("Samen met {name}: wie doet wat?"),
    "helpers.sheet.absent": _(
        "Is iemand er niet? Dan is het de beurt aan de volgende dag."
    ),
}
