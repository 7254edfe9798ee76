"""At the desk of the catalogue: a file is compared, then the rows that are ticked become drafts."""

from typing import Any

from flask import request
from flask_admin import expose

from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.core.answers import sentence
from capitune.core.forms import Form
from capitune.dossiers import services
from capitune.dossiers.cataloguefile import MOST_BYTES
from capitune.dossiers.queries.importing import compare


class ImportActs(GuardedView):
    """The file travels with the page: nothing of it is kept before rows are ticked."""

    doors = dict.fromkeys(("importing", "compared", "take"), Permission.CATALOGUE_PUBLISH)
    sensitive = frozenset({"take"})

    @expose("/import")
    def importing(self) -> Any:
        """Choose a file."""
        return self._file(Form(formdata=None))

    @expose("/import", methods=("POST",))
    def compared(self) -> Any:
        """What differs, row by row."""
        form, sent = Form(), request.files.get("file")
        content = sent.read(MOST_BYTES + 1) if sent else b""
        return self._compared(form, content)

    @expose("/import/take", methods=("POST",))
    def take(self) -> Any:
        """Make drafts of what is ticked, and say what became of each row."""
        form, content = Form(), _content()
        taken = form.attempt(
            services.import_rows, current_actor(), content, set(request.form.getlist("rows"))
        )
        if taken is None:
            return self._compared(form, content)
        outcomes = [
            (one.row, sentence(one.error.code, one.error.facts) if one.error else "")
            for one in taken
        ]
        return self.render("backoffice/catalogue_taken.html", outcomes=outcomes)

    def _compared(self, form: Form, content: bytes) -> Any:
        found = form.judge(compare, content)
        if found is None:
            return self._file(form)
        return self.render(
            "backoffice/catalogue_compared.html",
            status=422 if form.summary else 200,
            form=form,
            found=found,
            content=content.decode("utf-8-sig"),
        )

    def _file(self, form: Form) -> Any:
        status = 422 if form.summary else 200
        return self.render(
            "backoffice/catalogue_import.html", status=status, form=form, most=MOST_BYTES // 1000
        )


def _content() -> bytes:
    """The file as it was sent first: forms write the ends of lines their own way."""
    return request.form.get("content", "").replace("\r\n", "\n").encode(errors="replace")
