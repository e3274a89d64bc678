"""All that a dossier of an incident tells, as far as the asker may see it."""

from nguon.food.oversight.queries.dossier.facts import dossier_facts
from nguon.food.oversight.queries.dossier.value import DossierFacts

__all__ = ["DossierFacts", "dossier_facts"]
