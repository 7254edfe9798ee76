"""One person at the desk of people: what is shown, and what may be done about them."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash
from flask_admin import expose

from capitune.accounts import services
from capitune.accounts.models import User
from capitune.accounts.queries import user_by_id
from capitune.accounts.versions import version_of
from capitune.authz import engine
from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.forms import ErasureForm, PersonForm, RoleForm, SuspensionForm, WhyForm
from capitune.backoffice.queries import people
from capitune.core.errors import NotFound
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.dossiers import services as dossiers

OWN_ACTS = ("suspend", "lift")
MANAGED = ("edit", "role", "sign_out", "end_session", "invite_again", "erase")
CORRECTED = ("first_name", "last_name", "country", "language")
FORMS = {
    "suspension": SuspensionForm,
    "edited": PersonForm,
    "role": RoleForm,
    "out": WhyForm,
    "factor": WhyForm,
    "erasure": ErasureForm,
}


class PersonActs(GuardedView):
    """``/admin/users/<id>``: each act is a service; what it refuses stands in its own form."""

    doors = {
        "person": Permission.DESK_USERS,
        **dict.fromkeys(OWN_ACTS, Permission.ACCOUNT_SUSPEND),
        **dict.fromkeys(MANAGED, Permission.ACCOUNT_MANAGE),
        "factor": Permission.FACTOR_RESCUE,
    }
    sensitive = frozenset({*OWN_ACTS, *MANAGED, "factor"})

    @expose("/<uuid:user_id>")
    def person(self, user_id: uuid.UUID) -> Any:
        """Account, connections, dossiers, suspensions, the last lines of the audit log."""
        return self._page(known(user_id))

    @expose("/<uuid:user_id>/suspend", methods=("POST",))
    def suspend(self, user_id: uuid.UUID) -> Any:
        """The account closes, now."""
        form = SuspensionForm()
        said = _("Suspended. Everything this person had open is closed, and they are told.")
        return self._try(
            user_id, "suspension", form, said, lambda u: _act(services.suspend, u, _closing(form))
        )

    @expose("/<uuid:user_id>/lift", methods=("POST",))
    def lift(self, user_id: uuid.UUID) -> Any:
        """The account opens again."""
        services.reinstate(current_actor(), known(user_id))
        flash(_("Lifted. This person is told, and can sign in again."), "success")
        return go(self.get_url(".person", user_id=user_id))

    @expose("/<uuid:user_id>/edit", methods=("POST",))
    def edit(self, user_id: uuid.UUID) -> Any:
        """Names, country, language; when somebody else was faster, both versions are shown."""
        form = PersonForm()
        facts = [name for name in CORRECTED if name != "country" or form.country.data]
        return self._try(
            user_id,
            "edited",
            form,
            _("Saved."),
            lambda u: _act(
                services.correct_person,
                u,
                {name: form[name].data for name in facts},
                version=form.version.data,
            ),
        )

    @expose("/<uuid:user_id>/role", methods=("POST",))
    def role(self, user_id: uuid.UUID) -> Any:
        """Another role; everything that was open ends."""
        form = RoleForm()
        said = _("The role is changed. This person is told, and signs in again.")
        return self._try(
            user_id,
            "role",
            form,
            said,
            lambda u: _act(dossiers.change_role, u, form.role.data, form.reason.data),
        )

    @expose("/<uuid:user_id>/sign-out", methods=("POST",))
    def sign_out(self, user_id: uuid.UUID) -> Any:
        """Every sign-in ends."""
        form, said = WhyForm(), _("Signed out everywhere.")
        return self._try(
            user_id,
            "out",
            form,
            said,
            lambda u: _done(services.sign_out_person, u, form.reason.data),
        )

    @expose("/<uuid:user_id>/sessions/<uuid:session_id>/end", methods=("POST",))
    def end_session(self, user_id: uuid.UUID, session_id: uuid.UUID) -> Any:
        """One sign-in ends."""
        form = WhyForm()
        return self._try(
            user_id,
            str(session_id),
            form,
            _("Signed out there."),
            lambda u: _done(services.end_opening_of, u, session_id, form.reason.data),
        )

    @expose("/<uuid:user_id>/factor", methods=("POST",))
    def factor(self, user_id: uuid.UUID) -> Any:
        """A link to their mailbox, by which they say that their second factor is lost."""
        form, said = WhyForm(), _("The link is sent. Once it is followed, the 24 hours begin.")
        return self._try(
            user_id,
            "factor",
            form,
            said,
            lambda u: _done(services.offer_rescue, u, form.reason.data),
        )

    @expose("/<uuid:user_id>/erase", methods=("POST",))
    def erase(self, user_id: uuid.UUID) -> Any:
        """The account closes now, and is erased in thirty days."""
        form = ErasureForm()
        said = _(
            "Closed. It will be erased in 30 days, unless this person comes back; they are told."
        )
        facts = (form.reason.data, form.address.data or "")
        return self._try(
            user_id, "erasure", form, said, lambda u: _act(services.erase_person, u, *facts)
        )

    @expose("/<uuid:user_id>/invite", methods=("POST",))
    def invite_again(self, user_id: uuid.UUID) -> Any:
        """Another link; the one before is dead."""
        services.invite_again(current_actor(), known(user_id))
        flash(_("The invitation is sent again."), "success")
        return go(self.get_url(".person", user_id=user_id))

    def _try(
        self, user_id: uuid.UUID, name: str, form: Any, said: str, act: Callable[[User], Any]
    ) -> Any:
        user = known(user_id)
        if form.validate_on_submit() and form.attempt(act, user):
            flash(said, "success")
            return go(self.get_url(".person", user_id=user_id))
        return self._page(user, status=422, **{name: form})

    def _page(self, user: User, status: int = 200, **tried: Any) -> Any:
        actor = current_actor()
        shown = people.person_page(user, whole=actor.is_admin)
        forms = {name: _named(name, tried.get(name), user) for name in FORMS}
        for opened in shown.get("openings", ()):
            name = str(opened.id)
            forms[name] = _named(name, tried.get(name), user)
        other = _compared(forms["edited"], user, is_tried="edited" in tried)
        return self.render(
            "backoffice/person.html",
            status=409 if other else status,
            forms=forms,
            tried=next(iter(tried), ""),
            other=other,
            is_me=user.id == actor.user_id,
            manages=engine.can(actor, Permission.ACCOUNT_MANAGE, user),
            **shown,
        )


def known(user_id: uuid.UUID) -> User:
    """The person, if the actor may know of them."""
    user = user_by_id(user_id)
    if user is None:
        raise NotFound
    engine.require(current_actor(), Permission.ACCOUNT_KNOW, user)
    return user


def _named(name: str, tried: Any, user: User) -> Any:
    """The form, whose fields have ids of their own: several forms on the page ask for a reason."""
    form = tried or FORMS.get(name, WhyForm)(formdata=None, role=user.role.value)
    for field in form:
        field.id = field.label.field_id = f"{name}-{field.short_name}"
    return form


def _act(service: Callable[..., Any], user: User, *args: Any, **kwargs: Any) -> Any:
    return service(current_actor(), user, *args, **kwargs)


def _done(service: Callable[..., Any], user: User, *args: Any) -> bool:
    service(current_actor(), user, *args)
    return True


def _closing(form: SuspensionForm) -> services.Closing:
    reason, words, message = (field.data or "" for field in (form.reason, form.words, form.message))
    return services.Closing(reason, words, message, form.until_moment)


def _compared(form: PersonForm, user: User, *, is_tried: bool) -> bool:
    """Whether somebody else was faster; the form then holds what was typed, on top of what is there now."""
    version = version_of(user)
    if not is_tried:
        form.process(obj=user, data={"version": version})
        form.version.data = version
        return False
    is_stale = bool(form.version.data != version)
    form.version.data = version
    if is_stale:
        form.form_errors.clear()  # both versions say it better
    return is_stale
