from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nguon.base.errors import Missing
from nguon.food.exchange.models import NamedQuery, Subscription
from nguon.food.exchange.queries.due_subscriptions import last_event_number
from nguon.food.exchange.queries.standing_query import number_before
from nguon.food.exchange.rules.sealed_token import seal
from nguon.food.exchange.rules.subscription_request import SubscriptionRequest

BATCH_SIZE = 100


@transaction.atomic
def subscribe(
    query: NamedQuery, request: SubscriptionRequest, *, by: str, at: datetime
) -> Subscription:
    """Tell `dest` of every event that is captured from now on, or since `initialRecordTime`.

    The rights of `by` count anew at each delivery.
    """
    row = NamedQuery.objects.select_for_update().filter(pk=query.pk, ended_at=None).first()
    if row is None:
        raise Missing(_("There is no query named “%(name)s”.") % {"name": query.name})
    controls = request.controls
    schedule, since = controls.schedule, controls.initial_record_time
    zone = timezone.get_default_timezone()
    head = last_event_number()
    token = request.signature_token
    return Subscription.objects.create(
        query=row,
        tenant_id=row.tenant_id,
        subscriber=by,
        dest=request.target.url,
        signature_token=None if token is None else seal(token, secret_key=settings.SECRET_KEY),
        schedule=None if schedule is None else dict(schedule.as_sent),
        report_if_empty=controls.report_if_empty,
        initial_record_time=since,
        epc_format=request.epc_format,
        created_at=at,
        position=head if since is None else number_before(since),
        next_due_at=None if schedule is None else schedule.next_after(at, zone=zone),
        min_record_time=since or at,
        batch_size=BATCH_SIZE,
    )
