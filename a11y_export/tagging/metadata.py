"""What a document says about itself: the Info dictionary's texts and the XMP packet that claims PDF/UA-1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
{body}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ALTERNATIVES = '<dc:{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></dc:{0}>'


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title, language (BCP 47) and, where known, author and subject. Nothing in it depends on the clock."""

    title: str
    language: str
    author: str = ""
    subject: str = ""
    creator: str = ""


def packet(metadata: Metadata) -> bytes:
    """Give the XMP packet, with the mark of PDF/UA-1 (ISO 14289-1, 5)."""
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
    return escape(_NOT_XML.sub("\ufffd", text))
