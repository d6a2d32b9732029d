from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from django.urls import path

# allauth's views under its own names, at Dutch addresses. Only what we use: there
# are no passwords, nobody signs up, and addresses are changed by the helpdesk.
urlpatterns = [
    path("", account.request_login_code, name="account_login"),
    path("", account.request_login_code, name="account_request_login_code"),
    path("code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("uit/", account.logout, name="account_logout"),
    path("gesloten/", account.account_inactive, name="account_inactive"),
    path("sleutel/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("stap-2/", mfa.authenticate, name="mfa_authenticate"),
    path("stap-2/opnieuw/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "stap-2/opnieuw/sleutel/",
        passkey.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("beveiliging/", mfa.index, name="mfa_index"),
    path("beveiliging/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("beveiliging/app/weg/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("beveiliging/sleutels/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("beveiliging/sleutels/nieuw/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path(
        "beveiliging/sleutels/<int:pk>/weg/",
        passkey.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        "beveiliging/sleutels/<int:pk>/naam/",
        passkey.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
    path(
        "beveiliging/codes/",
        recovery.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "beveiliging/codes/nieuw/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "beveiliging/codes/bestand/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
