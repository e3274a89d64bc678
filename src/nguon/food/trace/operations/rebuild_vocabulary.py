from django.db import connection, transaction

from nguon.core.epcis import Document, parse_document
from nguon.core.epcis.vocabulary import vocabulary_entries
from nguon.food.trace.models import VocabularyStatement
from nguon.food.trace.operations.capture_lock import take_capture_lock
from nguon.food.trace.operations.derive_vocabulary import Stated, derive_vocabulary

_BATCH = 500


@transaction.atomic
def rebuild_vocabulary() -> int:
    """Make the current view of master data anew from the statements; how many there are."""
    take_capture_lock()
    with connection.cursor() as cursor:
        cursor.execute(
            "truncate trace_vocabulary_element, trace_vocabulary_attribute, trace_vocabulary_child"
        )
    done, last = 0, 0
    while batch := list(VocabularyStatement.objects.filter(id__gt=last).order_by("id")[:_BATCH]):
        derive_vocabulary([_stated(statement) for statement in batch])
        done, last = done + len(batch), batch[-1].pk
    return done


def _stated(statement: VocabularyStatement) -> Stated:
    """Read again as part of a document such as it came in."""
    said = parse_document(bytes(statement.said)).root
    document = Document(
        {
            "@context": statement.context,
            "type": "EPCISMasterDataDocument",
            "epcisBody": {
                "vocabularyList": [{"type": statement.type, "vocabularyElementList": [said]}]
            },
        }
    )
    (entry,) = vocabulary_entries(document)
    return Stated(statement.pk, statement.tenant_id, entry)
