from django.urls import path

from nguon.ground.products.pages import products

app_name = "products"

urlpatterns = [
    path("", products.products, name="products"),
    path("moi/", products.new_product, name="new_product"),
]
