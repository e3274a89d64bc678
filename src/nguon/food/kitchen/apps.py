from django.apps import AppConfig


class KitchenConfig(AppConfig):
    name = "nguon.food.kitchen"
    label = "kitchen"
    default = True
    default_auto_field = "django.db.models.BigAutoField"
