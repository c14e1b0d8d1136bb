"""What one piece of the diary says in a line, and whether it can be asked again."""

from __future__ import annotations

from typing import assert_never

from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.levels import Reporter
from companion.services.corrections import Piece
from companion.ui.context import Context
from companion.ui.pages.diary.lines import Lines


def can_be_corrected(piece: Piece, context: Context) -> bool:
    """Whether its file is there, so that it can be asked again."""
    match piece:
        case SymptomReport():
            return piece.symptom in context.catalogue.symptoms
        case Reading():
            return piece.kind in context.catalogue.readings
        case MedicineTaken():
            return True
        case never:
            assert_never(never)


def piece_text(piece: Piece, context: Context, *, entered_by: Reporter | None = None) -> str:
    """One piece in a line."""
    lines = Lines(context)
    match piece:
        case SymptomReport():
            return lines.report(piece, entered_by=entered_by or piece.by)
        case Reading():
            return lines.reading(piece)
        case MedicineTaken():
            return lines.medicine(piece, context.record.now())
        case never:
            assert_never(never)
