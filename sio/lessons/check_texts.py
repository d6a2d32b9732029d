"""Every text of the device check; part of TEXTS (texts.py).

`check.<part>.<outcome>` says what was found, for the person and for the helpdesk alike;
the three relays share `check.relay.…`.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHECK_TEXTS: dict[str, str | Promise] = {
    # Before and between the steps
    "check.start": _("Start de test"),
    "check.lead": _(
        "We kijken samen of camera, microfoon, geluid en verbinding werken."
    ),
    "check.private": _("Het duurt een minuutje. Er wordt niets opgenomen of bewaard."),
    "check.steps": _("Stappen van de test"),
    "check.step": _("Stap {now} van {all}: {name}"),
    "check.next": _("Volgende"),
    "check.again": _("Probeer opnieuw"),
    "check.skip": _("Overslaan"),
    "check.go_on": _("Ga toch verder"),
    "check.untested": _("Niet getest"),
    # What a colour says
    "check.tone.none": _("Niet getest"),
    "check.tone.good": _("In orde"),
    "check.tone.warn": _("Let op"),
    "check.tone.bad": _("Werkt niet"),
    # The names of the parts
    "check.side": _("Toestel"),
    "check.browser": _("Browser"),
    "check.camera": _("Camera"),
    "check.microphone": _("Microfoon"),
    "check.speaker": _("Geluid"),
    "check.line": _("Verbinding"),
    "check.direct": _("Rechtstreeks"),
    "check.udp": _("Omweg over UDP"),
    "check.tcp": _("Omweg over TCP"),
    "check.tls": _("Omweg over TLS"),
    "check.bandwidth": _("Snelheid"),
    "check.loss": _("Verlies"),
    "check.delay": _("Vertraging"),
    "check.result": _("Klaar"),
    # What was found
    "check.side.unknown": _("Niet gekoppeld"),
    "check.side.home": _("Thuis"),
    "check.side.class": _("Klas"),
    "check.side.grown_up": _("Een volwassene die aangemeld is"),
    "check.browser.works": _("Deze browser is geschikt."),
    "check.browser.unsupported": _("Met deze browser lukt een les niet."),
    "check.browser.insecure": _("Dit adres is niet beveiligd."),
    "check.camera.works": _("De camera werkt."),
    "check.camera.dark": _("De camera werkt, maar het beeld is zwart."),
    "check.camera.refused": _("De camera mag niet gebruikt worden."),
    "check.camera.missing": _("We vinden geen camera."),
    "check.camera.busy": _("De camera is bezet."),
    "check.camera.failed": _("De camera start niet."),
    "check.microphone.works": _("De microfoon werkt."),
    "check.microphone.silent": _("De microfoon hoort niets."),
    "check.microphone.refused": _("De microfoon mag niet gebruikt worden."),
    "check.microphone.missing": _("We vinden geen microfoon."),
    "check.microphone.busy": _("De microfoon is bezet."),
    "check.microphone.failed": _("De microfoon start niet."),
    "check.speaker.works": _("Het geluid werkt."),
    "check.speaker.not_heard": _("Het testgeluid was niet te horen."),
    "check.speaker.blocked": _("De browser hield het geluid tegen."),
    "check.direct.works": _("Rechtstreeks verbinden kan."),
    "check.direct.no_answer": _("Het netwerk antwoordt niet op rechtstreeks verkeer."),
    "check.direct.failed": _("Rechtstreeks verbinden lukt hier niet."),
    "check.relay.works": _("Deze omweg werkt."),
    "check.relay.failed": _("Deze omweg wordt tegengehouden."),
    "check.relay.absent": _("Deze omweg is niet ingesteld."),
    "check.bandwidth.barely": _("Te traag, zelfs voor geluid."),
    "check.bandwidth.sound": _("Goed genoeg voor geluid, niet voor beeld."),
    "check.bandwidth.board": _("Goed genoeg voor geluid en een bord dat stilstaat."),
    "check.bandwidth.small": _("Goed genoeg voor geluid en een klein beeld."),
    "check.bandwidth.picture": _("Goed genoeg voor beeld en geluid."),
    "check.bandwidth.sharp": _("Ruim genoeg voor beeld en geluid."),
    "check.loss.low": _("Er gaat bijna niets verloren."),
    "check.loss.some": _(
        "Er gaat soms iets verloren: beeld en geluid haperen af en toe."
    ),
    "check.loss.high": _("Er gaat veel verloren: beeld en geluid haperen."),
    "check.delay.short": _("Beeld en geluid komen snel aan."),
    "check.delay.long": _("Beeld en geluid komen wat later aan."),
    "check.delay.very_long": _("Beeld en geluid komen veel later aan."),
    # Camera
    "check.camera.asking": _(
        "Je browser vraagt of de camera aan mag. Kies “Toestaan”."
    ),
    "check.camera.looking": _("Even kijken…"),
    "check.camera.picture": _("Beeld van je camera"),
    "check.camera.stays": _("Dit beeld blijft op dit toestel."),
    "check.camera.choose": _("Welke camera?"),
    # Microphone
    "check.microphone.asking": _(
        "Je browser vraagt of de microfoon aan mag. Kies “Toestaan”."
    ),
    "check.microphone.say": _("Zeg eens iets!"),
    "check.microphone.heard": _("We horen je!"),
    "check.microphone.level": _("Hoe luid het is"),
    "check.microphone.choose": _("Welke microfoon?"),
    # Loudspeaker
    "check.speaker.press": _("Druk op de knop en luister."),
    "check.speaker.play": _("Speel een geluidje"),
    "check.speaker.replay": _("Nog eens"),
    "check.speaker.ask": _("Hoor je iets?"),
    "check.speaker.yes": _("Ja, ik hoor het"),
    "check.speaker.no": _("Nee"),
    "check.speaker.choose": _("Waar moet het geluid uit komen?"),
    # The line
    "check.line.wait": _("Even wachten. We proberen alle wegen naar buiten."),
    "check.line.busy": _("Bezig…"),
    "check.line.todo": _("Straks"),
    "check.line.figures": _("{ms} ms · {mbps} Mbit/s · {lost} % verlies"),
    "check.line.works": _("De verbinding werkt."),
    "check.line.detour": _("De verbinding werkt, langs een omweg."),
    "check.line.none": _("Er is geen weg naar buiten."),
    "check.line.no_relay": _(
        "Voor strenge netwerken, zoals in een ziekenhuis, is er nog geen omweg."
    ),
    "check.line.pair": _("De verbinding testen we zodra dit toestel gekoppeld is."),
    # The result
    "check.ready": _("Alles werkt. Je bent klaar voor de les!"),
    "check.pair": _(
        "Dit werkt! Koppel nu het toestel, dan testen we ook de verbinding."
    ),
    "check.partly": _("Wat je getest hebt, werkt. Je hebt nog niet alles getest."),
    "check.limited": _("Je kan meedoen met de les. Iets kan nog beter."),
    "check.stuck": _("Zo lukt een les nog niet. Hieronder staat wat je kan doen."),
    "check.todo": _("Wat kan je doen?"),
    "check.more": _("Meer over de verbinding"),
    "check.code": _("Jouw testcode"),
    "check.code.why": _(
        "Hulp nodig? Lees deze code voor aan de helpdesk: die weet dan genoeg."
    ),
    "check.call": _("Bel {phone}"),
    "check.mail": _("Mail naar {email}"),
    "check.restart": _("Test opnieuw"),
    "check.print": _("Afdrukken"),
    "check.sheet.title": _("Uitkomst van de test, voor wie het netwerk regelt"),
    "check.sheet.code": _("Testcode: {code}"),
    "check.sheet.way": _("Weg"),
    "check.sheet.to": _("Naar"),
    "check.sheet.outcome": _("Uitkomst"),
    "check.sheet.site": _("Website"),
    "check.sheet.anywhere": _("UDP naar alle poorten vanaf 1024"),
    "check.sheet.open": _("Gaat door"),
    "check.sheet.shut": _("Wordt tegengehouden"),
    "check.sheet.nothing": _("Er hoeft niets open te gaan."),
    "check.sheet.ask": _("Te vragen: laat dit door, van binnen naar buiten"),
    "check.sheet.ask_direct": _(
        "UDP naar alle poorten vanaf 1024, met de antwoorden terug"
    ),
    "check.sheet.why": _(
        "Eén weg is genoeg voor een les; "
        "hoe meer er doorgaan, hoe beter ze blijft gaan."
    ),
    "check.network": _("Blad voor wie het netwerk regelt"),
    "check.back": _("Terug"),
    "check.to_pair": _("Koppel dit toestel"),
    # Who can help
    "check.who.self": _("Dit kan je zelf."),
    "check.who.adult.home": _("Je ouder of begeleider kan helpen."),
    "check.who.adult.class": _("Je juf of meester kan helpen."),
    "check.who.network.home": _(
        "Wie thuis of in het ziekenhuis het internet regelt, kan helpen."
    ),
    "check.who.network.class": _("De ICT-coördinator van de school kan helpen."),
    "check.who.helpdesk": _("De helpdesk kan helpen."),
    # What to do
    "check.help.browser.unsupported": _(
        "Open deze pagina in een nieuwe versie van Chrome, Edge, Firefox of Safari."
    ),
    "check.help.browser.insecure": _(
        "Open deze pagina met een adres dat begint met https://."
    ),
    "check.help.camera.dark": _(
        "Schuif het klepje voor de camera open, of doe het licht aan."
    ),
    "check.help.camera.refused": _(
        "Druk op het slotje naast het adres en zet de camera op “Toestaan”."
    ),
    "check.help.camera.missing": _(
        "Steek de camera in, of kijk of er een knop is die ze uitzet."
    ),
    "check.help.camera.busy": _(
        "Sluit andere programma's die de camera gebruiken, zoals Teams of Zoom."
    ),
    "check.help.camera.failed": _("Zet het toestel uit en weer aan."),
    "check.help.microphone.silent": _(
        "Praat wat luider, of kijk of de microfoon niet op stil staat."
    ),
    "check.help.microphone.refused": _(
        "Druk op het slotje naast het adres en zet de microfoon op “Toestaan”."
    ),
    "check.help.microphone.missing": _(
        "Steek een microfoon in, of kijk of er een knop is die ze uitzet."
    ),
    "check.help.microphone.busy": _(
        "Sluit andere programma's die de microfoon gebruiken, zoals Teams of Zoom."
    ),
    "check.help.microphone.failed": _("Zet het toestel uit en weer aan."),
    "check.help.speaker.not_heard": _(
        "Zet het geluid luider. Zit er een koptelefoon in? Probeer het ook eens zonder."
    ),
    "check.help.speaker.blocked": _(
        "Druk op het slotje naast het adres en zet het geluid op “Toestaan”."
    ),
    "check.help.path": _(
        "Het netwerk houdt iets tegen. Geef het blad voor wie het netwerk regelt."
    ),
    "check.help.no_relay": _(
        "Een omweg voor strenge netwerken moet op de server ingesteld worden."
    ),
    "check.help.weak": _(
        "Ga dichter bij de wifi zitten of gebruik een kabel, en sluit andere filmpjes."
    ),
}
