"""Closed lists: how a delivery can end, why a subscription stands still."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DeliveryState(TextChoices):
    WAITING = "waiting", _("on its way")
    ARRIVED = "arrived", _("arrived")
    GIVEN_UP = "given_up", _("given up")
    SET_ASIDE = "set_aside", _("set aside")
    SPLIT = "split", _("sent in smaller parts")
    WITHDRAWN = "withdrawn", _("nothing left that may be told")


class Stop(TextChoices):
    UNDELIVERABLE = "undeliverable", _("the receiver did not take it")
    RIGHTS = "rights", _("the subscriber may no longer query events")
    TOKEN = "token", _("the signature token cannot be opened any more")
    QUERY = "query", _("the query cannot be answered")
