"""What allauth asks us: nobody signs up by themselves, and no address is kept."""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from sio.core.limits import address_key
from sio.core.mail import send_quietly


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People are invited (accounts.actions.invite_person); limits count hashes."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def get_client_ip(self, request: Any) -> str:
        """A keyed hash instead of the address; allauth counts by it in the cache."""
        return address_key(request)

    def send_mail(self, template_prefix: str, email: str, context: Any) -> None:
        """After the answer: the time it takes must not tell whom we know."""
        known = {"request": self.request, "email": email}
        message = self.render_mail(template_prefix, email, known | context)
        self.request.afterwards.append(partial(send_quietly, message))

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The passkey first: who has one need not type, and may have no app."""
        methods = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda method: "webauthn" not in method["id"])
