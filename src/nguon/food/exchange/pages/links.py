from urllib.parse import quote

from django.urls import reverse


def thing_url(uri: str) -> str:
    """Where a thing is traced; its identifier keeps its slashes percent-encoded."""
    return reverse("trace:search") + quote(uri, safe="")
