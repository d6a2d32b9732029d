"""The rule sets are read before anything else: a wrong one stops the start."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks

from sio.intake import rulesets
from sio.intake.rulesets_check import no_day_without_rules


class IntakeConfig(AppConfig):
    name = "sio.intake"

    def ready(self) -> None:
        rulesets.rule_sets()
        checks.register(no_day_without_rules)
