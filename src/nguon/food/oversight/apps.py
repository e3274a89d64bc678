from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "nguon.food.oversight"
    label = "oversight"
    default = True
    default_auto_field = "django.db.models.BigAutoField"
