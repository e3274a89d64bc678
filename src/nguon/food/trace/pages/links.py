from urllib.parse import quote

from django.urls import reverse


def thing_url(uri: str) -> str:
    """The page of a thing; its identifier keeps its slashes percent-encoded."""
    return reverse("trace:search") + quote(uri, safe="")
