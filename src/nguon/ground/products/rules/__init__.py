from nguon.ground.products.rules.may_open_products import may_open_products
from nguon.ground.products.rules.may_register_product import may_register_product

__all__ = ["may_open_products", "may_register_product"]
