from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "nguon.ground.journal"
    label = "journal"
    default = True
    default_auto_field = "django.db.models.BigAutoField"
