"""What the live front end says about sound; part of `TEXTS`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SOUND_TEXTS: dict[str, str | Promise] = {
    "sound.title": _("Geluid"),
    # How loud it is
    "sound.mine.home": _("Jouw micro"),
    "sound.mine.class": _("De micro van de klas"),
    "sound.heard.home": _("Zo hoort de klas jou"),
    "sound.heard.class": _("Zo hoort {name} de klas"),
    "sound.theirs.home": _("De klas"),
    "sound.level.unknown": _("nog niet bekend"),
    "sound.level.none": _("stil"),
    "sound.level.soft": _("zacht"),
    "sound.level.good": _("goed"),
    "sound.level.loud": _("luid"),
    # What is wrong, and what helps
    "sound.muted": _("Je praat, maar je micro is uit."),
    "sound.muted.text": _("Niemand hoort je nu."),
    "sound.unmute": _("Zet je micro aan"),
    "sound.silent": _("Er komt geen geluid uit je micro."),
    "sound.silent.text": _(
        "Staat hij zelf aan? Zit de stekker goed? Of kies een andere micro."
    ),
    "sound.teacher": _("De micro van de leerkracht geeft geen geluid."),
    "sound.teacher.text": _(
        "Staat hij aan, en is hij opgeladen? De andere micro werkt nog."
    ),
    "sound.unheard.home": _("Er komt geen geluid van de klas."),
    "sound.unheard.home.text": _("Dat ligt niet aan jou. Schrijf het de klas even."),
    "sound.unheard.class": _("Er komt geen geluid van {name}."),
    "sound.unheard.class.text": _("Schrijf even, of vraag een teken."),
    "sound.clipping": _("Het is te luid: het kraakt."),
    "sound.clipping.text": _(
        "We zetten de micro zachter. Ga er ook wat verder vandaan."
    ),
    "sound.echo.home": _("De klas hoort zichzelf terug."),
    "sound.echo.home.text": _("Zet een koptelefoon op, of zet je geluid zachter."),
    "sound.echo.class": _("{name} hoort zichzelf terug."),
    "sound.echo.class.text": _(
        "Zet het geluid zachter, of de micro verder van de luidspreker."
    ),
    "sound.only_one": _("Dit toestel kan maar één micro tegelijk aan."),
    "sound.only_one.text": _("Kies bij Geluid welke: de klas of de leerkracht."),
    "sound.tab": _("Het geluid van het scherm gaat niet mee."),
    "sound.tab.text": _("Zet de micro uit, dan is het scherm te horen."),
    # The echo check
    "echo.check": _("Luister of er echo is"),
    "echo.text": _("Je hoort drie zachte tonen. Wees even stil."),
    "echo.listening": _("We luisteren… Wees even stil."),
    "echo.clean": _("Geen echo. Goed zo."),
    "echo.found": _("Er is echo."),
    "echo.unsure": _("We hoorden het niet goed. Probeer het als het stil is."),
    # A whisper for a neighbour
    "whisper": _("Fluisteren"),
    "whisper.stop": _("Stop met fluisteren"),
    "whisper.text": _(
        "Wie naast je toestel in de klas zit, hoort je zacht. "
        "De klas ziet dat je fluistert."
    ),
    "whisper.mine": _("Je fluistert"),
    "whisper.theirs": _("{name} fluistert"),
    "whisper.over": _("Het fluisteren is voorbij"),
    # Music as it is
    "music": _("Muziek laten horen"),
    "music.stop": _("Stop met muziek"),
    "music.on": _("Muziek"),
    "music.text": _(
        "Je geluid gaat zoals het is, in stereo. Zet een koptelefoon op, "
        "anders hoort de andere kant zichzelf terug."
    ),
    # In class: which microphones, and how loud the pupil is
    "sound.room_mic": _("Micro van de klas"),
    "sound.teacher_mic": _("Micro van de leerkracht"),
    "sound.no_mic": _("geen"),
    "sound.whisper_speaker": _("Luidspreker voor fluisteren"),
    "sound.same": _("dezelfde"),
    "sound.volume": _("Hoe luid klinkt {name}?"),
    "sound.cap": _("Nooit luider dan"),
    "sound.cap.text": _("Ook een kreet of een bons komt daar niet boven."),
}
