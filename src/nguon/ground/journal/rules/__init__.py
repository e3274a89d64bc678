from nguon.ground.journal.rules.bare_picture import is_bare_picture

__all__ = ["is_bare_picture"]
