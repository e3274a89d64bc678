"""Addresses of the kitchen phone, below `/api/v1/`."""

from django.urls import path

from nguon.food.kitchen.api import hello, kit, photos, sync

app_name = "kitchen_phone"

urlpatterns = [
    path("hello", hello.hello, name="hello"),
    path("sync", sync.sync, name="sync"),
    path("photos/<slug:sha256>", photos.photo, name="photo"),
    path("kit", kit.kit, name="kit"),
]
