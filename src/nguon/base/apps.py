from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "nguon.base"
    label = "base"
    default = True
    default_auto_field = "django.db.models.BigAutoField"
