"""What every component that learns does the same: begin untrained, keep what was learnt in the model, load it again."""

from pathlib import Path
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from typing_extensions import Self


class Learner(GraphComponent):
    """A component around one scikit-learn object, kept in the model as ``file``; a subclass makes it by ``fresh``."""

    file = ""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, learnt: Any = None
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._learnt = learnt or self.fresh(config)

    @staticmethod
    def fresh(config: dict[str, Any]) -> Any:
        """An object that has learnt nothing yet."""
        raise NotImplementedError

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """An untrained one."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """The one that was trained, with the lexicon it was trained on."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(Path(folder) / cls.file))

    def kept(self) -> Resource:
        """What was learnt, put into the model."""
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._learnt, Path(folder) / self.file)
        return self._resource
