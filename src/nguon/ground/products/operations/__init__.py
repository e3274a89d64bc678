from nguon.ground.products.operations.register_product import register_product

__all__ = ["register_product"]
