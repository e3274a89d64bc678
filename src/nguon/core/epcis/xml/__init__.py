"""EPCIS XML (EPCIS 2.0 §9.5): documents of 2.0 and 1.2 in, documents of 2.0 out.

    document = read_xml(data)
    data = write_xml(document, cbv_format=CbvXmlFormat.ALWAYS_WEB_URI)

What both bindings can say goes both ways without loss; docs/reference/xml.md tells how what only
one of them has is written in the other.
"""

from nguon.core.epcis.cbv_format import CbvXmlFormat
from nguon.core.epcis.xml.read_document import read_xml
from nguon.core.epcis.xml.write_document import write_xml

__all__ = ["CbvXmlFormat", "read_xml", "write_xml"]
