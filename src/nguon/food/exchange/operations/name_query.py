import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nguon.base.errors import Conflict
from nguon.core.epcis import write_json
from nguon.food.exchange.models import NamedQuery
from nguon.food.exchange.rules.query_name import require_query_name


def name_query(
    name: object,
    *,
    query: Mapping[str, Any],
    tenant_id: uuid.UUID,
    by: str,
    at: datetime,
) -> NamedQuery:
    """Keep a query under a name of the organisation. A taken name is a `Conflict`.

    `query` is the canonical form of a query that was read before. Others may have the same name
    for a query of theirs.
    """
    try:
        with transaction.atomic():
            return NamedQuery.objects.create(
                tenant_id=tenant_id,
                name=require_query_name(name),
                query=write_json(dict(query)).decode(),
                created_at=at,
                created_by=by,
            )
    except IntegrityError as error:
        raise Conflict(
            _("There is a query named “%(name)s” already. Delete it, or choose another name.")
            % {"name": name}
        ) from error
