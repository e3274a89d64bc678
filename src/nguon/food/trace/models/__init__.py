"""What the trace keeps: events as sent, and the graph derived from them."""

from nguon.food.trace.models.capture_job import CaptureJob
from nguon.food.trace.models.capture_part import CapturePart
from nguon.food.trace.models.containment import Containment
from nguon.food.trace.models.edge import Edge
from nguon.food.trace.models.event import Event
from nguon.food.trace.models.event_field import EventField
from nguon.food.trace.models.event_link import EventLink
from nguon.food.trace.models.lot import Lot
from nguon.food.trace.models.node import Node
from nguon.food.trace.models.seen_value import SeenValue
from nguon.food.trace.models.sharing_rule import SharingRule
from nguon.food.trace.models.sharing_rule_end import SharingRuleEnd
from nguon.food.trace.models.vocabulary_attribute import VocabularyAttribute
from nguon.food.trace.models.vocabulary_child import VocabularyChild
from nguon.food.trace.models.vocabulary_element import VocabularyElement
from nguon.food.trace.models.vocabulary_statement import VocabularyStatement

__all__ = [
    "CaptureJob",
    "CapturePart",
    "Containment",
    "Edge",
    "Event",
    "EventField",
    "EventLink",
    "Lot",
    "Node",
    "SeenValue",
    "SharingRule",
    "SharingRuleEnd",
    "VocabularyAttribute",
    "VocabularyChild",
    "VocabularyElement",
    "VocabularyStatement",
]
