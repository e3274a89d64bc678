"""What the names and numbers of one sheet mean, in a fixed number of questions to the database."""

from collections.abc import Collection, Iterable, Mapping

from django.conf import settings
from django.db import connection
from django.db.models import Q

from nguon.base.folded_text import folded
from nguon.core.gs1 import Gs1Error, Gtin
from nguon.food.exchange.queries.known_lots import known_lots
from nguon.food.exchange.queries.register import Goods, Party, Register, Site
from nguon.ground.people.models import Organisation, OrganisationName, Place
from nguon.ground.people.models.tax_code import TaxCode
from nguon.ground.products.models import Product

_PARTNERS = """
select distinct n.uri from (
    select id from trace_event where tenant_id = %s order by id desc limit 2000
) e
join trace_event_link l on l.event_id = e.id and l.role in ('source', 'destination')
join trace_node n on n.id = l.node_id
"""
MOST_PROPOSED = 300


def register_of(
    organisation: Organisation,
    *,
    parties: Collection[str],
    goods: Collection[str],
    lots: Collection[str],
) -> Register:
    """Only exact names: nobody may search the register by sending sheets."""
    found = _organisations(parties)
    partners = partners_of(organisation)
    by_id = {one.pk: one for many in found.values() for one in many}
    sites = _sites([organisation.pk, *by_id])
    own = _party(organisation, sites)
    return Register(
        own=own,
        parties={
            text: tuple(_party(one, sites) for one in sorted(many, key=lambda o: o.identifier))
            for text, many in found.items()
        },
        goods=_goods(goods, owners=[organisation, *by_id.values()]),
        lots=known_lots(lots, organisation=organisation),
        party_names=tuple(partners),
        goods_names=tuple(goods_names_of(organisation)),
    )


def partners_of(organisation: Organisation) -> list[str]:
    """The names of those whom the organisation's own latest events speak of."""
    with connection.cursor() as cursor:
        cursor.execute(_PARTNERS, [organisation.pk])
        uris = [uri for (uri,) in cursor.fetchall()]
    others = Organisation.objects.filter(identifier__in=uris).exclude(pk=organisation.pk)
    return list(others.values_list("display_name", flat=True)[:MOST_PROPOSED])


def goods_names_of(organisation: Organisation) -> list[str]:
    """Its own articles and what everybody knows."""
    mine = Q(owner_organisation=organisation) | Q(owner_organisation=None)
    return list(
        Product.objects.filter(mine).values_list("name", flat=True).distinct()[:MOST_PROPOSED]
    )


def places_of(organisation: Organisation) -> list[str]:
    return list(Place.objects.filter(organisation=organisation).values_list("name", flat=True))


def _organisations(texts: Collection[str]) -> Mapping[str, set[Organisation]]:
    """By identifier, tax code, or any legal name whatever its marks and case."""
    if not texts:
        return {}
    keys = {text: folded(text) for text in texts}
    codes = {text: code.value for text in texts if (code := TaxCode.parse_if_one(text))}
    names = OrganisationName.objects.filter(
        Q(folded_name__in=[key for key in keys.values() if key])
        | Q(tax_code__in=codes.values())
        | Q(organisation__identifier__in=texts)
    ).select_related("organisation")
    known = list(names)
    found: dict[str, set[Organisation]] = {}
    for text in texts:
        meant = {
            one.organisation
            for one in known
            if one.organisation.identifier == text
            or (text in codes and one.tax_code == codes[text])
            or (keys[text] and one.folded_name == keys[text])
        }
        if meant:
            found[text] = meant
    return found


def _sites(organisations: Iterable[object]) -> Mapping[object, list[Site]]:
    sites: dict[object, list[Site]] = {}
    for place in Place.objects.filter(organisation__in=list(organisations)):
        sites.setdefault(place.organisation_id, []).append(Site(place.identifier, place.name))
    return sites


def _party(organisation: Organisation, sites: Mapping[object, list[Site]]) -> Party:
    return Party(
        organisation.identifier, organisation.display_name, tuple(sites.get(organisation.pk, ()))
    )


def _goods(
    texts: Collection[str], *, owners: list[Organisation]
) -> Mapping[str, tuple[Goods, ...]]:
    if not texts:
        return {}
    gtins = {text: _gtin(text) for text in texts}
    known = Product.objects.filter(
        Q(owner_organisation=None) | Q(owner_organisation__in=owners),
        Q(folded_name__in=[folded(text) for text in texts])
        | Q(gtin__in=[gtin for gtin in gtins.values() if gtin])
        | Q(identifier__in=texts),
    ).select_related("owner_organisation")
    listed = list(known)
    found: dict[str, tuple[Goods, ...]] = {}
    for text in texts:
        meant = [
            _good(one)
            for one in listed
            if one.identifier == text
            or (gtins[text] and one.gtin == gtins[text])
            or one.folded_name == folded(text)
        ]
        if meant:
            found[text] = tuple(meant)
    return found


def _good(product: Product) -> Goods:
    owner = product.owner_organisation
    return Goods(
        product.identifier, product.name, product.gtin or "", owner.identifier if owner else ""
    )


def _gtin(text: str) -> str:
    try:
        return Gtin.parse(text).value
    except Gs1Error:
        return ""


def identifier_host() -> str:
    """Where identifiers of the house's own live."""
    return str(settings.NGUON_IDENTIFIER_HOST)
