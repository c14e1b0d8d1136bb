"""python -m tests.paper_pictures DIR: the papers of the demo as small pictures, for docs/papers.md."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from companion.core.paper_size import Paper
from companion.paths import resources_dir
from companion.share.papers import PaperFacts, PaperKind, paper_sheet
from companion.share.typesetting import as_pictures
from companion.stores.catalogue import load_catalogue
from companion.stores.words import load_words
from tests.share.paper_kit import paper_kit

PER_INCH = 75
# So that a fever, two alerts and what came of them stand on the report.
DAYS = timedelta(days=43)
QUESTIONS = ("Can I travel to see my daughter in April?", "Is the joint pain from the drug?")


def main(folder: Path) -> None:
    """Draw every page of every paper into `folder`."""
    with tempfile.TemporaryDirectory() as place:
        catalogue, words = load_catalogue(resources_dir()), load_words(resources_dir())
        kit = paper_kit(Path(place), catalogue, words, questions=QUESTIONS, allergies="Penicillin (rash)")
        today, standing = kit.record.today(), kit.papers.standing()
        first = kit.papers._watch_of(standing.doses[0])
        assert first is not None
        # The log of two whole days; the next dose of the demo is a later one.
        long = replace(standing, watched=kit.papers._watched(first))
        for kind in PaperKind:
            facts = PaperFacts(
                long if kind is PaperKind.PAPER_LOG else standing,
                kit.papers.span(today - DAYS, today),
                kit.papers.shift(),
            )
            sheet = paper_sheet(kind, facts, catalogue, kit.formats, Paper.LETTER)
            for n, page in enumerate(as_pictures(sheet, resources_dir(), per_inch=PER_INCH), start=1):
                (folder / f"paper-{kind.value}-{n}.png").write_bytes(page)
        kit.shelf.db.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
