"""The readers a user can choose: the package's own, a spaCy pipeline, a language model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec

from tidewaiter.cases.desk import Reader, default_reader
from tidewaiter.errors import ReaderError, SettingsError
from tidewaiter.model import Document, Reading, When
from tidewaiter.settings import ModelSettings


def reader(name: str, settings: Callable[[], ModelSettings]) -> Callable[[], Reader]:
    """What makes the reader of that name when it is first needed: ``default``, ``spacy:NAME`` or ``llm``.

    ``settings`` is asked only for a language model. Raises SettingsError for another name, or
    where an address or a model is missing; ReaderError for a pipeline that cannot be used.
    """
    kind, _, which = name.partition(":")
    if name == "default":
        return default_reader
    if kind == "spacy" and which:
        from tidewaiter.reports import pipelines

        made = pipelines.reader(which)
        return lambda: made
    if name == "llm":
        asking = _model_reader(settings())
        return lambda: asking
    raise SettingsError("there is no such reader", value=name, hint="default, spacy:NAME or llm")


def _model_reader(settings: ModelSettings) -> Reader:
    from tidewaiter.reports.comparison import differences
    from tidewaiter.reports.llm.endpoint import Endpoint
    from tidewaiter.reports.llm.read import Budget, ModelReader

    if find_spec("httpx") is None:
        raise ReaderError("the reader llm is not installed", hint="pip install 'tidewaiter[llm]'")
    if settings.url is None or settings.model is None:
        hint = "set TIDEWAITER_LLM_URL and TIDEWAITER_LLM_MODEL, or url and model under [llm] in tidewaiter.toml"
        raise SettingsError("the language model's address or name is not told", hint=hint)
    endpoint = Endpoint(settings.url, settings.model, settings.key)
    if settings.timeout is not None:
        endpoint = replace(endpoint, timeout=settings.timeout)
    if settings.tries is not None:
        endpoint = replace(endpoint, tries=settings.tries)
    ask = ModelReader(endpoint, Budget(settings.max_requests, settings.max_tokens))

    def read(document: Document, *, published: When | None = None) -> Reading:
        """The model's reading, with a note wherever the package's own reader reads otherwise."""
        told = ask(document, published=published)
        own = default_reader()(document, published=published)
        return replace(told, notes=(*told.notes, *differences(told, own)))

    return read
