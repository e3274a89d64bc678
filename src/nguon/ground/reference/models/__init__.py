from nguon.ground.reference.models.commune import Commune

__all__ = ["Commune"]
