"""All settings, read from the environment once (docs/configuration.md).

Every default is safe for one machine: SQLite, one process, strict. `SIO_DEMO=1`
is the only thing that loosens anything. A missing secret stops the start. Secrets
may also come from a file: `SIO_SECRET_KEY_FILE` for `SIO_SECRET_KEY`, and so on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping


class Environment(FileAwareMapping):  # type: ignore[misc]
    """The environment; what comes from a file loses the end of its last line."""

    def __getitem__(self, key: str) -> str:
        return str(super().__getitem__(key)).rstrip("\r\n")


class Env(environ.Env):  # type: ignore[misc]
    ENVIRON = Environment()


env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# What the organisation sets -------------------------------------------------
SIO_DEMO = env.bool("SIO_DEMO", default=False)
VAR_DIR = Path(env.str("SIO_VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
ORGANISATION = env.str("SIO_ORGANISATION", default="sio")
HELPDESK_PHONE = env.str("SIO_HELPDESK_PHONE", default="")
HELPDESK_EMAIL = env.str("SIO_HELPDESK_EMAIL", default="")
# Use of the line that makes a half day count as followed.
HALF_DAY_MINUTES = env.int("SIO_HALF_DAY_MINUTES", default=30)
# Figures of fewer people than this are hidden, but for a zero.
SMALL_CELLS = env.int("SIO_SMALL_CELLS", default=5)
FEWEST_SMALL_CELLS, MOST_SMALL_CELLS = 3, 100
if not FEWEST_SMALL_CELLS <= SMALL_CELLS <= MOST_SMALL_CELLS:
    raise ImproperlyConfigured(
        f"SIO_SMALL_CELLS is not from {FEWEST_SMALL_CELLS} to {MOST_SMALL_CELLS}."
    )
PUBLIC_URL = env.str("SIO_PUBLIC_URL", default="")  # https://sio.example, for mails

# Under which terms anybody may use the open figures: what each calls itself, and its
# address.
OPEN_LICENCES = {
    "modellicentie-gratis-hergebruik-1.0": (
        "Modellicentie Gratis Hergebruik Vlaanderen v1.0",
        "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0",
    ),
    "cc0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "cc-by-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
}
OPEN_LICENCE = env.str(
    "SIO_OPEN_LICENCE", default="modellicentie-gratis-hergebruik-1.0"
)
if OPEN_LICENCE not in OPEN_LICENCES:
    raise ImproperlyConfigured(
        f"SIO_OPEN_LICENCE is none of: {', '.join(OPEN_LICENCES)}."
    )


def secret(name: str, demo: str) -> str:
    """The secret; in demo mode `demo` if it is not set. Raises when missing."""
    value = env.str(name, default=demo if SIO_DEMO else "")
    if not value:
        message = f"{name} is not set: the server does not start without it."
        raise ImproperlyConfigured(message)
    return str(value)


SECRET_KEY = secret("SIO_SECRET_KEY", demo="demo-only-" + "0123456789" * 5)
SECRET_KEY_FALLBACKS = env.list("SIO_OLD_SECRET_KEYS", default=[])  # still opens
# What health details rest under: id:base64 of 32 bytes, the first one encrypts.
DATA_KEYS = secret(
    "SIO_DATA_KEYS", demo="demo:" + "ZGVtby1vbmx5LWRlbW8tb25seS1kZW1vLW9ubHktLS0="
).split(",")
ALLOWED_HOSTS = env.list("SIO_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]
DEBUG = False
REDIS_URL = env.str("REDIS_URL", default="")
LIVE_LOCK = VAR_DIR / "live.lock"  # without Redis, held by the only process
# Proxies in front of us whose X-Forwarded-For we believe; 0: none.
TRUSTED_PROXIES = env.int("SIO_TRUSTED_PROXIES", default=0)

# Where ClamAV listens, to look at what is put in a post-box: a path, or tcp://host:port.
CLAMD = env.str("SIO_CLAMD", default="")

# The line ---------------------------------------------------------------------
STUN_URLS = env.list("SIO_STUN_URLS", default=[])  # stun:turn.example:3478
TURN_URLS = env.list("SIO_TURN_URLS", default=[])  # turn:…?transport=udp, turns:…
TURN_SECRET = secret("SIO_TURN_SECRET", demo="demo-only") if TURN_URLS else ""
ICE_TRANSPORT_POLICY = env.str("SIO_ICE_TRANSPORT_POLICY", default="all")  # or relay

# Django -----------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "sio.core",
    "sio.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "sio.schools",
    "sio.intake",
    "sio.trajects",
    "sio.devices",
    "sio.postbox",
    "sio.lessons",
    "sio.casework",
    "sio.statistics",
    "django.forms",  # last: ours go before its templates
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "sio.core.middleware.private_pages",
    "sio.core.middleware.chores_afterwards",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sio.core.middleware.reads_once",
    "sio.core.middleware.Refusals",
]
ROOT_URLCONF = "sio.urls"
# Who tells the access log for whom and by which exception somebody comes to a file.
ACCESS_LOG_ASKS = "sio.trajects.queries.behalf.on_whose_behalf"
# What is kept of a file for the figures, in the transaction in which it is erased.
BEFORE_ERASING = "sio.statistics.actions.keeping.keep_rows"
ASGI_APPLICATION = "sio.asgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "sio" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sio.core.context.organisation",
            ]
        },
    }
]
SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": str(VAR_DIR / "sio.sqlite3"),
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
}
# Each request has a thread of its own, so connections are kept in a pool, not by age.
# Source: Django, "Databases", on persistent connections under ASGI.
# PostgreSQL compiles a query that it takes for dear, which costs "Vandaag" nearly a
# second and saves none: our queries read few rows (benchmarks/RESULTS.md).
# A PostgreSQL that restarts or goes away: who asks is told within seconds, what was
# open is looked at before it is used, and it is tried again every second or so; the
# pool by itself would wait ever longer. A network that swallows all ends too.
POOL: dict[str, Any] = {
    "CONN_MAX_AGE": 0,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        "pool": {"max_size": 20, "timeout": 4, "reconnect_timeout": 2},
        "options": "-c jit=off",
        "connect_timeout": 3,
        "tcp_user_timeout": 8000,  # ms
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
    },
}
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url("DATABASE_URL", engine="django.db.backends.postgresql") | POOL
    if env.str("DATABASE_URL", default="")
    else SQLITE
}
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "sio",
    }
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # Far above what it holds: full, it would forget limits that still count.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

# Time and language ------------------------------------------------------------
USE_TZ = True
TIME_ZONE = "Europe/Brussels"
LANGUAGE_CODE = "nl-be"
LANGUAGES = [
    ("nl-be", "Nederlands"),
    ("fr", "Français"),
    ("en", "English"),
    ("de", "Deutsch"),
]
LOCALE_PATHS = [BASE_DIR / "sio" / "locale"]
FORMAT_MODULE_PATH = ["sio.formats"]

# Static files: built by Vite and collected; names carry a hash ----------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "sio" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    },
}

# Security -----------------------------------------------------------------------
SECURE_SSL_REDIRECT = not SIO_DEMO
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
)
SECURE_HSTS_SECONDS = 0 if SIO_DEMO else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = not SIO_DEMO
CSRF_COOKIE_SECURE = not SIO_DEMO
SESSION_COOKIE_NAME = "sio_session" if SIO_DEMO else "__Host-sio_session"
CSRF_COOKIE_NAME = "sio_csrf" if SIO_DEMO else "__Host-sio_csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
CSRF_FAILURE_VIEW = "sio.core.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "media-src": [SELF, "blob:", "mediastream:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# People who log in: a mailed code, a passkey, and TOTP as second factor --------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/begin/"  # leads on, by role
ACCOUNT_ADAPTER = "sio.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to people whom we do not know
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    # Per address of a mailbox tight, per network wide: a whole school shares one.
    "login": "600/m/ip",
    "request_login_code": "600/m/ip,3/m/key",
    "login_failed": "10/5m/key,300/5m/ip",
}
MFA_ADAPTER = "sio.accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SIO_DEMO
MFA_TOTP_ISSUER = ORGANISATION
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}  # nothing to guess in a passkey

# Mail -----------------------------------------------------------------------------
_mail = env.email_url("SIO_EMAIL_URL", default="consolemail://")
vars().update(_mail)
DEFAULT_FROM_EMAIL = env.str("SIO_MAIL_FROM", default="sio@localhost")
EMAIL_TIMEOUT = 30  # seconds for each word of the mail server

# What is done afterwards, by `manage.py db_worker` ---------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Logs: fixed event names, no names of pupils, no SDP, no addresses -----------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "filters": {"no_visitors": {"()": "sio.core.logging.NoVisitors"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "uvicorn.access": {"level": "WARNING"},
        # Else a line with the page for each visitor who is refused.
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
        "uvicorn.error": {"filters": ["no_visitors"]},
        "django_tasks": {"level": "WARNING"},  # db_worker sets its own
        "django_tasks_db": {"level": "WARNING"},
        # Warns with the words of the page that it sets.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
