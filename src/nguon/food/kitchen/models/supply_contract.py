from django.db import models

from nguon.ground.people.models import Organisation, Place


class SupplyContract(models.Model):
    """Who may deliver to a kitchen, and since when. A delivery without one is recordable."""

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, help_text="No longer valid from that day.")

    class Meta:
        ordering = ["place", "valid_from", "id"]

    def __str__(self) -> str:
        return self.number
