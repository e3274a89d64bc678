"""Words of the standard in the words of people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy, pgettext_lazy

BIZ_STEPS = {
    "accepting": pgettext_lazy("trace", "accepted"),
    "arriving": pgettext_lazy("trace", "arrived"),
    "assembling": pgettext_lazy("trace", "put together"),
    "collecting": pgettext_lazy("trace", "collected"),
    "commissioning": pgettext_lazy("trace", "brought into being"),
    "consigning": pgettext_lazy("trace", "consigned"),
    "creating_class_instance": pgettext_lazy("trace", "made"),
    "cycle_counting": pgettext_lazy("trace", "counted"),
    "decommissioning": pgettext_lazy("trace", "taken out of use"),
    "departing": pgettext_lazy("trace", "departed"),
    "destroying": pgettext_lazy("trace", "destroyed"),
    "disassembling": pgettext_lazy("trace", "taken apart"),
    "dispensing": pgettext_lazy("trace", "served"),
    "encoding": pgettext_lazy("trace", "coded"),
    "entering_exiting": pgettext_lazy("trace", "went through"),
    "holding": pgettext_lazy("trace", "put on hold"),
    "inspecting": pgettext_lazy("trace", "inspected"),
    "installing": pgettext_lazy("trace", "built in"),
    "killing": pgettext_lazy("trace", "invalidated"),
    "loading": pgettext_lazy("trace", "loaded"),
    "other": pgettext_lazy("trace", "something else"),
    "packing": pgettext_lazy("trace", "packed"),
    "picking": pgettext_lazy("trace", "picked"),
    "receiving": pgettext_lazy("trace", "received"),
    "removing": pgettext_lazy("trace", "removed"),
    "repackaging": pgettext_lazy("trace", "repacked"),
    "repairing": pgettext_lazy("trace", "repaired"),
    "replacing": pgettext_lazy("trace", "replaced"),
    "reserving": pgettext_lazy("trace", "reserved"),
    "retail_selling": pgettext_lazy("trace", "sold"),
    "sampling": pgettext_lazy("trace", "sampled"),
    "sensor_reporting": pgettext_lazy("trace", "measured"),
    "shipping": pgettext_lazy("trace", "shipped"),
    "staging_outbound": pgettext_lazy("trace", "made ready to leave"),
    "stock_taking": pgettext_lazy("trace", "counted in stock"),
    "stocking": pgettext_lazy("trace", "put in stock"),
    "storing": pgettext_lazy("trace", "stored"),
    "transporting": pgettext_lazy("trace", "transported"),
    "unloading": pgettext_lazy("trace", "unloaded"),
    "unpacking": pgettext_lazy("trace", "unpacked"),
    "void_shipping": pgettext_lazy("trace", "shipping called off"),
}
DISPOSITIONS = {
    "active": pgettext_lazy("trace", "in being"),
    "available": pgettext_lazy("trace", "free for use"),
    "completeness_inferred": pgettext_lazy("trace", "taken to be complete"),
    "completeness_verified": pgettext_lazy("trace", "found complete"),
    "conformant": pgettext_lazy("trace", "passed"),
    "container_closed": pgettext_lazy("trace", "closed"),
    "container_open": pgettext_lazy("trace", "open"),
    "damaged": pgettext_lazy("trace", "damaged"),
    "destroyed": pgettext_lazy("trace", "destroyed"),
    "dispensed": pgettext_lazy("trace", "served"),
    "disposed": pgettext_lazy("trace", "thrown away"),
    "encoded": pgettext_lazy("trace", "coded"),
    "expired": pgettext_lazy("trace", "expired"),
    "in_progress": pgettext_lazy("trace", "in use"),
    "in_transit": pgettext_lazy("trace", "on the way"),
    "inactive": pgettext_lazy("trace", "out of use"),
    "mismatch_class": pgettext_lazy("trace", "wrong kind"),
    "mismatch_instance": pgettext_lazy("trace", "wrong item"),
    "mismatch_quantity": pgettext_lazy("trace", "wrong amount"),
    "needs_replacement": pgettext_lazy("trace", "to be replaced"),
    "no_pedigree_match": pgettext_lazy("trace", "papers do not match"),
    "non_conformant": pgettext_lazy("trace", "not passed"),
    "non_sellable_other": pgettext_lazy("trace", "not for sale"),
    "partially_dispensed": pgettext_lazy("trace", "served in part"),
    "recalled": pgettext_lazy("trace", "recalled"),
    "reserved": pgettext_lazy("trace", "reserved"),
    "retail_sold": pgettext_lazy("trace", "sold"),
    "returned": pgettext_lazy("trace", "sent back"),
    "sellable_accessible": pgettext_lazy("trace", "for sale"),
    "sellable_not_accessible": pgettext_lazy("trace", "for sale, not yet on the shelf"),
    "stolen": pgettext_lazy("trace", "stolen"),
    "unavailable": pgettext_lazy("trace", "not free for use"),
    "unknown": pgettext_lazy("trace", "unknown"),
}
SUPPLIER_ROLES = {
    "source": pgettext_lazy("trace", "handed over"),
    "shipper": pgettext_lazy("trace", "shipped"),
    "maker": pgettext_lazy("trace", "made"),
}
BALANCE_PROBLEMS = {
    "amount_missing": gettext_lazy("An amount is missing, so it cannot be added up."),
    "unit_unknown": gettext_lazy("A unit is unknown, so it cannot be added up."),
    "too_many": gettext_lazy("There are too many uses to add up here."),
    "units_differ": gettext_lazy("Amounts are in different units, so they cannot be added up."),
}


class HideableMember(TextChoices):
    """Members that a sharing rule may hide. Without the others an event is none any more."""

    ILMD = "ilmd", gettext_lazy("data of the lot (lot number, expiry, names …)")
    QUANTITY = "quantity", gettext_lazy("amounts")
    SOURCES = "sourceList", gettext_lazy("from whom")
    DESTINATIONS = "destinationList", gettext_lazy("to whom")
    BIZ_TRANSACTIONS = "bizTransactionList", gettext_lazy("orders, invoices, papers")
    INPUT_EPCS = "inputEPCList", gettext_lazy("what was put in, piece by piece")
    INPUT_QUANTITIES = "inputQuantityList", gettext_lazy("what was put in, by lot")
    SENSORS = "sensorElementList", gettext_lazy("readings of sensors")
    READ_POINT = "readPoint", gettext_lazy("the exact spot")
    BIZ_LOCATION = "bizLocation", gettext_lazy("the place after it")
    DISPOSITION = "disposition", gettext_lazy("the condition of the goods")
    PERSISTENT_DISPOSITION = "persistentDisposition", gettext_lazy("lasting conditions")
    CERTIFICATION = "certificationInfo", gettext_lazy("certificates")
