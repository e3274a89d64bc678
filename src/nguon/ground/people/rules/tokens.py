"""What a program may do with a signed token."""

from django.utils.translation import gettext as _

from nguon.base.decision import ALLOWED, Decision
from nguon.ground.people.choices import Act
from nguon.ground.people.queries.bearer_tokens import BearerToken


def token_may(token: BearerToken, act: Act) -> Decision:
    """Only what its issuer was registered for, and its scope names where that was asked for."""
    if act in token.acts:
        return ALLOWED
    reason = _("This token may not %(act)s.") % {"act": act.label}
    return Decision(allowed=False, code="scope_missing", reason=reason)
