from nguon.ground.products.rules.may_register_product import may_register_product

__all__ = ["may_register_product"]
