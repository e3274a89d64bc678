from django.urls import URLPattern, path

from nguon.food.trace.api.trace import trace
from nguon.food.trace.pages.tracing import search, thing

app_name = "trace"

urlpatterns: list[URLPattern] = [
    path("api/trace", trace, name="api"),
    path("truy-vet/", search, name="search"),
    path("truy-vet/<path:code>", thing, name="thing"),
]
