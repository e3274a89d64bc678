"""Reasons of core in the language of the page."""

from typing import Literal

from django.utils.translation import get_language

from nguon.core.haccp import Reason


def language() -> Literal["vi", "en"]:
    return "en" if (get_language() or "").startswith("en") else "vi"


def said(reason: Reason) -> str:
    return reason.text(language())
