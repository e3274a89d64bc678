from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "nguon.web"
    label = "web"
    default = True
    default_auto_field = "django.db.models.BigAutoField"
