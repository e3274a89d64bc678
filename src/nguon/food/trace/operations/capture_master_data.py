from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.db import connection

from nguon.core.epcis import Document, write_json
from nguon.core.epcis.vocabulary import VocabularyEntry, vocabulary_entries
from nguon.food.trace.models import VocabularyStatement
from nguon.food.trace.operations.capture_lock import take_capture_lock
from nguon.food.trace.operations.derive_vocabulary import Stated, derive_vocabulary
from nguon.food.trace.operations.insert_events import Origin

_BATCH = 1_000
_LATEST = """
select asked.place, s.content_hash
from unnest(%s::text[], %s::text[]) with ordinality asked(type, uri, place)
join trace_vocabulary_element v
    on v.uri = asked.uri and v.type = asked.type and v.tenant_id = %s
join trace_vocabulary_statement s on s.id = v.statement_id
"""


def capture_master_data(document: Document, *, origin: Origin) -> int:
    """Keep what a valid document says of identifiers themselves; how many statements were new.

    Every statement is kept as sent. Of what an organisation said the later word stands, attribute
    by attribute; one with no value takes the attribute away, a list of children replaces the one
    before (EPCIS 2.0 §6.5 leaves that to the repository). The same words again change nothing.
    Call it in the transaction of the capture; a document without master data costs nothing.
    """
    if not document.vocabulary_list:
        return 0
    take_capture_lock()
    count, batch = 0, list[VocabularyEntry]()
    for entry in vocabulary_entries(document):
        batch.append(entry)
        if len(batch) == _BATCH:
            count += _capture(batch, document, origin)
            batch.clear()
    return count + _capture(batch, document, origin)


def _capture(entries: Sequence[VocabularyEntry], document: Document, origin: Origin) -> int:
    new = list(_unsaid(entries, origin))
    statements = VocabularyStatement.objects.bulk_create(
        VocabularyStatement(
            tenant_id=origin.tenant_id,
            type=entry.type,
            uri=entry.uri,
            said=write_json(entry.said),
            context=document.context,
            content_hash=content_hash,
            recorded_at=origin.received_at,
            capture_job_id=origin.capture_job_id,
        )
        for entry, content_hash in new
    )
    derive_vocabulary(
        [
            Stated(statement.pk, origin.tenant_id, entry)
            for statement, (entry, _) in zip(statements, new, strict=True)
        ]
    )
    return len(new)


def _unsaid(
    entries: Sequence[VocabularyEntry], origin: Origin
) -> Iterable[tuple[VocabularyEntry, bytes]]:
    """Those that differ from the last thing said of the same element."""
    types, uris = [one.type for one in entries], [one.uri for one in entries]
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [types, uris, origin.tenant_id])
        latest = {
            (types[place - 1], uris[place - 1]): bytes(digest)
            for place, digest in cursor.fetchall()
        }
    for entry in entries:
        digest = sha256(entry.content()).digest()
        if latest.get((entry.type, entry.uri)) != digest:
            latest[entry.type, entry.uri] = digest
            yield entry, digest
