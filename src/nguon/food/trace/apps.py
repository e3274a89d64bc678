from django.apps import AppConfig


class TraceConfig(AppConfig):
    name = "nguon.food.trace"
    label = "trace"
    default = True
    default_auto_field = "django.db.models.BigAutoField"
