"""Every text of the live front end; TypeScript asks by key: t("hand.raise").

`{name}` is filled in by the front end.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sio.lessons.camera_texts import CAMERA_TEXTS
from sio.lessons.caption_texts import CAPTION_TEXTS
from sio.lessons.check_texts import CHECK_TEXTS
from sio.lessons.draw_texts import DRAW_TEXTS
from sio.lessons.exam_texts import EXAM_TEXTS
from sio.lessons.file_texts import FILE_TEXTS
from sio.lessons.guest_texts import GUEST_TEXTS
from sio.lessons.mates_texts import MATES_TEXTS
from sio.lessons.notebook_texts import NOTEBOOK_TEXTS
from sio.lessons.screen_texts import SCREEN_TEXTS
from sio.lessons.sign_texts import SIGN_TEXTS
from sio.lessons.sound_texts import SOUND_TEXTS
from sio.lessons.steer_texts import STEER_TEXTS
from sio.lessons.symbol_texts import SYMBOL_TEXTS

TEXTS: dict[str, str | Promise] = {
    "home.enter": _("Naar de klas"),
    "class.enter": _("Verbind"),
    # Words that both sides show
    "close": _("Sluiten"),
    "reload": _("Laad opnieuw"),
    "pair": _("Dit toestel koppelen"),
    "connecting": _("We maken verbinding…"),
    "no_server": _("Even geen internet. De les loopt gewoon door."),
    "test_picture": _("Oefenbeeld"),
    "offline.title": _("Geen internet"),
    "offline.text": _("We proberen het vanzelf opnieuw. Je hoeft niets te doen."),
    "notice.ok": _("Oké"),
    "notice.code": _("Code voor de helpdesk: {code}"),
    "not_now": _("Er is nu geen les."),
    "not_now.next": _("Er is nu geen les. De volgende: {lesson}."),
    "away.text": _(
        "We proberen het telkens opnieuw en komen vanzelf terug. "
        "Je hoeft niets te doen."
    ),
    "battery": _("Batterij"),
    "battery.level": _("{whose} {percent} %"),
    "battery.low.mine": _("De batterij is bijna leeg. Leg dit toestel aan de lader."),
    # After "Noor 15 %: ", in a sign of a few words.
    "battery.charge": _("leg dit toestel aan de lader"),
    "battery.nearly": _("bijna leeg"),
    "bar.title": _("Knoppen in de les"),
    "more": _("Meer"),
    "more.title": _("Meer knoppen"),
    "sound.unlock": _("Zet het geluid aan"),
    # Who is at the other end
    "trust.first": _("Vergelijk even de drie tekens"),
    "trust.first.text": _(
        "Lees elkaar de drie woorden voor. Zijn ze dezelfde, dan zit er "
        "niemand tussen. De les loopt gewoon door."
    ),
    "trust.changed.home": _("Het toestel van de klas is een ander dan vorige keer."),
    "trust.changed.class": _("Het toestel van {name} is een ander dan vorige keer."),
    "trust.changed.text": _(
        "Misschien is het een nieuw toestel, misschien zit er iemand "
        "tussen. Bel elkaar even: zien jullie dezelfde drie tekens?"
    ),
    "trust.coming": _("De tekens komen zo."),
    "trust.no_symbols": _("De drie tekens komen niet door."),
    "trust.no_symbols.text": _(
        "Zo weten we niet of er iemand tussen zit. Laad dit blad opnieuw, op "
        "allebei de schermen. Komen de tekens dan nog niet? Stop de les en bel "
        "de helpdesk."
    ),
    "trust.yes": _("Ja, de tekens zijn dezelfde"),
    "trust.no": _("Nee"),
    "trust.later": _("Later vergelijken"),
    "trust.refused": _(
        "De tekens waren niet dezelfde. Daarom maken we geen verbinding."
    ),
    "trust.unproven": _(
        "We kunnen niet nagaan wie er aan de andere kant is. Daarom maken "
        "we geen verbinding."
    ),
    "trust.call": _("Bel de helpdesk."),
    "trust.again": _("Opnieuw vergelijken"),
    "trust.title": _("De drie tekens"),
    "trust.shown": _("Zien jullie allebei dezelfde drie? Dan zit er niemand tussen."),
    "trust.none": _("De tekens komen als jullie verbonden zijn."),
    "trust.compared": _("Vergeleken: dit toestel is bekend."),
    # The helpdesk sees the line in figures
    "help.ask": _("Hulp vragen"),
    "help.ask.short": _("Hulp"),
    "help.ask.text": _(
        "Hapert het beeld of het geluid? Dan kan de helpdesk mee zoeken. Ook "
        "op het andere scherm staat dan dat de helpdesk meekijkt."
    ),
    "help.ask.sees": _(
        "De helpdesk ziet alleen cijfers van de lijn, geen beeld en geen "
        "geluid. Na een uur stopt het vanzelf."
    ),
    "help.ask.yes": _("Ja, vraag hulp"),
    "help.on": _("De helpdesk kijkt mee"),
    "help.on.short": _("Helpdesk kijkt mee"),
    "help.on.text": _("Alleen naar de cijfers van de lijn: geen beeld, geen geluid."),
    "help.off": _("De helpdesk kijkt niet meer mee."),
    "help.what": _("Wat ziet de helpdesk?"),
    "help.soon": _("De eerste cijfers komen zo."),
    "help.until": _("Stopt vanzelf om {time}."),
    "help.stop": _("Stop het meekijken"),
    "help.back": _("Terug"),
    "help.call": _("Bel ook even: {phone}."),
    "figure.route": _("Welke weg"),
    "figure.round_trip": _("Heen en terug"),
    "figure.lost_in": _("Verloren van wat binnenkomt"),
    "figure.lost_out": _("Verloren van wat vertrekt"),
    "figure.in_kbps": _("Komt binnen"),
    "figure.out_kbps": _("Vertrekt"),
    "figure.in_frames": _("Beelden per seconde, binnen"),
    "figure.out_frames": _("Beelden per seconde, buiten"),
    "figure.battery": _("Batterij"),
    "figure.browser": _("Browser"),
    "figure.browser.other": _("een andere"),
    # Today
    "today.title": _("Vandaag"),
    "today.none": _("Vandaag zijn er geen lessen."),
    "lesson.till": _("tot {time}"),
    "lesson.line": _("{subject} om {time}"),
    "lesson.no_subject": _("Les"),
    "lesson.now": _("nu"),
    "lesson.next": _("straks"),
    "lesson.done": _("gedaan"),
    "lesson.elsewhere": _("online, niet hier"),
    "lesson.pupil_absent": _("jij doet niet mee"),
    "lesson.teacher_absent": _("juf of meester is er niet"),
    "lesson.cancelled": _("geen les"),
    "lesson.title.home": _("In de les met {name}"),
    "lesson.title.class": _("{name} is in de les"),
    # Why the button does not work
    "block.version": _("Dit blad is te oud"),
    "block.version.text": _("Laad het blad opnieuw, dan werkt het weer."),
    "block.unpaired": _("Dit toestel is niet gekoppeld"),
    "block.unpaired.text": _(
        "Vraag een code aan je begeleider. Met die code koppel je het toestel."
    ),
    "block.missing": _("Nog niet klaar"),
    "block.missing.text": _("Voor de eerste les moet dit nog gebeuren:"),
    "block.ended": _("Dit toestel mag niet meer in de les"),
    "block.ended.text": _("Is dat niet juist? Vraag het aan je begeleider."),
    "missing.agreement_home": _(
        "Thuis moet iemand de afspraken goedkeuren. Je ouder kan dat."
    ),
    "missing.agreement_class": _(
        "De school moet de afspraken goedkeuren. De contactpersoon daar kan dat."
    ),
    "missing.traject": _("De lessen moeten nog starten. Je begeleider doet dat."),
    "elsewhere.text": _("De klas zit nu ergens anders online."),
    "elsewhere.open": _("Naar de les"),
    "elsewhere.open_in": _("Naar de les in {place}"),
    "elsewhere.class": _("De klas zit nu ergens anders online"),
    "elsewhere.class_in": _("De klas zit nu online in {place}"),
    "elsewhere.class.text": _(
        "De leerling thuis gaat daarheen. Hier hoeft niets te gebeuren."
    ),
    # The end
    "ended.over": _("De les is voorbij"),
    "ended.right": _("De les is gestopt: een van de toestellen mag niet meer meedoen"),
    "ended.no_server": _("De les is gestopt: het internet was te lang weg"),
    "ended.taken": _("Je bent nu in de les op een ander toestel"),
    "ended.left.home": _("Je bent uit de les"),
    "ended.left.class": _("De verbinding is gestopt"),
    "ended.by_class": _("De klas heeft de les gestopt"),
    "ended.by_pupil": _("{name} is uit de les gegaan"),
    "ended.class_gone": _("De klas kwam niet meer terug"),
    "ended.pupil_gone": _("{name} kwam niet meer terug"),
    "ended.back": _("Terug naar de klas"),
    "ended.done": _("Klaar"),
    "closing.title": _("De les is bijna voorbij"),
    "closing.left": _("Nog {left}"),
    "closing.stay": _("Blijf nog even"),
    # Another device has the place
    "taken.text": _("Je zit al klaar op een ander toestel: {device}."),
    "taken.text.class": _("De klas zit al klaar op een ander toestel: {device}."),
    "taken.here": _("Hier verdergaan"),
    # The pupil's start
    "greeting": _("Dag {name}!"),
    "class.there": _("De klas is er"),
    "class.not_there": _("De klas is er nog niet"),
    "how.title": _("Hoe wil je meedoen?"),
    "how.join": _("Meedoen"),
    "how.join.text": _("De klas ziet en hoort jou ook."),
    "how.face": _("Zonder camera"),
    "how.face.text": _("De klas hoort jou en ziet je getekende gezicht."),
    "how.watch": _("Eerst kijken"),
    "how.watch.text": _("Jij ziet en hoort de klas. De klas ziet en hoort jou niet."),
    "preview.label": _("Jouw camera"),
    "preview.only_you": _("Dit zie alleen jij."),
    "called.home": _("De klas wacht op je"),
    "called.text": _("De klas zit klaar. Kom je?"),
    "wait.home.title": _("Je zit klaar"),
    "wait.home": _("Je zit klaar. We wachten op de klas."),
    "wait.you": _("Jij bent er"),
    "wait.class_has_not_pressed": _(
        "De klas is er, maar heeft nog niet op de knop gedrukt"
    ),
    "wait.by_itself": _("De les begint vanzelf als iedereen er is."),
    "wait.stop": _("Toch niet"),
    # The class's start
    "kiosk.place": _("Dit is de plaats van"),
    "kiosk.now": _("Nu: {lesson}"),
    "kiosk.next": _("Straks: {lesson}"),
    "kiosk.no_lesson": _("Vandaag geen les meer op het rooster"),
    "kiosk.auto": _("Tijdens de les op het rooster gaat de verbinding vanzelf aan."),
    "class.again": _("Verbind opnieuw"),
    "pupil.there": _("{name} is er"),
    "pupil.not_there": _("{name} is er nog niet"),
    "called.class": _("{name} wacht op jullie"),
    "wait.class": _("Jullie zitten klaar. We wachten op {name}."),
    "wait.class_ready": _("De klas is er"),
    "wait.pupil_has_not_pressed": _(
        "{name} is er, maar heeft nog niet op de knop gedrukt"
    ),
    "full.on": _("Groot scherm"),
    "full.off": _("Klein scherm"),
    # In the lesson, at home
    "live.home": _("Je bent in de klas"),
    "away.title": _("Even weg"),
    "away.mine": _("Dit toestel heeft even geen internet."),
    "away.theirs.home": _("De klas heeft even geen internet."),
    "away.line.home": _("De lijn met de klas is even weg."),
    "away.thin": _("Het internet is nu te traag voor geluid en beeld."),
    "picture.class": _("Beeld van klas {name}"),
    "state.seen": _("De klas ziet je"),
    "state.unseen": _("De klas ziet je niet"),
    "state.heard": _("De klas hoort je"),
    "state.unheard": _("De klas hoort je niet"),
    "battery.me": _("Jij"),
    "battery.low.class": _("De batterij van de klas is bijna leeg."),
    "saving": _("Beeld spaart: het geluid gaat voor."),
    "photo.alt": _("Foto van het bord van klas {name}"),
    "photo.new": _("Nieuwe foto van het bord. Het beeld komt terug zodra het kan."),
    "photo.age": _(
        "Foto van het bord, {seconds} tellen oud. Het beeld komt terug zodra het kan."
    ),
    "mine": _("Jij"),
    "mine.label": _("Jouw eigen beeld"),
    "mine.watching": _("Jij kijkt mee"),
    "class.paused": _("De klas heeft even pauze"),
    "class.paused.text": _("Straks gaat de les verder."),
    "class.no_picture": _("Geen beeld van de klas"),
    "class.no_picture.text": _("Je kan de klas wel horen."),
    "camera.on": _("Camera is aan"),
    "camera.off": _("Camera is uit"),
    "camera.refused": _("Camera mag niet"),
    "camera.missing": _("Geen camera"),
    "camera.busy": _("Camera bezet"),
    "microphone.on": _("Micro is aan"),
    "microphone.off": _("Micro is uit"),
    "microphone.refused": _("Micro mag niet"),
    "microphone.missing": _("Geen micro"),
    "microphone.busy": _("Micro bezet"),
    "watch.on": _("Alleen kijken"),
    "watch.off": _("Meedoen"),
    "pause": _("Pauze"),
    "leave": _("Stoppen"),
    "hand.raise": _("Hand opsteken"),
    "hand.lower": _("Hand omlaag"),
    "hand.sending": _("Je hand gaat omhoog…"),
    "hand.up": _("Je hand is omhoog"),
    "hand.seen": _("De klas heeft je hand gezien"),
    "hand.down": _("Je hand is weer omlaag"),
    "pause.title": _("Even pauze?"),
    "pause.text": _("De klas ziet en hoort je dan niet. De klas ziet wel waarom:"),
    "pause.rest": _("even rusten"),
    "pause.care": _("zorg"),
    "pause.meal": _("eten"),
    "pause.other": _("iets anders"),
    "pause.not": _("Geen pauze"),
    "paused.home": _("Jij hebt pauze: {why}"),
    "paused.home.text": _("De klas ziet en hoort je niet."),
    "paused.back": _("Ik ben terug"),
    # In the lesson, in class
    "live.class": _("{name} is in de klas"),
    "away.class": _("{name} is even weg"),
    "battery.us": _("Wij"),
    "battery.low.pupil": _("De batterij van {name} is bijna leeg."),
    "away.theirs.class": _("{name} heeft even geen internet."),
    "away.line.class": _("De lijn met {name} is even weg."),
    "picture.pupil": _("Beeld van {name}"),
    "sign.coming": _("{name} komt eraan"),
    "sign.both": _("{name} kijkt en luistert nu"),
    "sign.hears": _("{name} luistert, maar ziet jullie niet"),
    "sign.sees": _("{name} kijkt, maar hoort jullie niet"),
    "sign.none": _("{name} ziet en hoort jullie nu niet"),
    "note.paused": _("{name} heeft pauze: {why}"),
    "note.watching": _("{name} kijkt mee (niet te zien of te horen)"),
    "note.muted": _("Micro van {name} staat uit"),
    "note.with_face": _("{name} doet mee zonder camera"),
    "ours": _("Dit ziet {name}"),
    "ours.unseen": _("Jullie"),
    "ours.label": _("Wat {name} van de klas ziet"),
    "hand.raised": _("{name} steekt de hand op"),
    "hand.answer": _("Gezien"),
    "hand.still_up": _("{name} mag iets zeggen"),
    "speaker.on": _("Geluid is aan"),
    "speaker.off": _("Geluid is uit"),
    "end": _("Stoppen"),
    "paused.class": _("De klas heeft pauze"),
    "paused.class.text": _("Thuis zie en hoor je de klas nu niet."),
    "paused.class.back": _("Verder met de les"),
    # Writing to each other
    "chat": _("Schrijven"),
    "chat.title": _("Schrijven"),
    "chat.write": _("Schrijf iets…"),
    "chat.send": _("Stuur"),
    "chat.empty": _("Nog niets geschreven. Niets hiervan wordt bewaard."),
    "chat.sending": _("wordt gestuurd…"),
    "chat.me": _("Jij"),
    "chat.class": _("De klas"),
    "chat.from": _("{name} schrijft: {text}"),
    "chat.new": _("{count} nieuw"),
    # Camera, microphone, loudspeaker, line
    "media.refused": _("Je camera en micro mogen nog niet mee"),
    "media.refused.text": _(
        "Druk boven in het scherm op het slotje en kies 'toestaan'. Druk dan hier."
    ),
    "media.missing": _("We vinden geen camera of micro"),
    "media.missing.text": _("Zit de stekker erin? Druk dan hier."),
    "media.busy": _("Je camera is bezet"),
    "media.busy.text": _(
        "Sluit andere programma's die de camera gebruiken. Druk dan hier."
    ),
    "media.insecure": _("Dit adres is niet veilig"),
    "media.insecure.text": _(
        "Camera en micro werken alleen met https. Vraag hulp aan een volwassene."
    ),
    "media.unsupported": _("Deze browser kan dit niet"),
    "media.unsupported.text": _("Gebruik een nieuwe Chrome, Edge, Firefox of Safari."),
    "media.retry": _("Probeer opnieuw"),
    "media.test": _("Camera en geluid testen"),
    "settings.title": _("Instellingen"),
    "settings.camera": _("Camera"),
    "settings.microphone": _("Micro"),
    "settings.speaker": _("Luidspreker"),
    "settings.none": _("niets gevonden"),
    "settings.keys": _("Letters op het toetsenbord werken als knoppen"),
    "settings.done": _("Klaar"),
    "settings.line": _("Lijn: {route}, heen en weer in {ms} ms"),
    "route.direct": _("rechtstreeks"),
    "route.relay": _("via onze server ({by})"),
    **STEER_TEXTS,
    **FILE_TEXTS,
    **SYMBOL_TEXTS,
    **CAMERA_TEXTS,
    **SOUND_TEXTS,
    **DRAW_TEXTS,
    **EXAM_TEXTS,
    **SIGN_TEXTS,
    **SCREEN_TEXTS,
    **NOTEBOOK_TEXTS,
    **MATES_TEXTS,
    **CAPTION_TEXTS,
    **GUEST_TEXTS,
} | CHECK_TEXTS
