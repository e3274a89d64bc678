"""Units of measure: the codes of UN/ECE Recommendation 20, and which of them measure what.

`rec20.txt` holds the common codes in force; withdrawn ones are left out since they mislead: KG
was a keg. The are and the hectare stay, deprecated as they are: fields are measured in them.
Package codes of Recommendation 21 count as units with an X before them.
"""

import re
from functools import cache
from importlib.resources import files

_PACKAGE = re.compile(r"X[A-Z0-9]{2}")

_UNITS = {
    "temperature": "A48 CEL FAH KEL",
    "density": "23 87 A93 B34 B35 B72 D41 F23 GJ GL GP GQ H29 K84 KMQ LA M1",
    "mass": "2U 58 APZ CGM CTM DG DJ DTN GRM GRN HGM KGM KTN LBR LTN MC MGM ONZ STI STN TNE",
    "length": "4H A11 A45 C45 C52 CMT DMT FOT HMT INH KMT MAM MMT MTR NMI SMI YRD",
    "speed": "2M 2X C16 FR FS HM IU K14 KMH KNT M57 M58 M60 M62 M63 MTS",
    "time": "ANN B52 B98 C26 C47 DAY H70 HUR MIN MON SEC WEE",
    "pressure": "74 A89 A97 ATM B85 B96 BAR KPA MBR MPA PAL PS",
    "volume": "4G A44 CLT CMQ DLT DMQ FTQ GLI GLL HLT INQ K6 LTR MAL MLT MMQ MTQ OZA OZI YDQ",
    "area": "ACR ARE CMK DMK FTK H18 HAR INK KMK MIK MMK MTK YDK",
    "angle": "A91 B97 C25 C81 D61 D62 DD M44",
    "illuminance": "B60 KLX LUX P25 P27",
    "voltage": "2G 2H 2Z B78 D82 KVT VLT",
    "current": "4K AMP B22 B84 C39 C70",
    "power": "A90 BHP C31 D31 D80 KWT MAW WTT",
    "energy": "3B A53 BTU C15 C68 D30 D32 GV GWH JOU KJO KWH MWH WHR",
    "frequency": "A86 D29 HTZ KHZ MHZ MTZ",
    "ratio": "59 60 61 E40 NX P1 VP",
    "amount of substance": "B45 C18 C34 FH Z9",
    "concentration": "B46 C35 C36 C38 M33",
    "force": "B47 B73 B92 C20 NEW",
}
_DIMENSION_OF_UNIT = {code: name for name, codes in _UNITS.items() for code in codes.split()}
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
    dimension = _DIMENSION_OF_UNIT.get(code)
    return wanted is not None and dimension is not None and wanted != dimension
