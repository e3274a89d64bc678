"""Units of measure: the codes of UN/ECE Recommendation 20, and which of them measure what.

`rec20.txt` holds the common codes in force; withdrawn ones are left out since they mislead: KG
was a keg. The are and the hectare stay, deprecated as they are: fields are measured in them.
Package codes of Recommendation 21 count as units with an X before them.
"""

import re
from functools import cache
from importlib.resources import files

from nguon.core.epcis.unit_scales import COUNT, scales

_PACKAGE = re.compile(r"X[A-Z0-9]{2}")

_DIMENSION_OF_TYPE = {
    "AbsoluteHumidity": "density",
    "Altitude": "length",
    "AmountOfSubstance": "amount of substance",
    "AmountOfSubstancePerUnitVolume": "concentration",
    "Angle": "angle",
    "Area": "area",
    "Density": "density",
    "ElectricCurrent": "current",
    "Energy": "energy",
    "Force": "force",
    "Frequency": "frequency",
    "Illuminance": "illuminance",
    "Length": "length",
    "Mass": "mass",
    "MassConcentration": "density",
    "Power": "power",
    "Pressure": "pressure",
    "RelativeHumidity": "ratio",
    "Speed": "speed",
    "Temperature": "temperature",
    "Time": "time",
    "Voltage": "voltage",
    "Volume": "volume",
    "VolumeFraction": "ratio",
}


@cache
def unit_codes() -> frozenset[str]:
    """The common codes of Recommendation 20."""
    text = files("nguon.core.epcis").joinpath("rec20.txt").read_text(encoding="ascii")
    return frozenset(text.split())


def is_unit(code: str) -> bool:
    return code in unit_codes() or _PACKAGE.fullmatch(code) is not None


def measures_something_else(measurement_type: str, code: str) -> bool:
    """Whether the unit surely measures another kind of quantity: kilograms of temperature.

    Says no where the kind of the type or of the unit is not in the table.
    """
    wanted = _DIMENSION_OF_TYPE.get(measurement_type)
    scale = scales().get(code)
    if wanted is None or scale is None:
        return False
    return scale.dimension not in (wanted, COUNT)
