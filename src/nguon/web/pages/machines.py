"""Small files that browsers and crawlers ask for by name."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

ROBOTS = "User-agent: *\nDisallow: /\nAllow: /$\n"


@login_not_required
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Records of children's meals are not for search engines; the front door is."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("base/mark.svg"))


@login_not_required
@cache_control(max_age=3600)
@require_safe
def manifest(_request: HttpRequest) -> JsonResponse:
    """Lets a phone put the mark on its home screen (W3C Web Application Manifest)."""
    return JsonResponse(
        {
            "name": _("Nguồn · school food with proof"),
            "short_name": "Nguồn",
            "lang": "vi",
            "start_url": reverse("web:home"),
            "scope": reverse("web:home"),
            "display": "standalone",
            "background_color": "#f6f2ea",
            "theme_color": "#182350",
            "icons": [
                {
                    "src": static("base/mark.svg"),
                    "type": "image/svg+xml",
                    "sizes": "any",
                    "purpose": "any",
                }
            ],
        },
        content_type="application/manifest+json",
    )
