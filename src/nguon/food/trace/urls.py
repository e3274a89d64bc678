from django.urls import URLPattern, path, re_path

from nguon.food.trace.api.capture import capture, capture_job
from nguon.food.trace.api.events import event, events
from nguon.food.trace.api.trace import trace
from nguon.food.trace.pages.tracing import search, thing

app_name = "trace"

urlpatterns: list[URLPattern] = [
    path("capture", capture, name="capture"),
    path("capture/<str:capture_id>", capture_job, name="capture_job"),
    path("events", events, name="events"),
    # Event ids are URIs: slashes, colons and (percent-encoded) question marks belong to them.
    re_path(r"^events/(?P<event_id>.+)$", event, name="event"),
    path("api/trace", trace, name="api"),
    path("truy-vet/", search, name="search"),
    path("truy-vet/<path:code>", thing, name="thing"),
]
