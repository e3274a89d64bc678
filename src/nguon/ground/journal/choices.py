"""By which door a record came in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    WEB = "web", _("web page")
    PHONE = "phone", _("phone app")
    IMPORT = "import", _("import")
