from nguon.ground.reference.queries.communes import communes_matching

__all__ = ["communes_matching"]
