from __future__ import annotations

from django import forms
from django.utils.translation import override

from sio.trajects.models import Traject


class ChoiceForm(forms.Form):
    traject = forms.ModelChoiceField(Traject.objects.none())


def test_what_is_not_chosen_yet_reads_as_words():
    with override("nl"):
        assert ChoiceForm()["traject"].as_widget() == (
            '<select name="traject" required id="id_traject">\n'
            '  <option value="" selected>nog niet gekozen</option>\n\n'
            "</select>"
        )
