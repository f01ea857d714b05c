"""Writes posters as a PDF of A4 pages.

The Chinese words use a font that every PDF reader brings or replaces, so that none is shipped and files stay small.
"""

from collections.abc import Sequence
from io import BytesIO

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from bot.places.posters import Poster, Words

_CHINESE = {"zh-CN": "STSong-Light", "zh-TW": "MSung-Light"}
#: How the signs of each font are coded. The library gives both the first, with which no sign of the second is found.
_CODED = {"STSong-Light": "UniGB-UCS2-H", "MSung-Light": "UniCNS-UCS2-H"}
_LATIN, _LATIN_BOLD = "Helvetica", "Helvetica-Bold"
_WIDTH, _HEIGHT = A4
#: Light modules around a code, as ISO/IEC 18004 asks for.
_QUIET = 4


def write_pdf(posters: Sequence[Poster]) -> bytes:
    """The PDF, one page a poster; the same posters give the same bytes."""
    for name, coded in _CODED.items():
        font = UnicodeCIDFont(name)
        font.encodingName = coded
        pdfmetrics.registerFont(font)
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle("Anxiu")
    for poster in posters:
        _page(canvas, poster)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page(canvas: Canvas, poster: Poster) -> None:
    top = _HEIGHT - 26 * mm
    for words in poster.words:
        _centred(canvas, words.title, words.lang, _size(words, 26, 18), top, bold=True)
        top -= 11 * mm
    for words in poster.words:
        _centred(canvas, words.place, words.lang, _size(words, 16, 12), top - 4 * mm)
        top -= 8 * mm
    side = 72 * mm if poster.telegram else 80 * mm
    top -= side + 6 * mm
    away = side / 2 + 4 * mm if poster.telegram else 0
    _code(canvas, poster.web, _WIDTH / 2 - away, top, side)
    if poster.telegram:
        _code(canvas, poster.telegram, _WIDTH / 2 + away, top, side)
        _centred(canvas, "Telegram", "en", 12, top - 10 * mm, middle=_WIDTH / 2 + away, room=side)
    top -= 20 * mm
    for words in poster.words:
        top = _steps(canvas, words, top)
    for place, words in enumerate(reversed(poster.words)):
        _centred(canvas, words.foot, words.lang, 11, 14 * mm + place * 7 * mm)


def _steps(canvas: Canvas, words: Words, top: float) -> float:
    for number, step in enumerate(words.steps, 1):
        _centred(canvas, f"{number}. {step}", words.lang, _size(words, 14, 11), top)
        top -= 6.5 * mm
    return top - 2.5 * mm


def _size(words: Words, chinese: float, latin: float) -> float:
    return chinese if words.lang in _CHINESE else latin


def _centred(
    canvas: Canvas,
    text: str,
    lang: str,
    size: float,
    y: float,
    *,
    bold: bool = False,
    middle: float = _WIDTH / 2,
    room: float = _WIDTH - 24 * mm,
) -> None:
    """One line around a middle, smaller where it would not fit its room."""
    font = _CHINESE.get(lang) or (_LATIN_BOLD if bold else _LATIN)
    canvas.setFont(font, min(size, size * room / pdfmetrics.stringWidth(text, font, size)))
    canvas.drawCentredString(middle, y, text)


def _code(canvas: Canvas, link: str, middle: float, y: float, side: float) -> None:
    """A QR code in a square, whose lower edge and middle are given, with the link below."""
    rows = list(segno.make(link, error="m", micro=False).matrix_iter(border=_QUIET))
    module = side / len(rows)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                x = middle - side / 2 + across * module
                canvas.rect(x, y + side - (down + 1) * module, module, module, stroke=0, fill=1)
    _centred(canvas, link, "en", 10, y - 5 * mm, middle=middle, room=side)
