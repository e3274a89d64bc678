from nguon.ground.products.models.product import Product

__all__ = ["Product"]
