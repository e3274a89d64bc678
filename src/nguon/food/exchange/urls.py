from django.urls import URLPattern, path, re_path

from nguon.food.exchange.api.capture import capture, capture_job
from nguon.food.exchange.api.events import event, events
from nguon.food.exchange.api.named_events import named_events
from nguon.food.exchange.api.openapi import description
from nguon.food.exchange.api.page_tokens import next_page_token
from nguon.food.exchange.api.queries import queries, query
from nguon.food.exchange.api.resources import (
    RESOURCES,
    member_events_view,
    member_view,
    members_view,
)
from nguon.food.exchange.api.subscriptions import subscription, subscriptions
from nguon.food.exchange.pages.ask import ask
from nguon.food.exchange.pages.explain import explain
from nguon.food.exchange.pages.sharing import end_rule, new_sharing, sharing, sharing_of
from nguon.food.exchange.pages.sheet import record_sheet, sheet, sheet_as_sent, sheet_errors
from nguon.food.exchange.pages.sheets import sheet_template, sheets
from nguon.food.exchange.pages.start import start
from nguon.food.exchange.pages.subscriptions import (
    leave_out,
    pause,
    replay,
    resume,
    told,
    told_log,
)

app_name = "exchange"


def top_level(name: str) -> list[URLPattern]:
    """A list, its members, and the events of a member; members are URIs, with slashes in them."""
    of = RESOURCES[name]
    return [
        path(name, members_view(of), name=name),
        re_path(rf"^{name}/(?P<name>.+)/events$", member_events_view(of), name=f"{name}_events"),
        re_path(rf"^{name}/(?P<name>.+)$", member_view(of), name=f"{name}_member"),
    ]


urlpatterns: list[URLPattern] = [
    *(pattern for name in RESOURCES for pattern in top_level(name)),
    path("openapi.json", description, name="openapi"),
    path("nextPageToken/<path:token>", next_page_token, name="next_page_token"),
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
    path("trao-doi/", start, name="start"),
    path("trao-doi/dang-ky/", told, name="told"),
    path("trao-doi/dang-ky/<uuid:pk>/", told_log, name="told_log"),
    path("trao-doi/dang-ky/<uuid:pk>/tam-dung/", pause, name="pause"),
    path("trao-doi/dang-ky/<uuid:pk>/tiep-tuc/", resume, name="resume"),
    path("trao-doi/dang-ky/lan-gui/<uuid:pk>/gui-lai/", replay, name="replay"),
    path("trao-doi/dang-ky/lan-gui/<uuid:pk>/bo-qua/", leave_out, name="leave_out"),
    path("trao-doi/hoi/", ask, name="ask"),
    path("trao-doi/xem-loi/", explain, name="explain"),
    path("trao-doi/chia-se/", sharing, name="sharing"),
    path("trao-doi/chia-se/<uuid:pk>/", sharing_of, name="sharing_of"),
    path("trao-doi/chia-se/<uuid:pk>/moi/", new_sharing, name="new_sharing"),
    path("trao-doi/chia-se/<uuid:pk>/<uuid:rule_id>/ket-thuc/", end_rule, name="end_sharing"),
    path("trao-doi/bang-tinh/", sheets, name="sheets"),
    path("trao-doi/bang-tinh/mau/<slug:key>.<str:form>", sheet_template, name="sheet_template"),
    path("trao-doi/bang-tinh/<uuid:pk>/", sheet, name="sheet"),
    path("trao-doi/bang-tinh/<uuid:pk>/ghi/", record_sheet, name="record_sheet"),
    path("trao-doi/bang-tinh/<uuid:pk>/loi/", sheet_errors, name="sheet_errors"),
    path("trao-doi/bang-tinh/<uuid:pk>/goc/", sheet_as_sent, name="sheet_as_sent"),
]
