"""The registered thing behind the name or number in a cell; exactly one, or a reason why not."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from django.utils.translation import gettext as _

from nguon.base.folded_text import folded
from nguon.food.exchange.queries.register import Goods, Party, Register, Site
from nguon.food.exchange.rules.fault import CellFault


def find_site(text: str, party: Party) -> Site:
    """A place of one organisation, by identifier or by name whatever its marks and case."""
    key = folded(text)
    found = [one for one in party.sites if one.identifier == text or folded(one.name) == key]
    exact = [one for one in found if text in (one.identifier, one.name)]
    found = exact or found
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous(text, (f"{one.name} ({one.identifier})" for one in found))
    raise CellFault(
        _("%(party)s has no such place.") % {"party": party.name},
        expected=" / ".join(one.name for one in party.sites[:5]),
        got=text,
        todo=_("Choose the place from the list, or have it registered first."),
    )


def find_party(text: str, register: Register) -> Party:
    found = register.parties.get(text, ())
    if len(found) == 1:
        return found[0]
    if found:
        raise CellFault(
            _("Several organisations go by this name."),
            got=text,
            todo=_("Write the tax code instead."),
        )
    raise CellFault(
        _("No organisation is registered under this."),
        got=text,
        todo=_proposal(text, register.party_names)
        or _("Write its full legal name, tax code or identifier, or have it registered first."),
    )


def find_goods(text: str, register: Register, *, partner: Party | None) -> Goods:
    """One's own article before the partner's, and that before what everybody knows."""
    found = register.goods.get(text, ())
    makers = (register.own.identifier, partner.identifier if partner else "", "")
    for maker in makers:
        of_maker = [one for one in found if one.owner == maker]
        if len(of_maker) == 1:
            return of_maker[0]
        if of_maker:
            raise _ambiguous(text, (one.gtin or one.identifier for one in of_maker))
    raise CellFault(
        _("This is not on the list of products."),
        got=text,
        todo=_proposal(text, register.goods_names)
        or _("Write its name, GTIN or identifier as it stands on the list, or add it there first."),
    )


def _proposal(text: str, names: Sequence[str]) -> str:
    by_key = {folded(name): name for name in names}
    near = get_close_matches(folded(text), list(by_key), n=2, cutoff=0.75)
    if not near:
        return ""
    return _("Did you mean %(names)s?") % {"names": " / ".join(by_key[key] for key in near)}


def _ambiguous(text: str, choices: Iterable[str]) -> CellFault:
    return CellFault(
        _("This may mean several."),
        got=text,
        todo=_("Write the identifier: %(choices)s.") % {"choices": " / ".join(choices)},
    )
