from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "nguon.food.exchange"
    label = "exchange"
    default = True
    default_auto_field = "django.db.models.BigAutoField"
