"""Where a printed code of ours leads when it is scanned on this host.

Labels carry the identifier in capitals (`HTTPS://HOST/OBJ/…`), so the path is read in any case.
The public resolver with its link sets is a room of its own, later; until then a signed-in person
comes to the trace.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nguon.base.errors import Missing
from nguon.core.gs1 import Gs1Error, OwnIdentifier
from nguon.food.trace.pages.links import thing_url


@require_safe
def printed(_request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """A mistyped code is told apart from one that nobody knows, by its check character."""
    try:
        own = OwnIdentifier.parse(f"https://{settings.NGUON_IDENTIFIER_HOST}/{kind}/{code}")
    except Gs1Error as error:
        message = _("“%(code)s” is not a code of ours: a character was misread. Read it again.")
        raise Missing(message % {"code": code}) from error
    return redirect(thing_url(own.uri))
