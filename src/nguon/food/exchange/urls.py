from django.urls import URLPattern, path, re_path

from nguon.food.exchange.api.capture import capture, capture_job
from nguon.food.exchange.api.events import event, events
from nguon.food.exchange.api.named_events import named_events
from nguon.food.exchange.api.queries import queries, query
from nguon.food.exchange.api.subscriptions import subscription, subscriptions

app_name = "exchange"

urlpatterns: list[URLPattern] = [
    path("capture", capture, name="capture"),
    path("capture/<str:capture_id>", capture_job, name="capture_job"),
    path("events", events, name="events"),
    # Event ids are URIs: slashes, colons and (percent-encoded) question marks belong to them.
    re_path(r"^events/(?P<event_id>.+)$", event, name="event"),
    path("queries", queries, name="queries"),
    path("queries/<str:name>", query, name="query"),
    path("queries/<str:name>/events", named_events, name="named_events"),
    path("queries/<str:name>/subscriptions", subscriptions, name="subscriptions"),
    path(
        "queries/<str:name>/subscriptions/<str:subscription_id>",
        subscription,
        name="subscription",
    ),
]
