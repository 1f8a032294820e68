"""A prepared store, opened to be asked."""

from pathlib import Path
from types import TracebackType

from brygga.pathways.engine.answers import Answer, shown
from brygga.pathways.engine.engines import EMBEDDED, engine_for
from brygga.pathways.engine.how import Limits, Manifest
from brygga.pathways.engine.naming import Names
from brygga.pathways.engine.protecting import Hidden, Policy, open_ledger
from brygga.pathways.engine.questions import Question
from brygga.pathways.engine.questions.asked import Data
from brygga.pathways.engine.versions import held

THRESHOLD = 5


class Store:
    """One version of a store, read by one engine; it stays as it is until it is closed.

        with Store("store") as store:
            store.ask(Steps(by="sector")).rows

    Raises NotAsked where nothing is prepared there, or the engine cannot be had.
    """

    def __init__(
        self, folder: str | Path, *, engine: str = EMBEDDED, limits: Limits | None = None
    ) -> None:
        self.folder = Path(folder)
        self._version, self._lock = held(self.folder)
        try:
            self.manifest = Manifest.read(self._version)
            running = engine_for(engine, self._version.resolve(), limits or Limits())
            self._data = Data(running, Names.read(self._version), self.manifest)
        except BaseException:
            self._lock.close()
            raise

    def ask(self, question: Question, *, threshold: int = THRESHOLD) -> Answer:
        """The answer, without counts of fewer persons than `threshold`, nor what gives them away.

        Also what was answered before, to anybody, is taken into account. With threshold 0 nothing
        is kept back, and the answer is marked as not publishable. Raises NotAsked.
        """
        draft = question.draft(self._data)
        draft.content["threshold"] = threshold
        hidden = Hidden()
        if threshold:
            places = self._data.names.words["place"].values()
            with open_ledger(
                self.folder, version=self._version.name, places=tuple(places)
            ) as ledger:
                hidden = ledger.protect(draft.told, Policy(threshold=threshold))
        else:
            draft.content["publishable"] = False
        return shown(draft, hidden.names)

    def close(self) -> None:
        try:
            self._data.engine.close()
        finally:
            self._lock.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
