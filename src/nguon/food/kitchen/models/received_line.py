from decimal import Decimal

from django.db import models

from nguon.food.kitchen.choices import (
    DeliveryDecision,
    QuickTest,
    Result,
)
from nguon.food.kitchen.models.act import Act, ActManager
from nguon.ground.people.models import Organisation, OrganisationName
from nguon.ground.products.choices import ProductGroup, Storage
from nguon.ground.products.models import Product


class ReceivedLine(Act):
    """One line of Mẫu 1 (step 1): one kind of goods of one delivery, inspected on arrival.

    `supplier` is the real actor behind `supplier_name`, the legal name on the papers. Both are
    null for a source nobody registered; then the words of the cook stand in `source_*`.
    """

    group = models.CharField(max_length=16, choices=ProductGroup.choices)
    product = models.ForeignKey(Product, null=True, on_delete=models.PROTECT, related_name="+")
    product_name = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=14, decimal_places=3)
    uom = models.CharField(max_length=3)
    returned_amount = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    supplier = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    supplier_name = models.ForeignKey(
        OrganisationName, null=True, on_delete=models.PROTECT, related_name="+"
    )
    source_name = models.CharField(max_length=200)
    source_address = models.CharField(max_length=300, blank=True)
    source_phone = models.CharField(max_length=40, blank=True)
    in_contract = models.BooleanField(help_text="Under a supply contract on that day.")
    deliverer = models.CharField(max_length=200, blank=True)
    maker_name = models.CharField(max_length=200, blank=True)
    maker_address = models.CharField(max_length=300, blank=True)
    expiry_date = models.DateField(null=True)
    storage = models.CharField(max_length=8, choices=Storage.choices, blank=True)
    invoice = models.CharField(max_length=120, blank=True)
    veterinary_registration = models.CharField(max_length=120, blank=True)
    quarantine_certificate = models.CharField(max_length=120, blank=True)
    sensory = models.CharField(max_length=4, choices=Result.choices)
    quick_test = models.CharField(max_length=8, choices=QuickTest.choices)
    decision = models.CharField(max_length=8, choices=DeliveryDecision.choices)
    rejection_reason = models.TextField(blank=True)
    lot_uri = models.CharField(max_length=300, db_index=True)
    lot_code = models.CharField(max_length=40, help_text="What is written on the crate.")
    lot_is_suppliers = models.BooleanField(help_text="The lot id came from the supplier.")
    label_uri = models.CharField(
        max_length=300, blank=True, db_index=True, help_text="Pre-printed code stuck on the goods."
    )
    share = models.BooleanField(
        default=True, help_text="A return of these goods warns the kitchens of the same supplier."
    )
    source_key = models.CharField(max_length=200, blank=True, help_text="`source_name`, folded.")
    source_phone_key = models.CharField(
        max_length=20, blank=True, help_text="Digits of `source_phone`, if it is one."
    )

    objects = ActManager()

    class Meta:
        ordering = ["happened_at", "sequence"]
        indexes = [
            models.Index(fields=["place", "happened_at"], name="kitchen_line_place_time"),
            models.Index(fields=["supplier", "happened_at"], name="kitchen_line_supplier"),
            models.Index(
                fields=["happened_at"],
                condition=models.Q(superseded_by=None)
                & ~models.Q(decision=DeliveryDecision.ACCEPTED),
                name="kitchen_line_returned",
            ),
        ]

    @property
    def registered(self) -> bool:
        return self.supplier_id is not None

    @property
    def accepted_amount(self) -> Decimal:
        if self.decision == DeliveryDecision.REJECTED:
            return Decimal(0)
        return self.amount - self.returned_amount
