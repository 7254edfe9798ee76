"""The desk of watch rules: read, tried on a text, changed; how often they were right."""

import uuid
from typing import Any

from flask import flash
from flask_admin import expose

from capitune.authz.admin import GuardedView
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.watchform import JudgeForm, RuleForm, TryForm
from capitune.backoffice.watchlabels import MODES, NOTICES, PLACES, SHORT_TIERS, SIGNALS
from capitune.core.errors import NotFound
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.safety import services
from capitune.safety.labels import KINDS
from capitune.safety.models import WatchRule
from capitune.safety.personal import find
from capitune.safety.queries.prints import known_as
from capitune.safety.queries.rules import (
    NEVER,
    asked_rules,
    figures,
    figures_of,
    last_hits,
    revisions_of,
    rule_by_id,
    rules,
)
from capitune.safety.states import Tier
from capitune.safety.watching import watch


class WatchDesk(GuardedView):
    """``/admin/watch-rules``."""

    doors = {
        **dict.fromkeys(("index", "attempt", "show", "judge"), Permission.WATCH_READ),
        **dict.fromkeys(("new", "create", "change"), Permission.WATCH_MANAGE),
    }
    sensitive = frozenset({"create", "change"})
    icon = "shield-search"
    short = _l("Rules")
    group = _l("People and content")
    vocabulary = {
        "signals": SIGNALS,
        "modes": MODES,
        "places": PLACES,
        "tiers": SHORT_TIERS,
        "notices": NOTICES,
        "kinds": KINDS,
    }

    def __init__(self) -> None:
        super().__init__(name=_l("Watch rules"), endpoint="watchrules", url="/admin/watch-rules")

    @expose("/")
    def index(self) -> Any:
        """Each rule with how often it met a text, and a box to try a text."""
        return self._list(TryForm(formdata=None))

    @expose("/try", methods=("POST",))
    def attempt(self) -> Any:
        """Which rules meet this text, and what would become of it, by who writes it; nothing is kept."""
        form = TryForm()
        if not form.validate_on_submit():
            return self._list(form, status=422)
        text, asked = form.text.data, asked_rules()
        known = known_as(text) is not None
        tried = {tier: watch(text, asked, tier=tier, known=known) for tier in Tier}
        details = [(each.kind, text[each.start : each.end]) for each in find(text)]
        return self._list(form, tried=tried, details=details)

    @expose("/new")
    def new(self) -> Any:
        """An empty one."""
        return self._form(RuleForm.of(None))

    @expose("/new", methods=("POST",))
    def create(self) -> Any:
        """Written; it only counts at first."""
        form = RuleForm()
        added = form.validate_on_submit() and form.attempt(
            services.add_rule, current_actor(), form.wanted
        )
        if added:
            flash(_("Written. It only counts for now."), "success")
            return go(self.get_url(".show", rule_id=added.id))
        return self._form(form, status=422)

    @expose("/<uuid:rule_id>")
    def show(self, rule_id: uuid.UUID) -> Any:
        """One, to be read or changed."""
        found = _found(rule_id)
        return self._form(RuleForm.of(found), found)

    @expose("/<uuid:rule_id>", methods=("POST",))
    def change(self, rule_id: uuid.UUID) -> Any:
        """Changed; how it was stays. What somebody changed meanwhile is not overwritten."""
        form = RuleForm()
        changed = form.validate_on_submit() and form.attempt(
            services.change_rule, current_actor(), rule_id, form.wanted, version=form.seen
        )
        if changed:
            flash(_("Changed."), "success")
            return go(self.get_url(".show", rule_id=rule_id))
        found = _found(rule_id)
        return self._form(form, found, status=form.status_at(found.version))

    @expose("/hits/<uuid:hit_id>", methods=("POST",))
    def judge(self, hit_id: uuid.UUID) -> Any:
        """The rule was right to meet this text, or not."""
        form = JudgeForm()
        hit = services.judge_hit(current_actor(), hit_id, right=form.right.data == "1")
        return go(self.get_url(".show", rule_id=hit.rule_id))

    def _list(self, form: TryForm, *, status: int = 200, **tried: Any) -> Any:
        return self.render(
            "backoffice/watch_rules.html",
            status=status,
            form=form,
            rules=rules(),
            figures=figures(),
            never=NEVER,
            may_manage=can(current_actor(), Permission.WATCH_MANAGE),
            **{"tried": None, "details": (), **tried},
        )

    def _form(self, form: RuleForm, found: WatchRule | None = None, *, status: int = 200) -> Any:
        return self.render(
            "backoffice/watch_rule.html",
            status=status,
            form=form,
            rule=found,
            hits=last_hits(found.id) if found else (),
            revisions=revisions_of(found.id) if found else (),
            figures=figures_of(found.id) if found else NEVER,
            may_manage=can(current_actor(), Permission.WATCH_MANAGE),
        )


def _found(key: uuid.UUID) -> WatchRule:
    found = rule_by_id(key)
    if found is None:
        raise NotFound
    return found
