"""Django's settings, mapped from the typed configuration; there is no logic and no knob here."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from nguon import web
from nguon.config.config import load
from nguon.config.database import database_settings
from nguon.config.secret_key import secret_key

CONFIG = load()

DEBUG = CONFIG.debug
SECRET_KEY = secret_key(CONFIG)
PUBLIC_URL = CONFIG.public_url
NGUON_IDENTIFIER_HOST = CONFIG.identifier_host
CONFORMANCE_DIR = CONFIG.conformance_dir
ALLOWED_HOSTS = [
    str(urlsplit(PUBLIC_URL).hostname),
    "localhost",
    "127.0.0.1",
    "[::1]",
    *CONFIG.allowed_hosts,
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "nguon.base",
    "nguon.ground.journal",
    "nguon.ground.reference",
    "nguon.ground.people",
    "nguon.ground.products",
    "nguon.food.trace",
    "nguon.food.exchange",
    "nguon.food.kitchen",
    "nguon.food.oversight",
    "nguon.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # outside of WhiteNoise, so that its answers get the policy
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "nguon.base.language.ChosenLanguageMiddleware",
    "nguon.base.phone_api.PhoneApiMiddleware",
    "nguon.base.error_middleware.ErrorMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Deny by default: a page is for signed-in people unless it says otherwise.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "nguon.web.own_password.OwnPasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "nguon.config.urls"
WSGI_APPLICATION = "nguon.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nguon.web.context.hall",
            ],
        },
    },
]
# Jobs wait in the database and are deferred in the transaction that asks for them.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

FORM_RENDERER = "nguon.base.ui.renderer.HouseRenderer"

DATABASES = {"default": database_settings(CONFIG)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "people:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# A school sits behind one address: locking the address alone would lock out every cook, locking
# the name alone would let anybody lock out the manager. So the pair is locked.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = CONFIG.login_failure_limit
AXES_COOLOFF_TIME = timedelta(minutes=CONFIG.login_lockout_minutes)
AXES_LOCKOUT_TEMPLATE = "web/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "nguon.base.client_address.client_address"
TRUSTED_PROXIES = CONFIG.trusted_proxies

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["nguon.base.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = CONFIG.data_dir / "static"
PHONE_DIR = Path(web.__path__[0]) / "phone"  # where pwa/ is built to
MEDIA_ROOT = CONFIG.data_dir / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = CONFIG.upload_megabytes * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

SESSION_COOKIE_AGE = CONFIG.session_hours * 3600
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = CONFIG.is_https
SECURE_SSL_REDIRECT = False  # the proxy that ends TLS does it; here it would loop behind some
SECURE_HSTS_SECONDS = 31_536_000 if CONFIG.is_https else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.trusted_proxies and CONFIG.is_https else None
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": CONFIG.log_level.upper()},
    # Each job and each request would be a line.
    "loggers": {name: {"level": "WARNING"} for name in ("procrastinate", "httpx", "websockets")},
}
