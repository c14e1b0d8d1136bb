"""Which step of an entry comes next, and which came before, wherever a person is among them."""

from __future__ import annotations

from companion.ui.pages.diary_stage import Place, Route, Stage


class Way:
    """Someone who came back to change one answer, or to choose more, is led to the end and asked no more."""

    def __init__(self, route: Route) -> None:
        self.route = route
        self.place = route.first_open()
        self.only_changing = False
        self._only_adding = False

    def to(self, place: Place, *, only_changing: bool = False) -> None:
        """Be there from now on."""
        self.place, self.only_changing = place, only_changing
        self._only_adding = self._only_adding and place.stage is not Stage.CHECK

    def only_add(self) -> None:
        """What is chosen from now on is added to what was answered."""
        self._only_adding = True

    def next(self) -> Place | None:
        """None at the end: then the entry is saved, or the one reading told."""
        if self.place.stage in (Stage.CHECK, Stage.MEASURE):
            return None
        if self.only_changing or self._only_adding:
            return self.route.first_unanswered() or Place(Stage.CHECK)
        places = self.route.places()
        at = places.index(self.place) if self.place in places else len(places) - 2
        return places[at + 1]

    def before(self) -> Place | None:
        """None before the first."""
        if self.only_changing:
            return Place(Stage.CHECK)
        places = self.route.places()
        at = places.index(self.place) if self.place in places else 0
        return places[at - 1] if at > 0 else None

    def number(self) -> tuple[int, int]:
        """Which question this is, of how many; 0 for one that is only changed."""
        asked = self.route.symptoms()
        return (0 if self.only_changing else asked.index(self.place.symptom) + 1), len(asked)
