"""Shipped reading matter: Markdown from resources, with links that the page decides about."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextListFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QTextEdit, QWidget

from companion.ui.theme import Role, look

_COLUMN = 700
# Of the font's own line height, which is 1.36 of its size.
_LINE_HEIGHT = 105.0
_INDENT = 36
_HEADINGS: dict[int, Role] = {1: "h1", 2: "h2", 3: "h3"}


class ShippedText(QTextBrowser):
    """Text as long as it is, without a scroll bar of its own. It loads nothing and opens nothing.

    Only for text that ships with the program; what people type goes into a Label.

    Signals:
        link(object): the target (str) of a link that was pressed, as the text has it.
    """

    link = Signal(object)

    def __init__(self, markdown: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._markdown = markdown
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.anchorClicked.connect(self._tell)
        self._set()

    def set_markdown(self, markdown: str) -> None:
        self._markdown = markdown
        self._set()
        self.updateGeometry()

    def loadResource(self, _kind: int, _name: QUrl | str) -> QByteArray:
        # Empty and not None: for None the document would read the file by itself.
        return QByteArray()

    def heightForWidth(self, width: int) -> int:
        copy = self.document().clone()
        copy.setTextWidth(min(width, look().px(_COLUMN)))
        return round(copy.size().height()) + 2

    def sizeHint(self) -> QSize:
        width = look().px(_COLUMN)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(200), self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._set()
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # First, or the room for scrolling would be that of the lines before.
        self.setLineWrapColumnOrWidth(min(self.width(), look().px(_COLUMN)))
        super().resizeEvent(event)

    @Slot(QUrl)
    def _tell(self, target: QUrl) -> None:
        self.link.emit(target.toString())

    def _set(self) -> None:
        document = self.document()
        document.setDefaultFont(look().font("body"))
        document.setIndentWidth(look().px(_INDENT))
        document.setMarkdown(self._markdown, QTextDocument.MarkdownFeature.MarkdownNoHTML)
        block = document.begin()
        while block.isValid():
            _set_spacing(block)
            _set_letters(block)
            block = block.next()


def _set_spacing(block: QTextBlock) -> None:
    now = look()
    spacing = QTextBlockFormat()
    heading = block.blockFormat().headingLevel() > 0
    if not heading:
        spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    spacing.setTopMargin(now.px(16) if heading and block.blockNumber() else 0)
    spacing.setBottomMargin(now.px(8))
    QTextCursor(block).mergeBlockFormat(spacing)
    listed = block.textList()
    if listed is not None and listed.format().style() in _BULLETS:
        style = QTextListFormat(listed.format())
        style.setStyle(QTextListFormat.Style.ListDisc)
        listed.setFormat(style)


def _set_letters(block: QTextBlock) -> None:
    now = look()
    role = _HEADINGS.get(block.blockFormat().headingLevel())
    for piece in _fragments(block):
        letters = QTextCharFormat(piece.charFormat())
        if role is not None:
            # Markdown sizes a heading relative to the body, which would win over the font.
            letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            letters.setFont(now.font(role))
        if letters.isAnchor():
            letters.setForeground(QColor(now.tokens.link))
            letters.setFontUnderline(True)
        cursor = QTextCursor(block)
        cursor.setPosition(piece.position())
        cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(letters)


def _fragments(block: QTextBlock) -> tuple[QTextFragment, ...]:
    pieces = []
    place = block.begin()
    while not place.atEnd():
        pieces.append(place.fragment())
        place += 1
    return tuple(pieces)


_BULLETS = (
    QTextListFormat.Style.ListCircle,
    QTextListFormat.Style.ListSquare,
    QTextListFormat.Style.ListDisc,
)
