"""The words of CBV 2.0 and their spellings: bare word, CURIE, web URI, URN.

In JSON-LD a standard value is a bare word (`shipping`); XML and other tools write
`urn:epcglobal:cbv:bizstep:shipping` or `https://ref.gs1.org/cbv/BizStep-shipping`. They are one
value, so everything that compares uses `canonical_word`. Values outside the list are users' own
URIs and legal (CBV 2.0 §7).
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

REF = "https://ref.gs1.org/cbv/"
VOC = "https://gs1.org/voc/"


class Vocabulary(StrEnum):
    """Which list of CBV a value is taken from."""

    BIZ_STEP = "bizStep"
    DISPOSITION = "disposition"
    BIZ_TRANSACTION_TYPE = "bizTransactionType"
    SOURCE_DESTINATION_TYPE = "sourceDestinationType"
    ERROR_REASON = "errorReason"
    MEASUREMENT_TYPE = "measurementType"
    SENSOR_ALERT_TYPE = "sensorAlertType"
    COMPONENT = "component"


@dataclass(frozen=True)
class WordList:
    """One vocabulary: its words, the beginnings of its URIs; the first of them is preferred."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    urn: str = ""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BIZ_STEPS = _words(
    """
    accepting arriving assembling collecting commissioning consigning creating_class_instance
    cycle_counting decommissioning departing destroying disassembling dispensing encoding
    entering_exiting holding inspecting installing killing loading other packing picking receiving
    removing repackaging repairing replacing reserving retail_selling sampling sensor_reporting
    shipping staging_outbound stock_taking stocking storing transporting unloading unpacking
    void_shipping
    """
)
DISPOSITIONS = _words(
    """
    active available completeness_inferred completeness_verified conformant container_closed
    container_open damaged destroyed dispensed disposed encoded expired in_progress in_transit
    inactive mismatch_class mismatch_instance mismatch_quantity needs_replacement no_pedigree_match
    non_conformant non_sellable_other partially_dispensed recalled reserved retail_sold returned
    sellable_accessible sellable_not_accessible stolen unavailable unknown
    """
)
BIZ_TRANSACTION_TYPES = _words(
    "bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt"
)
SOURCE_DESTINATION_TYPES = _words("location owning_party possessing_party")
ERROR_REASONS = _words("did_not_occur incorrect_data")
MEASUREMENT_TYPES = _words(
    """
    AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude AmountOfSubstance
    AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity Area
    Capacitance Conductance Conductivity Count Density Dimensionless DoseEquivalent
    DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity
    ElectricFieldStrength Energy Exposure Force Frequency Illuminance Inductance Irradiance
    KinematicViscosity Length LinearMomentum Luminance LuminousFlux LuminousIntensity MagneticFlux
    MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate MassPerAreaTime
    MemoryCapacity MolalityOfSolute MolarEnergy MolarMass MolarVolume Power Pressure RadiantFlux
    RadiantIntensity Radioactivity RelativeHumidity Resistance Resistivity SolidAngle
    SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque Voltage Volume
    VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber
    """
)
SENSOR_ALERT_TYPES = _words("ALARM_CONDITION ERROR_CONDITION")
COMPONENTS = _words(
    """
    altitude axial_distance azimuth easting elevation_angle height latitude longitude northing
    polar_angle spherical_radius x y z
    """
)


def _cbv(name: str) -> tuple[str, ...]:
    """The web beginnings of a CBV list; `ns.gs1.org` is the one of the drafts, still about."""
    return f"{REF}{name}-", f"cbv:{name}-", f"https://ns.gs1.org/cbv/{name}-"


def _voc(*names: str) -> tuple[str, ...]:
    hosts = (VOC, "gs1:", "https://www.gs1.org/voc/", "http://gs1.org/voc/")
    return tuple(f"{host}{name}" for name in (*names, "") for host in hosts)


_URN = "urn:epcglobal:cbv:"
WORD_LISTS = {
    Vocabulary.BIZ_STEP: WordList(BIZ_STEPS, _cbv("BizStep"), f"{_URN}bizstep:"),
    Vocabulary.DISPOSITION: WordList(DISPOSITIONS, _cbv("Disp"), f"{_URN}disp:"),
    Vocabulary.BIZ_TRANSACTION_TYPE: WordList(BIZ_TRANSACTION_TYPES, _cbv("BTT"), f"{_URN}btt:"),
    Vocabulary.SOURCE_DESTINATION_TYPE: WordList(
        SOURCE_DESTINATION_TYPES, _cbv("SDT"), f"{_URN}sdt:"
    ),
    Vocabulary.ERROR_REASON: WordList(ERROR_REASONS, _cbv("ER"), f"{_URN}er:"),
    Vocabulary.MEASUREMENT_TYPE: WordList(
        MEASUREMENT_TYPES, _voc("MeasurementType-") + _cbv("MeasurementType")
    ),
    Vocabulary.SENSOR_ALERT_TYPE: WordList(SENSOR_ALERT_TYPES, _voc("SensorAlertType-")),
    Vocabulary.COMPONENT: WordList(COMPONENTS, _cbv("Comp")),
}


@lru_cache(maxsize=8192)
def canonical_word(vocabulary: Vocabulary, text: str) -> str:
    """The one form of a value under which all its spellings are equal.

    A standard word in any spelling becomes the bare word; an unknown one with a CBV beginning
    its web URI; anything else is a user's own URI and stays as it is.
    """
    known = WORD_LISTS[vocabulary]
    if text in known.words:
        return text
    for beginning in (*known.beginnings, *([known.urn] if known.urn else [])):
        word = text.removeprefix(beginning)
        if word in known.words:
            return word
        if word != text and not beginning.endswith((":", "/")):
            return known.beginnings[0] + word
    if known.urn and text.startswith(known.urn):
        return known.beginnings[0] + text.removeprefix(known.urn)
    return text


def spellings(vocabulary: Vocabulary, text: str) -> tuple[str, ...]:
    """Every spelling that means the same as this one, the canonical first."""
    word = canonical_word(vocabulary, text)
    known = WORD_LISTS[vocabulary]
    if word not in known.words:
        return (word,)
    beginnings = known.beginnings + ((known.urn,) if known.urn else ())
    return word, *(beginning + word for beginning in beginnings)


def web_uri(vocabulary: Vocabulary, text: str) -> str:
    """The value as a web URI, which XML and linked data write."""
    word = canonical_word(vocabulary, text)
    known = WORD_LISTS[vocabulary]
    return known.beginnings[0] + word if word in known.words else word


def urn(vocabulary: Vocabulary, text: str) -> str:
    """The value as a CBV URN, which EPCIS 1.2 writes; its web URI where CBV gives none."""
    word = canonical_word(vocabulary, text)
    known = WORD_LISTS[vocabulary]
    return known.urn + word if known.urn and word in known.words else web_uri(vocabulary, word)
