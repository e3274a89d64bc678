from typing import Any

from django.contrib.auth.forms import PasswordChangeForm
from django.utils.translation import gettext as _


class OwnPasswordForm(PasswordChangeForm):
    """Another one than now: who was given it must not be the only one to have thought of it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        new = cleaned.get("new_password1")
        if new and new == cleaned.get("old_password"):
            self.add_error("new_password1", _("This is the password you have. Choose another one."))
        return cleaned
