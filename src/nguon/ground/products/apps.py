from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "nguon.ground.products"
    label = "products"
    default = True
    default_auto_field = "django.db.models.BigAutoField"
