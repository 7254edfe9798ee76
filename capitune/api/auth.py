"""Sign-up and sign-in of programs. Cookies play no part."""

from dataclasses import asdict

from flask import Response, request

from capitune.accounts import queries, services
from capitune.accounts.devices import device_name
from capitune.accounts.models import User
from capitune.accounts.pace import evenly
from capitune.accounts.proof import Proof
from capitune.accounts.services import SignedUp, SignUp
from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.oneself import oneself
from capitune.api.presenters import people
from capitune.api.replies import accepted, nothing, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor, public
from capitune.core import limits
from capitune.core.http import own_unit
from capitune.core.work import unit_of_work
from capitune.professionals import services as professionals
from capitune.professionals.services import PracticeFacts

TAG = "auth"


@bp.post("/auth/register")
@public("signing up comes before an account")
@evenly
@limits.auth()
@operation(201, shapes.Registered, tag=TAG)
def register(json: bodies.SignUp) -> Response:
    """Sign up, and get a code by mail. An address already known gets the same answer."""
    return reply(people.registered(_signed_up(json)), 201)


def _signed_up(sent: bodies.SignUp) -> SignedUp:
    facts = sent.root.model_dump(exclude={"account_type"}, mode="json")
    if not isinstance(sent.root, bodies.ProfessionalSignUp):
        return services.sign_up_candidate(current_actor(), SignUp(**facts))
    declared = ("organization", "profession", "domain", "province")
    practice = PracticeFacts(**{name: facts.pop(name) for name in declared})
    return professionals.sign_up_professional(current_actor(), SignUp(**facts), practice)


@bp.post("/auth/verify-email")
@public("proving an address comes before signing in")
@evenly
@limits.auth()
@operation(200, shapes.SignedIn, tag=TAG, refuses=(403,))
def verify_email(json: bodies.Verification) -> Response:
    """Prove an address with the code that was sent to it, and be signed in."""
    person = services.verify_email(current_actor(), json.email, json.code, json.ticket)
    return _signed_in(person, Proof.MAILBOX)


def _signed_in(person: User, proof: Proof = Proof.PASSWORD) -> Response:
    device = device_name(request.headers.get("User-Agent", ""))
    known = proof is Proof.MAILBOX or queries.has_used(person.id, device)
    pair = services.open_tokens(current_actor(), person, device, proof, known=known)
    return reply(people.signed_in(pair, person))


@bp.post("/auth/resend-code")
@public("proving an address comes before signing in")
@evenly
@limits.auth()
@operation(202, tag=TAG)
def resend_code(json: bodies.Address) -> Response:
    """Send a new code, if this address waits for one; the answer does not say."""
    services.resend_code(current_actor(), json.email)
    return accepted()


@bp.post("/auth/login")
@evenly
@own_unit("the password is checked first: that is slow, and must hold no transaction")
@public("signing in")
@limits.auth()
@operation(200, shapes.LoggedIn, tag=TAG, refuses=(401, 403))
def login(json: bodies.Credentials) -> Response:
    """Sign in with an address and its password; with a second factor, that is the first of two steps."""
    checked = services.check_password(json.email, json.password)
    with unit_of_work():
        person = services.admit(current_actor(), checked)
        token = services.begin_second_step(current_actor(), person)
        return reply(people.awaits_factor(token)) if token else _signed_in(person)


@bp.post("/auth/mfa")
@public("the second step of signing in")
@limits.auth()
@operation(200, shapes.SignedIn, tag=TAG, refuses=(401,))
def second_step(json: bodies.SecondStep) -> Response:
    """The second step: a code of the authenticator app, or a recovery code. Five tries, ten minutes."""
    step = services.finish_second_step(current_actor(), json.mfa_token, json.code)
    return _signed_in(step.user, Proof.FACTOR)


@bp.post("/auth/refresh")
@public("the refresh token is the credential")
@limits.auth()
@operation(200, shapes.Tokens, tag=TAG, refuses=(401,))
def refresh(json: bodies.Refresh) -> Response:
    """A new pair of tokens; the refresh token sent is used up, and used again it ends them all."""
    return reply(asdict(services.refresh(current_actor(), json.refresh_token)))


@bp.post("/auth/logout")
@access(Permission.SESSION_CLOSE)
@operation(204, tag=TAG)
def logout() -> Response:
    """End this sign-in: its tokens are worth nothing from now on."""
    services.close_tokens(current_actor())
    return nothing()


@bp.post("/auth/confirm")
@own_unit("the password is checked first: that is slow, and must hold no transaction")
@access(Permission.SESSION_PROVE, subject=oneself)
@limits.auth()
@operation(204, tag=TAG)
def confirm(person: User, json: bodies.Proof) -> Response:
    """Show again that it is still oneself; sensitive acts are open for ten minutes then."""
    if isinstance(json.root, bodies.ProofByCode):
        with unit_of_work():
            services.prove_by_code(current_actor(), person, json.root.code)
        return nothing()
    checked = services.check_password(person.email, json.root.password)
    with unit_of_work():
        services.prove_by_password(current_actor(), person, checked)
    return nothing()


@bp.post("/auth/forgot-password")
@public("whoever forgot a password cannot sign in")
@evenly
@limits.auth()
@operation(202, tag=TAG)
def forgot_password(json: bodies.Address) -> Response:
    """Send a link to choose a new password, if there is such an account; the answer does not say."""
    services.forgot_password(current_actor(), json.email)
    return accepted()


@bp.post("/auth/reset-password")
@public("the token of the link is the credential")
@limits.auth()
@operation(204, tag=TAG)
def reset_password(json: bodies.NewPassword) -> Response:
    """Choose a new password with the token of a link; everything that was open ends."""
    services.reset_password(current_actor(), json.token, json.password)
    return nothing()
