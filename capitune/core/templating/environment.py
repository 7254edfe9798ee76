"""The environment of templates: one face for each language."""

from collections.abc import Callable
from typing import Any

from flask.sansio.app import App
from flask.templating import Environment as FlaskEnvironment
from jinja2 import Template, nodes

from capitune.core.templating.calls import fold_calls
from capitune.core.templating.components import Components, bind_components
from capitune.core.templating.includes import inline_includes
from capitune.core.templating.loops import unroll
from capitune.core.templating.texts import Texts, fold_texts
from capitune.core.templating.writing import BINDINGS, Generator, joined


class Environment(FlaskEnvironment):
    """Gives the template in the language that ``language()`` names at that moment.

    ``language`` and ``texts`` are set when the application is put together (``core.i18n``); until then,
    and in debug mode, templates are compiled as Jinja does.
    """

    def __init__(self, app: App, **options: Any) -> None:
        super().__init__(app, **options)
        self.language: Callable[[], str] | None = None
        self.texts: Callable[[str], Texts] | None = None
        # Functions whose result for given words never changes while the process runs.
        self.constants: frozenset[str] = frozenset()
        self.components: Components | None = None
        self._faces: dict[str, Environment] = {}
        self._known: Texts | None = None

    def get_template(self, name: Any, *args: Any, **kwargs: Any) -> Template:
        """The template, in the language of now."""
        return super(Environment, self._face()).get_template(name, *args, **kwargs)

    def select_template(self, names: Any, *args: Any, **kwargs: Any) -> Template:
        """The first of these templates that exists, in the language of now."""
        return super(Environment, self._face()).select_template(names, *args, **kwargs)

    def _face(self) -> "Environment":
        if self._known is not None or self.auto_reload or not self.language or not self.texts:
            return self
        language = self.language()
        face = self._faces.get(language)
        if face is None:
            face = self.overlay()
            face._known, face.components = self.texts(language), Components()  # noqa: SLF001 itself
            face.code_generator_class = Generator
            self._faces[language] = face
        face.loader = self.loader
        return face

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 Jinja's signature
    ) -> str:
        if self._known is None:
            return super()._generate(source, name, filename, defer_init)
        if name is not None:
            self.settle(source, name)
        return joined(super()._generate(source, name, filename, defer_init)) + BINDINGS

    def settle(self, tree: nodes.Template, name: str) -> None:
        """Put in place, in ``tree``, all that is known before any rendering."""
        if self._known is None or self.components is None:
            return
        inline_includes(self, tree, name, self.components)
        bind_components(self, tree, self.components, is_part=False)
        unroll(tree)
        fold_texts(tree, self._known, safe=self.escapes(name))
        fold_calls(self, tree, name, self.components)

    def escapes(self, name: str | None) -> bool:
        """True when what is put into the template ``name`` is escaped."""
        return self.autoescape(name) if callable(self.autoescape) else self.autoescape

    def tree_of(self, name: str) -> nodes.Template:
        """The tree of the template ``name``, as it is written."""
        if self.loader is None:
            raise TypeError("no loader")
        source, filename, _uptodate = self.loader.get_source(self, name)
        return self._parse(source, name, filename)

    def draft(self, tree: nodes.Template, name: str) -> dict[str, Any]:
        """The macros of a tree that is not settled yet, to work some of them out."""
        code = self._compile(super()._generate(tree, name, None), "<draft>")
        template = Template.from_code(self, code, self.make_globals(None))
        context = template.new_context()
        for _part in template.root_render_func(context):
            pass
        return context.vars
