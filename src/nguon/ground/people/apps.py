from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "nguon.ground.people"
    label = "people"
    default = True
    default_auto_field = "django.db.models.BigAutoField"
