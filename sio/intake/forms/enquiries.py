"""Input of counting questions."""

from __future__ import annotations

from typing import Any

from django import forms

from sio.intake.models import Enquiry, EnquiryTopic
from sio.intake.queries.enquiries import topics_offered

AT_ONCE = (1, 2, 3, 5, 10, 20, 50)


class EnquiryForm(forms.Form):
    """One press: everything is a choice, nothing is typed."""

    channel = forms.ChoiceField(choices=Enquiry.Channel.choices)
    who = forms.ChoiceField(choices=Enquiry.Who.choices)
    topic = forms.ModelChoiceField(EnquiryTopic.objects.none())
    count = forms.ChoiceField(
        choices=[(number, number) for number in AT_ONCE], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic = self.fields["topic"]
        assert isinstance(topic, forms.ModelChoiceField)
        topic.queryset = topics_offered()

    def clean_count(self) -> int:
        return int(self.cleaned_data["count"] or 1)


class TopicForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = EnquiryTopic
        fields = ["name", "is_offered"]
