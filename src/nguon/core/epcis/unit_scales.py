"""How much of its dimension's base unit each unit of Recommendation 20 is (Annex II, factors).

`value in the base unit = value × factor + offset`, in exact fractions, so that 39.2 °F is 4 °C
and not nearly. Units of one dimension measure the same thing; a newton metre of torque and a
joule of energy do not. Package codes and whatever is not listed here are each a dimension of
their own: nobody converts a carton.
"""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from typing import NamedTuple

DIGITS = 60
"""So many significant digits are kept of a number that has no end, such as 40 °F in °C."""

COUNT = "count"

_DEGREES_PER_RADIAN = "57.2957795130823208767981548141051703324054724665643215491602438612"

_SCALES = """
temperature
 CEL 1  KEL 1 -273.15  FAH 5/9 -160/9  A48 5/9 -273.15
density
 KMQ 1  23 1000  GJ 1000  B34 1000  B35 1000  B72 1000  D41 1000  F23 1  GL 1  A93 1/1000
 M1 1/1000  GP 1/1000000  GQ 1/1000000000  H29 1/1000000
 87 0.45359237/0.028316846592  K84 0.45359237/0.764554857984  LA 0.45359237/0.000016387064
mass
 KGM 1  GRM 1/1000  MGM 1/1000000  MC 1/1000000000  CGM 1/100000  DG 1/10000  DJ 1/100
 HGM 1/10  2U 1000  TNE 1000  KTN 1000000  DTN 100  58 1  CTM 0.0002  LBR 0.45359237
 ONZ 0.028349523125  APZ 0.0311034768  GRN 0.00006479891  STI 6.35029318  STN 907.18474
 LTN 1016.0469088
length
 MTR 1  KMT 1000  HMT 100  A45 10  DMT 1/10  CMT 1/100  MMT 1/1000  4H 1/1000000
 C45 1/1000000000  C52 1/1000000000000  A11 1/10000000000  MAM 1000000
 INH 0.0254  FOT 0.3048  YRD 0.9144  SMI 1609.344  NMI 1852
speed
 MTS 1  KMH 1/3.6  2M 1/100  C16 1/1000  2X 1/60  M60 1/3600  M62 1000  KNT 1852/3600
 HM 0.44704  FS 0.3048  FR 0.3048/60  K14 0.3048/3600  IU 0.0254  M63 0.0254/60
 M57 1609.344/60  M58 1609.344
time
 SEC 1  MIN 60  HUR 3600  DAY 86400  WEE 604800  MON 2629800  ANN 31557600
 C26 1/1000  B98 1/1000000  C47 1/1000000000  H70 1/1000000000000  B52 1000
pressure
 PAL 1  74 1/1000  B96 1/1000000  A97 100  KPA 1000  MPA 1000000  A89 1000000000
 BAR 100000  MBR 100  B85 1/10  ATM 101325  PS 4.4482216152605/0.00064516
volume
 LTR 1  MLT 1/1000  CMQ 1/1000  CLT 1/100  DLT 1/10  4G 1/1000000  MMQ 1/1000000  DMQ 1
 A44 10  HLT 100  K6 1000  MTQ 1000  MAL 1000000  INQ 0.016387064  FTQ 28.316846592
 YDQ 764.554857984  GLL 3.785411784  GLI 4.54609  OZA 0.0295735295625  OZI 0.0284130625
area
 MTK 1  CMK 1/10000  MMK 1/1000000  DMK 1/100  KMK 1000000  ARE 100  HAR 10000  H18 10000
 ACR 4046.8564224  INK 0.00064516  FTK 0.09290304  YDK 0.83612736  MIK 2589988.110336
angle
 DD 1  D61 1/60  D62 1/3600  A91 0.9  M44 360  C81 RAD  C25 RAD/1000  B97 RAD/1000000
illuminance
 LUX 1  B60 1  KLX 1000  P25 1/0.09290304  P27 1/0.09290304
voltage
 VLT 1  2G 1  2H 1  2Z 1/1000  D82 1/1000000  KVT 1000  B78 1000000
current
 AMP 1  4K 1/1000  B84 1/1000000  C39 1/1000000000  C70 1/1000000000000  B22 1000
power
 WTT 1  C31 1/1000  D80 1/1000000  KWT 1000  MAW 1000000  A90 1000000000
 D31 1000000000000  BHP 745.69987158227022
energy
 JOU 1  C15 1/1000  KJO 1000  3B 1000000  GV 1000000000  D30 1000000000000
 C68 1000000000000000  WHR 3600  KWH 3600000  MWH 3600000000  GWH 3600000000000
 D32 3600000000000000  E14 4186.8  BTU 1055.05585262  A53 0.0000000000000000001602176634
frequency
 HTZ 1  MTZ 1/1000  KHZ 1000  MHZ 1000000  A86 1000000000  D29 1000000000000
ratio
 P1 1/100  60 1/100  VP 1/100  NX 1/1000  E40 1/100000  59 1/1000000  61 1/1000000000
amount of substance
 C34 1  B45 1000  C18 1/1000  FH 1/1000000  Z9 1/1000000000
concentration
 C36 1  M33 1  C35 1000  C38 1000  B46 1000
force
 NEW 1  B47 1000  B73 1000000  C20 1/1000  B92 1/1000000
torque
 NU 1  B48 1000  B74 1000000  D83 1/1000
acceleration
 MSK 1  A76 1/100
volume flow
 MQS 1  MQH 1/3600  L2 1/60000  G51 1/1000
mass flow
 KGS 1  F31 1/60  E93 1/3600
electric charge
 COU 1  AMH 3600
electric capacitance
 FAR 1  4O 1/1000000  C41 1/1000000000  4T 1/1000000000000
electric resistance
 OHM 1  B49 1000  B75 1000000
electric conductance
 SIE 1  C27 1/1000  B99 1/1000000
electric conductivity
 D10 1  G43 1/10000
inductance
 81 1  C14 1/1000  B90 1/1000000
radioactivity
 BQL 1  2Q 1000  4N 1000000  GBQ 1000000000  CUR 37000000000
absorbed dose
 A95 1  C13 1/1000
dose equivalent
 D13 1  C28 1/1000
dynamic viscosity
 C65 1  C24 1/1000
kinematic viscosity
 S4 1  C17 1/1000000
luminous intensity
 CDL 1
luminous flux
 LUM 1
magnetic flux density
 D33 1  C29 1/1000
count
 C62 1  H87 1  EA 1  PR 2  DZN 12
"""


