"""An EPCIS document, pasted or as a file."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.food.exchange.pages.bounded_upload import is_too_large
from nguon.food.exchange.pages.forms.sheet import FileTile
from nguon.food.exchange.rules.explain.explain_document import LONGEST


class DocumentForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("The document"),
        help_text=gettext_lazy("JSON or XML of EPCIS 2.0, or XML of EPCIS 1.2, at most 2 MB."),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "class": "input code"}),
    )
    file = forms.FileField(
        label=gettext_lazy("or as a file"),
        required=False,
        allow_empty_file=True,
        widget=FileTile(attrs={"accept": ".json,.jsonld,.xml,.txt"}),
    )

    def __init__(self, request: HttpRequest) -> None:
        posted: Any = request.POST if request.method == "POST" else None
        super().__init__(posted, request.FILES if posted is not None else None)
        self._is_too_large = is_too_large(request)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        file = said.get("file")
        data = file.read() if file else str(said.get("text", "")).encode()
        limit = LONGEST // 1024**2
        if self._is_too_large or len(data) > LONGEST:
            raise forms.ValidationError(
                _("The document is larger than %(most)d MB. Try a part of it.") % {"most": limit}
            )
        if not data.strip():
            raise forms.ValidationError(_("Paste a document or choose a file."))
        return said | {"data": data}
