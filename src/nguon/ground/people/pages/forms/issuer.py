"""Whose tokens an organisation trusts."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.base.ui.widgets import TickTiles
from nguon.ground.people.operations import IssuerTerms
from nguon.ground.people.pages.forms.key import scope_choices

_PLAIN = {"autocomplete": "off", "spellcheck": "false"}


class IssuerForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("How you know this sign-in service again."),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    issuer = forms.CharField(
        label=gettext_lazy("Issuer"),
        help_text=gettext_lazy("As in the claim “iss”: https://login.example/realms/…"),
        max_length=500,
        widget=forms.TextInput(_PLAIN),
    )
    audience = forms.CharField(
        label=gettext_lazy("Audience"),
        help_text=gettext_lazy("As in the claim “aud”: what the service calls this platform."),
        max_length=500,
        widget=forms.TextInput(_PLAIN),
    )
    claim = forms.CharField(
        label=gettext_lazy("Claim that tells your tokens from others'"),
        help_text=gettext_lazy("For example azp, client_id or sub."),
        max_length=200,
        initial="azp",
        widget=forms.TextInput(_PLAIN),
    )
    claim_value = forms.CharField(
        label=gettext_lazy("Value it must have"),
        max_length=500,
        widget=forms.TextInput(_PLAIN),
    )
    jwks_url = forms.CharField(
        label=gettext_lazy("Address of its public keys"),
        help_text=gettext_lazy("Called “jwks_uri” in the service's description; by https."),
        required=False,
        max_length=500,
        widget=forms.URLInput(_PLAIN),
    )
    jwks = forms.CharField(
        label=gettext_lazy("Or the public keys themselves"),
        help_text=gettext_lazy("A JSON Web Key Set: {“keys”: […]}. Then no address is asked."),
        required=False,
        max_length=50_000,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false"}),
    )
    acts = forms.MultipleChoiceField(
        label=gettext_lazy("What may such a token do?"),
        choices=scope_choices,
        widget=TickTiles(layout="list"),
        help_text=gettext_lazy("Always for this organisation only."),
    )
    acts_from_scope = forms.BooleanField(
        label=gettext_lazy("Only what the token's own scope names as well"), required=False
    )

    def clean_jwks(self) -> Any:
        text = self.cleaned_data["jwks"]
        if not text:
            return None
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(_("This is not JSON.")) from error

    def terms(self) -> IssuerTerms:
        return IssuerTerms(**self.cleaned_data)
