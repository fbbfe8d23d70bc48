"""What a document says of itself: the Info dictionary's texts, and the XMP packet that claims PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import re
from typing import NamedTuple

# PDF/A knows only the properties of its own time, so the mark of PDF/UA is described (ISO 19005-2, 6.6.2.3).
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
{body}
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ALTERNATIVES = '<dc:{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></dc:{0}>'


class Metadata(NamedTuple):
    """Title, language (BCP 47) and, where known, author and subject. Nothing in it depends on the clock."""

    title: str
    language: str
    author: str = ""
    subject: str = ""
    creator: str = ""


def packet(metadata: Metadata) -> bytes:
    """Give the XMP packet, with the marks of PDF/UA-1 (ISO 14289-1, 5) and of PDF/A-2a (ISO 19005-2, 6.6.4)."""
    parts = [_ALTERNATIVES.format("title", _safe(metadata.title))]
    if metadata.subject:
        parts.append(_ALTERNATIVES.format("description", _safe(metadata.subject)))
    if metadata.author:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{_safe(metadata.author)}</rdf:li></rdf:Seq></dc:creator>")
    parts.append(f"<dc:language><rdf:Bag><rdf:li>{_safe(metadata.language)}</rdf:li></rdf:Bag></dc:language>")
    if metadata.creator:
        parts.append(f"<xmp:CreatorTool>{_safe(metadata.creator)}</xmp:CreatorTool>")
    return _PACKET.format(body="\n".join(parts)).encode()


def whole(text: str) -> str:
    """Give `text` with half surrogate pairs replaced, which no string of a PDF can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _safe(text: str) -> str:
    # By hand: `html` brings all its named characters, `xml.sax` half of what opens networks.
    return _NOT_XML.sub("\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