class Scale(NamedTuple):
    dimension: str
    factor: Fraction
    offset: Fraction


@cache
def scales() -> Mapping[str, Scale]:
    """The known units by code."""
    found: dict[str, Scale] = {}
    dimension = ""
    for line in _SCALES.replace("RAD", _DEGREES_PER_RADIAN).strip().splitlines():
        if not line.startswith(" "):
            dimension = line
            continue
        for entry in line.strip().split("  "):
            code, factor, *offset = entry.split(" ")
            zero = _fraction(offset[0]) if offset else Fraction(0)
            found[code] = Scale(dimension, _fraction(factor), zero)
    return found


def scale_of(code: str) -> Scale:
    return scales().get(code) or Scale(f"unit {code}", Fraction(1), Fraction(0))


def dimension_of(code: str) -> str:
    """What a unit measures; an unlisted one only itself."""
    return scale_of(code).dimension


def in_base_unit(value: Decimal, code: str, *, is_difference: bool = False) -> Decimal:
    """The value in the base unit of its dimension.

    A difference, such as a standard deviation, has no zero of its own: 1.8 °F of it are 1 °C.
    """
    scale = scale_of(code)
    offset = Fraction(0) if is_difference else scale.offset
    return decimal_of(Fraction(value) * scale.factor + offset)


def in_unit(base: Fraction, code: str) -> Fraction:
    """How many of a unit a value in base units is."""
    scale = scale_of(code)
    return (base - scale.offset) / scale.factor


def decimal_of(value: Fraction) -> Decimal:
    """To `DIGITS` significant digits, without zeros at the end."""
    with localcontext() as context:
        context.prec = DIGITS
        found = Decimal(value.numerator) / Decimal(value.denominator)
        return found.normalize()


def _fraction(text: str) -> Fraction:
    above, _, below = text.partition("/")
    return Fraction(above) / Fraction(below or "1")
