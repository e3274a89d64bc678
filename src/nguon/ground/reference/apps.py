from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "nguon.ground.reference"
    label = "reference"
    default = True
    default_auto_field = "django.db.models.BigAutoField"
