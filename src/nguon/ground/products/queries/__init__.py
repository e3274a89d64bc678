from nguon.ground.products.queries.products import products_like, products_matching

__all__ = ["products_like", "products_matching"]
