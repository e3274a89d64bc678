"""Who decides what of an organisation's events others see, and what a rule may say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from nguon.base.decision import ALLOWED, Decision
from nguon.base.errors import FieldError, InputInvalid
from nguon.core.epcis import STANDARD_EVENTS, cbv
from nguon.core.epcis.identity import identity_of
from nguon.core.epcis.uris import is_uri
from nguon.food.trace.choices import HideableMember
from nguon.food.trace.queries.sharing import organisations_shared_by
from nguon.ground.people.choices import Act, Role
from nguon.ground.people.models import Organisation, Person

SHARING_ROLES = tuple(
    role
    for role in Role
    if role != Role.PROVINCE and role.acts & {Act.QUERY_EVENTS, Act.VIEW_TRACE}
)
"""With whom it makes sense to share: those who may ask, and do not see everything anyway."""
_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingTerms:
    """What a rule says; see `SharingRule`. Exactly one of `partner` and `partner_role`."""

    partner: Organisation | None = None
    partner_role: Role | str | None = None
    event_types: Sequence[str] = ()
    biz_steps: Sequence[str] = ()
    places: Sequence[str] = ()
    things: Sequence[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    hidden_members: Sequence[str] = ()
    shares_master_data: bool = False
    may_trace: bool = False


def may_share(person: Person, owner: Organisation, *, at: datetime | None = None) -> Decision:
    if organisations_shared_by(person, at=at).filter(pk=owner.pk).exists():
        return ALLOWED
    reason = _("Only who speaks for the whole organisation decides who sees its data.")
    return Decision(allowed=False, code="not_owner", reason=reason)


def good_terms(terms: SharingTerms, *, owner: Organisation) -> SharingTerms:
    """The terms with every name in its canonical form, or `InputInvalid` with all that is wrong."""
    errors = [*_partner_errors(terms, owner), *_time_errors(terms), *_hidden_errors(terms)]
    steps = [cbv.canonical_word(cbv.Vocabulary.BIZ_STEP, one) for one in terms.biz_steps]
    known = cbv.WORD_LISTS[cbv.Vocabulary.BIZ_STEP].words
    errors += _unknown("event_types", terms.event_types, STANDARD_EVENTS)
    errors += _unknown("biz_steps", steps, known)
    errors += _no_uris("places", terms.places)
    errors += _no_uris("things", terms.things)
    if errors:
        raise InputInvalid(errors)
    return replace(
        terms,
        event_types=_once(terms.event_types),
        biz_steps=_once(steps),
        places=_once(identity_of(one).canonical for one in terms.places),
        things=_once(identity_of(one).canonical for one in terms.things),
        hidden_members=_once(terms.hidden_members),
    )


def _partner_errors(terms: SharingTerms, owner: Organisation) -> list[FieldError]:
    if (terms.partner is None) == (not terms.partner_role):
        message = _("A rule is for one organisation or for one role.")
        return [FieldError("partner", message)]
    if terms.partner is not None and terms.partner.pk == owner.pk:
        return [FieldError("partner", _("What is one's own is seen anyway."))]
    return _unknown("partner_role", [terms.partner_role or ""], ["", *SHARING_ROLES])


def _time_errors(terms: SharingTerms) -> list[FieldError]:
    moments = [one for one in (terms.since, terms.until) if one is not None]
    if any(one.tzinfo is None for one in moments):
        return [FieldError("since", _("A time needs its zone."))]
    if len(moments) == 2 and moments[0] >= moments[1]:
        return [FieldError("until", _("The end comes after the beginning."))]
    return []


def _hidden_errors(terms: SharingTerms) -> list[FieldError]:
    known = frozenset(HideableMember.values)
    wrong = [one for one in terms.hidden_members if one not in known and not is_uri(one)]
    errors = _listed("hidden_members", wrong, ", ".join(sorted(known)) + ", https://…")
    if terms.may_trace and terms.hidden_members:
        message = _("Who may trace is shown everything: hide nothing, or do not allow tracing.")
        errors.append(FieldError("may_trace", message))
    return errors


def _unknown(path: str, values: Iterable[Any], known: Iterable[str]) -> list[FieldError]:
    listed = set(known)
    wrong = [str(one) for one in values if one not in listed and not _is_own(str(one))]
    return _listed(path, wrong, ", ".join(sorted(one for one in listed if one)))


def _is_own(name: str) -> bool:
    """Types and steps of users' own are URIs."""
    return ":" in name and is_uri(name)


def _no_uris(path: str, values: Sequence[str]) -> list[FieldError]:
    wrong = [one for one in values if identity_of(one).fault is not None]
    errors = _listed(path, wrong, "https://id.gs1.org/01/…, urn:epc:…, https://…")
    if len(values) > _MOST:
        expected = _("at most %(count)d") % {"count": _MOST}
        errors.append(FieldError(path, _("Too many."), expected, str(len(values))))
    return errors


def _listed(path: str, wrong: Sequence[str], expected: str) -> list[FieldError]:
    message = _("Unknown: %(names)s.") % {"names": ", ".join(wrong[:5])}
    return [FieldError(path, message, expected=expected, got=wrong[0])] if wrong else []


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
