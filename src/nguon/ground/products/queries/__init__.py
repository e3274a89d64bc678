from nguon.ground.products.queries.products import products_matching

__all__ = ["products_matching"]
