"""The transcript for reading alone: a web page, a Word file in large print (DOCX), plain text.

All three have what the page has, in its order: chapters, who speaks, what the narrator says.
DOCX: ECMA-376, part 1 (WordprocessingML); with what readers of screens want of it: real headings,
the language of the text and of foreign passages, a title.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from podcast.publishing.page.parts import Block, PageEpisode, PageParagraph, Passage, Sentence
from podcast.publishing.templates import template_of
from podcast.publishing.words import Words, words_of
from podcast.timecode import clock


@dataclass(frozen=True, slots=True)
class Transcript:
    """An episode to be read: `about` is when and where it was, with what there is to know."""

    episode: PageEpisode
    about: str
    language: str

    @property
    def words(self) -> Words:
        """The page's own words in the language of the episode."""
        return words_of("page", self.language)


def to_html(transcript: Transcript) -> Iterator[str]:
    """Yield the transcript as a web page, without sound and script, part by part."""
    return template_of("transcript.html.jinja").generate(
        episode=transcript.episode,
        about=transcript.about,
        language=transcript.language,
        words=transcript.words,
    )


def to_text(transcript: Transcript) -> Iterator[str]:
    """Yield the transcript as plain text, part by part: a paragraph a line, an empty line between
    paragraphs."""
    episode, words = transcript.episode, transcript.words
    yield "\n\n".join(filter(None, (episode.title, transcript.about, words.synthetic))) + "\n"
    for chapter in episode.chapters:
        yield f"\n\n{chapter.title}{words.colon} {clock(chapter.start)}\n"
        for block in chapter.blocks:
            lines = _lines(block, words, named=chapter.title_names)
            yield "".join(f"\n{line}\n" for line in lines)


def _lines(block: Block, words: Words, *, named: bool) -> Iterator[str]:
    if block.speaker and not named:
        yield block.speaker if block.start is None else f"{block.speaker} ({clock(block.start)})"
    for paragraph in block.paragraphs:
        who = _who(paragraph, words)
        yield f"{who} {_text(paragraph)}" if who else _text(paragraph)


def _who(paragraph: PageParagraph, words: Words) -> str:
    """Who says a paragraph, where it is not whoever has the turn."""
    name = words.narrator if paragraph.narration else paragraph.speaker
    return f"{name}{words.colon}" if name else ""


def _text(paragraph: PageParagraph) -> str:
    return " ".join(
        "".join(passage.text for passage in _passages(one)) for one in paragraph.sentences
    )


def _passages(sentence: Sentence) -> tuple[Passage, ...]:
    """What is written of a sentence, with what happens after it."""
    happens = (Passage(f" {sentence.happens}"),) if sentence.happens else ()
    return (*sentence.passages, *happens)


# --- large print, as a Word file -----------------------------------------------------------------


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}  # Word knows no language without a country

_CONTENT_TYPES = f"""{_XML}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/>\
<Override PartName="/word/footer.xml" ContentType="{_TYPES}.footer+xml"/>\
<Override PartName="/docProps/core.xml"\
 ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""

_RELATIONS = f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>\
<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties"\
 Target="docProps/core.xml"/></Relationships>"""

_DOCUMENT_RELATIONS = f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="r1" Type="{_OFFICE}/styles" Target="styles.xml"/>\
<Relationship Id="r2" Type="{_OFFICE}/footer" Target="footer.xml"/></Relationships>"""

_FOOTER = f"""{_XML}<w:ftr xmlns:w="{_WORD}"><w:p><w:pPr><w:jc w:val="right"/></w:pPr>\
<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"""

# 18 points (`w:sz` counts halves), lines at one and a half, nothing in italics, no justification:
# UKAAF, "Creating clear print and large print documents" (G003).
_STYLES = """{xml}<w:styles xmlns:w="{word}"><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="Verdana" w:hAnsi="Verdana" w:cs="Verdana"/><w:sz w:val="36"/>\
<w:szCs w:val="36"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
<w:spacing w:after="240" w:line="360" w:lineRule="auto"/><w:jc w:val="left"/></w:pPr>\
</w:pPrDefault></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
{styles}</w:styles>"""
_STYLE = """<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>\
<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr>{paragraph}</w:pPr>\
<w:rPr>{run}</w:rPr></w:style>"""
_HEADING = '<w:keepNext/><w:spacing w:before="{before}" w:after="120"/><w:outlineLvl w:val="{n}"/>'
_INDENT = '<w:pBdr><w:left w:val="single" w:sz="24" w:space="12" w:color="auto"/></w:pBdr>'


def to_docx(transcript: Transcript) -> bytes:
    """Return the transcript as a Word file in large print; the same bytes for the same words."""
    language = _LANGUAGES.get(transcript.language, transcript.language)
    styles = "".join(
        _STYLE.format(id=name.replace(" ", ""), name=name, paragraph=paragraph, run=run)
        for name, paragraph, run in (
            ("Title", "<w:keepNext/>", '<w:b/><w:sz w:val="56"/>'),
            ("heading 1", _HEADING.format(before=720, n=0), '<w:b/><w:sz w:val="48"/>'),
            ("heading 2", _HEADING.format(before=480, n=1), '<w:b/><w:sz w:val="40"/>'),
            ("Narration", f'{_INDENT}<w:ind w:left="360"/>', ""),
        )
    )
    title = escape(transcript.episode.title)
    core = (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>"
    )
    body = "".join(_paragraphs(transcript))
    files = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONS,
        "docProps/core.xml": core,
        "word/document.xml": f'{_XML}<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"><w:body>'
        f'{body}<w:sectPr><w:footerReference w:type="default" r:id="r2"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134"'
        ' w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
        "</w:body></w:document>",
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/styles.xml": _STYLES.format(xml=_XML, word=_WORD, language=language, styles=styles),
        "word/footer.xml": _FOOTER,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:  # as in books, the bytes depend on no compressor
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode())
    return made.getvalue()


def _paragraphs(transcript: Transcript) -> Iterator[str]:
    episode, words = transcript.episode, transcript.words
    yield _paragraph("Title", _run(episode.title))
    for text in filter(None, (transcript.about, words.synthetic)):
        yield _paragraph("", _run(text))
    for chapter in episode.chapters:
        yield _paragraph("heading1", _run(f"{chapter.title} ({clock(chapter.start)})"))
        for block in chapter.blocks:
            if block.speaker and not chapter.title_names:
                time = "" if block.start is None else f" ({clock(block.start)})"
                yield _paragraph("heading2", _run(f"{block.speaker}{time}"))
            for paragraph in block.paragraphs:
                who = _who(paragraph, words)
                runs = [_run(f"{who} ", bold=True)] if who else []
                for number, sentence in enumerate(paragraph.sentences):
                    runs += [_run(" ")] if number else []
                    runs += [_run(one.text, one.language) for one in _passages(sentence)]
                yield _paragraph("Narration" if paragraph.narration else "", "".join(runs))


def _paragraph(style: str, runs: str) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{runs}</w:p>"


def _run(text: str, language: str = "", *, bold: bool = False) -> str:
    tongue = f"<w:lang w:val={quoteattr(_LANGUAGES.get(language, language))}/>" if language else ""
    how = f"{'<w:b/>' if bold else ''}{tongue}"
    properties = f"<w:rPr>{how}</w:rPr>" if how else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
