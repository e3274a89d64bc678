from django.urls import URLPattern, path, re_path

from nguon.food.exchange.api.capture import capture, capture_job
from nguon.food.exchange.api.events import event, events

app_name = "exchange"

urlpatterns: list[URLPattern] = [
    path("capture", capture, name="capture"),
    path("capture/<str:capture_id>", capture_job, name="capture_job"),
    path("events", events, name="events"),
    # Event ids are URIs: slashes, colons and (percent-encoded) question marks belong to them.
    re_path(r"^events/(?P<event_id>.+)$", event, name="event"),
]
