"""What a program may do with an organisation's key."""

from django.utils.translation import gettext as _

from nguon.base.decision import ALLOWED, Decision
from nguon.ground.people.choices import KEY_SCOPES, Act
from nguon.ground.people.models import ApiKey, Organisation


def key_may(key: ApiKey, act: Act, *, organisation: Organisation | None = None) -> Decision:
    """Only what its scopes list, only for its own organisation, and never once revoked."""
    if key.revoked_at is not None:
        return Decision(
            allowed=False, code="key_revoked", reason=_("This API key was revoked. Use a new one.")
        )
    if act not in KEY_SCOPES or act not in key.scopes:
        return Decision(
            allowed=False,
            code="scope_missing",
            reason=_("This API key has no scope “%(scope)s”. Issue one that has it.")
            % {"scope": act.value},
        )
    if organisation is not None and organisation.pk != key.organisation_id:
        return Decision(
            allowed=False,
            code="out_of_reach",
            reason=_("This API key belongs to another organisation."),
        )
    return ALLOWED
