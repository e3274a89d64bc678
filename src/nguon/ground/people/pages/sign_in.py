"""Sign in and out."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """One refusal for a wrong name, a wrong password and an inactive person: it tells nothing."""

    error_messages = {
        "invalid_login": _("User name or password is not right. Check both and try again."),
        "inactive": _("User name or password is not right. Check both and try again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def clean_username(self) -> str:
        """In the stored spelling, so that the lock counts `Lan` and `lan` as one."""
        username: str = self.cleaned_data["username"].strip().lower()
        # Nobody is called that, and the register of failures has no room for it.
        if len(username) > (self.username_field.max_length or 0):
            raise self.get_invalid_login_error()
        return username


class SignIn(LoginView):
    authentication_form = SignInForm
    template_name = "people/login.html"
    redirect_authenticated_user = True


class SignOut(LogoutView):
    """By POST only; the records on the phone stay where they are."""

    http_method_names = ["post", "options"]
