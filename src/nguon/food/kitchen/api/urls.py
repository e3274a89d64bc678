"""Addresses of the kitchen phone, below `/api/v1/`."""

from django.urls import path

from nguon.food.kitchen.api import kit

app_name = "kitchen_phone"

urlpatterns = [path("kit", kit.kit, name="kit")]
