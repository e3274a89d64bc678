"""Event hash ids of CBV 2.0 §8.9 under two named profiles.

event_hash(event, profile=HashProfile.REFERENCE)   # ni:///sha-256;…?ver=CBV2.0
pre_hash(event, profile=HashProfile.PRINTED)       # the text that is hashed
"""

from nguon.core.epcis.event_hash.pre_hash import (
    event_hash,
    hash_of,
    ignored_fields,
    pre_hash,
    pre_hashes,
    pre_hashes_of_xml,
)
from nguon.core.epcis.event_hash.profile import HashProfile, Syntax

__all__ = [
    "HashProfile",
    "Syntax",
    "event_hash",
    "hash_of",
    "ignored_fields",
    "pre_hash",
    "pre_hashes",
    "pre_hashes_of_xml",
]
