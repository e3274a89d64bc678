"""Whether a fridge was as cold as what it keeps needs."""

from nguon.core.haccp import Storage, TemperatureCheck, storage_temperature
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.models import FridgeReading
from nguon.food.kitchen.rules.limits import limits_on

_STORES = {
    FridgeKind.SAMPLE: Storage.SAMPLE_FRIDGE,
    FridgeKind.COLD: Storage.COLD_STORE,
    FridgeKind.FREEZER: Storage.FREEZER,
}


def storage_check(reading: FridgeReading) -> TemperatureCheck:
    return storage_temperature(
        reading.celsius,
        storage=_STORES[FridgeKind(reading.fridge.kind)],
        limits=limits_on(reading.happened_at.date()),
    )
