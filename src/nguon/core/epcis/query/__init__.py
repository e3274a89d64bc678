"""The simple event query of EPCIS 2.0 (§8.2.7.1) as values: from a URL, from JSON, to JSON.

    query = query_of_url({"EQ_bizStep": ["shipping|receiving"], "GE_value_CEL": ["8"]})
    query.conditions, query.order, query.to_json()

What an event offers to be asked for, beside its plain members and links, is `event_fields`.
"""

from nguon.core.epcis.query.conditions import (
    Amount,
    AtTime,
    Comparison,
    Condition,
    Declared,
    FieldExists,
    FieldIs,
    HasAttribute,
    Linked,
    Matches,
    OneOf,
    Typed,
    Within,
)
from nguon.core.epcis.query.event_fields import (
    EventField,
    event_fields,
    kept_number,
    kept_text,
)
from nguon.core.epcis.query.field_keys import Area, FieldKey
from nguon.core.epcis.query.patterns import Pattern
from nguon.core.epcis.query.problems import QueryParameterError, QueryProblem
from nguon.core.epcis.query.simple_event_query import (
    Order,
    SimpleEventQuery,
    query_of_json,
    query_of_url,
)

__all__ = [
    "Amount",
    "Area",
    "AtTime",
    "Comparison",
    "Condition",
    "Declared",
    "EventField",
    "FieldExists",
    "FieldIs",
    "FieldKey",
    "HasAttribute",
    "Linked",
    "Matches",
    "OneOf",
    "Order",
    "Pattern",
    "QueryParameterError",
    "QueryProblem",
    "SimpleEventQuery",
    "Typed",
    "Within",
    "event_fields",
    "kept_number",
    "kept_text",
    "query_of_json",
    "query_of_url",
]
