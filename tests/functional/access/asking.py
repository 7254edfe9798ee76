"""What is sent to each address: enough for whoever may to succeed."""

import io
from typing import Any

from werkzeug.test import TestResponse

from capitune.accounts.versions import version_of
from capitune.core.clock import today
from capitune.core.ids import new_id
from capitune.professionals.registers import CICC
from capitune.professionals.states import Body, looks_of
from tests.factories.documents import PDF
from tests.factories.dossiers import TEMPLATE
from tests.factories.people import PASSWORD
from tests.factories.pictures import photo
from tests.functional.access.personas import World
from tests.functional.access.rows import PART, Row

NEW_PERSON = {
    "account_type": "candidate",
    "email": "newcomer@access.example",
    "password": "quatre mots pris au hasard",
    "first_name": "Nour",
    "last_name": "Haddad",
    "country": "MA",
    "language": "fr",
    "accept_terms": True,
}
# Values for parts of addresses that are not ids of the world.
TEXTS = {
    "slug": "inside.candidates_publish",
    "token": "nonsense",
    "name": "nothing.eml",
    "code": "en",
    "number": "1",
    "side": "128",
    "topic": "pal",
}
TOPIC = {"slug": "topic"}
# The question that is still open, where an answer is given.
RENAMED = {
    "accept": {"assignment_id": "proposal_id"},
    "refuse": {"assignment_id": "proposal_id"},
    "agree": {"assignment_id": "suggestion_id"},
    # Licences in the state in which each act is possible; everything else is asked of one in the queue.
    "edit": {"credential_id": "draft_id"},
    "submit": {"credential_id": "draft_id"},
    "suspend": {"credential_id": "approved_id"},
    "settle": {"credential_id": "contested_id"},
    "follow": TOPIC,
    "unfollow": TOPIC,
    "mute": TOPIC,
    "unmute": TOPIC,
}
LICENCE = {"body": "cicc", "number": "R700000"}


def forms(world: World) -> dict[str, dict[str, Any]]:
    """The fields of each form, by address; an address that is not here gets the token alone."""
    profile = {"first_name": "A", "last_name": "B", "country": "CA", "language": "fr"}
    pro = str(world.users["unassigned"].id)
    number = world.texts["number"]
    return {
        "/profile/edit": {**profile, "timezone": ""},
        "/profile/timezone": {"timezone": "Africa/Dakar"},
        "/profile/practice": {
            "organization": "A",
            "profession": "coach",
            "domain": "other",
            "province": "CA-QC",
        },
        "/inside/offers/<uuid:offer_id>": {
            "dossier": str(world.ids["dossier_id"]),
            "role": "immigration",
        },
        "/inside/directory/<uuid:professional_id>": {"text": "Bonjour.", "acknowledged": "y"},
        "/admin/moderation/<uuid:case_id>/decide": {
            "decision": "keep",
            "version": str(world.texts["case_version"]),
        },
        "/admin/legal/draft": {"kind": "privacy"},
        "/inside/posts/new": {
            "post_id": str(new_id()),
            "version": "0",
            "title": "Qui est dispensé ?",
            "body": "Trois points à vérifier avant de déposer.",
            "category": "documents",
            "tags": ["pal"],
        },
        "/inside/posts/draft": {"post_id": str(new_id()), "version": "0"},
        "/inside/posts/<uuid:post_id>/edit": {
            "version": "1",
            "title": "Qui est dispensé ?",
            "body": "Trois points à vérifier avant de déposer.",
            "category": "documents",
            "tags": ["pal"],
        },
        "/verify-consultant": {"text": "R123456"},
        "/inside/posts/<uuid:post_id>/comments": {"body": "Merci beaucoup."},
        "/inside/resources/<uuid:resource_id>/done": {"lesson": "1"},
        "/inside/resources/<uuid:resource_id>/undone": {"lesson": "1"},
        "/inside/comments/<uuid:comment_id>/edit": {"body": "Merci encore.", "version": "1"},
        "/inside/posts/<uuid:post_id>/release": {"version": "1"},
        "/inside/posts/<uuid:post_id>/hide": {"version": "1", "reason": "Publicité."},
        "/dossiers/new": {"template": TEMPLATE},
        "/dossiers/<uuid:dossier_id>/edit": {"title": "Changed"},
        "/dossiers/<uuid:dossier_id>/stage": {"stage": "interested"},
        "/replies/new": {"title": "A", "body": "B"},
        "/replies/<uuid:reply_id>/edit": {"title": "A", "body": "B"},
        "/dossiers/tags": {"name": "A", "tint": "navy"},
        "/dossiers/tags/<uuid:tag_id>/edit": {"name": "A", "tint": "navy"},
        "/dossiers/views/new": {"name": "A"},
        "/dossiers/views/<uuid:view_id>/edit": {"name": "A"},
        "/dossiers/<uuid:dossier_id>/tags": {"new": "A"},
        "/dossiers/<uuid:dossier_id>/messages": {"body": "Bonjour."},
        "/dossiers/<uuid:dossier_id>/messages/seen": {"message_id": str(world.ids["message_id"])},
        "/dossiers/<uuid:dossier_id>/notes": {"body": "À vérifier."},
        "/dossiers/<uuid:dossier_id>/notes/<uuid:note_id>/edit": {"body": "Autre.", "version": "1"},
        "/dossiers/<uuid:dossier_id>/steps/new": {
            "title": "Appeler.",
            "owner": "candidate",
            "target_on": today().isoformat(),
        },
        "/dossiers/<uuid:dossier_id>/steps/<uuid:step_id>/edit": {
            "title": "Appeler.",
            "owner": "candidate",
            "starts_on": today().isoformat(),
            "target_on": today().isoformat(),
            "version": "1",
        },
        "/dossiers/<uuid:dossier_id>/steps/<uuid:step_id>/hold": {
            "hold_reason": "Attend l’école.",
            "version": "1",
        },
        "/dossiers/<uuid:dossier_id>/budget/lines/new": {
            "kind": "third_party",
            "label": "Copies",
            "amount_cents": "5",
        },
        "/dossiers/<uuid:dossier_id>/budget/lines/<uuid:line_id>/edit": {
            "label": "Other",
            "amount_cents": "5",
            "version": "1",
        },
        "/dossiers/<uuid:dossier_id>/budget/quote": {"terms": "Otherwise.", "total_cents": "90000"},
        "/dossiers/<uuid:dossier_id>/budget/payments/new": {
            "line_id": str(world.ids["fee_line_id"]),
            "amount_cents": "5",
            "paid_on": today().isoformat(),
        },
        "/dossiers/<uuid:dossier_id>/colleagues/new": {
            "professional_id": pro,
            "role": "lead",
            "place": "beside",
            "motive": "Pour vous.",
        },
        "/assignments/<uuid:assignment_id>/refuse": {"reason": "Too busy."},
        "/dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/documents": {
            "file": (io.BytesIO(PDF), "passport.pdf")
        },
        "/dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/grants": {
            "document_id": str(world.ids["document_id"])
        },
        "/dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/excuse": {"reason": "No."},
        "/dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/answer": {
            "decision": "waived",
            "reason": "No.",
        },
        "/dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/uploads": {
            "file_name": "passport.pdf",
            "size": str(len(PDF)),
        },
        "/dossiers/<uuid:dossier_id>/documents/<uuid:document_id>/review": {
            "status": "validated",
            "version": world.texts["version"],
        },
        "/admin/dossiers/<uuid:dossier_id>/propose": {"professional_id": pro, "role": "coach"},
        "/admin/dossiers/<uuid:dossier_id>/transfer/<uuid:assignment_id>": {
            "professional_id": pro,
            "reason": "Away.",
        },
        "/admin/assignments/": {"number": number, "professional_id": pro, "role": "lead"},
        "/professional/verification/new": {**LICENCE, "licence_class": "rcic"},
        "/professional/verification/<uuid:credential_id>/edit": {
            **LICENCE,
            "licence_class": "rcic",
        },
        "/professional/verification/<uuid:credential_id>/contact": {"code": "000000"},
        "/professional/verification/<uuid:credential_id>/proofs": {
            "file": (io.BytesIO(PDF), "card.pdf")
        },
        "/admin/validations/<uuid:credential_id>/ask": {"wanted": "Both sides."},
        "/admin/validations/<uuid:credential_id>/register": {
            "register_url": CICC,
            "register_status": "active",
        },
        "/admin/users/<uuid:user_id>/suspend": {
            "reason": "spam",
            "words": "Adverts.",
            "message": "No adverts.",
        },
        "/admin/users/invite": {
            "email": "invited@access.example",
            "role": "moderator",
            "language": "fr",
        },
        "/admin/users/<uuid:user_id>/edit": {
            "first_name": "Uwe",
            "last_name": "Unp",
            "language": "fr",
            "version": str(version_of(world.users["unverified_pro"])),
        },
        "/admin/users/<uuid:user_id>/role": {"role": "candidate", "reason": "other"},
        "/admin/users/<uuid:user_id>/sign-out": {"reason": "other"},
        "/admin/users/<uuid:user_id>/erase": {
            "reason": "other",
            "address": world.users["unverified_pro"].email,
        },
        "/admin/users/<uuid:user_id>/sessions/<uuid:session_id>/end": {"reason": "other"},
        "/admin/users/<uuid:user_id>/factor": {"reason": "other"},
        "/admin/validations/<uuid:credential_id>/approve": {
            "looked": list(looks_of(Body.CICC)),
            "version": "1",
        },
        "/admin/catalogue/templates/<uuid:template_id>/change": {"version": "1"},
        "/admin/catalogue/templates/<uuid:template_id>/discard": {"version": "1"},
        "/admin/catalogue/templates/<uuid:template_id>/publish": {"version": "1"},
        "/admin/validations/<uuid:credential_id>/reject": {"reason": "No."},
        "/admin/validations/<uuid:credential_id>/suspend": {"reason": "No."},
        "/admin/validations/<uuid:credential_id>/settle": {"keep": "", "reason": "No."},
    }


def bodies(world: World) -> dict[str, Any]:
    """The JSON of each API address, by method and address."""
    pro = str(world.users["unassigned"].id)
    address = {"email": "nobody@access.example"}
    return {
        "POST /api/auth/register": NEW_PERSON,
        "DELETE /api/users/me": {"password": "wrong"},
        "PUT /api/users/me/preferences": {"digest": "weekly"},
        "PUT /api/users/me/password": {"current_password": "wrong", "new_password": PASSWORD[::-1]},
        "POST /api/auth/verify-email": {**address, "code": "000000"},
        "POST /api/auth/resend-code": address,
        "POST /api/auth/login": {**address, "password": "quatre mots pris au hasard"},
        "POST /api/auth/mfa": {"mfa_token": "nonsense", "code": "000000"},
        "POST /api/auth/refresh": {"refresh_token": "nonsense"},
        "POST /api/auth/forgot-password": address,
        "POST /api/auth/reset-password": {"token": "nonsense", "password": NEW_PERSON["password"]},
        "POST /api/auth/confirm": {"password": NEW_PERSON["password"]},
        "PATCH /api/users/me": {"first_name": "Changed"},
        "POST /api/users/me/credentials": {**LICENCE, "class": "rcic"},
        "PUT /api/users/me/credentials/<uuid:credential_id>": {**LICENCE, "class": "rcic"},
        "POST /api/users/me/credentials/<uuid:credential_id>/contact": {"code": "000000"},
        "POST /api/reports": {
            "target_type": "post",
            "target_id": str(world.ids["post_id"]),
            "reason": "spam",
        },
        "POST /api/admin/moderation/<uuid:case_id>/decide": {"decision": "keep"},
        "POST /api/admin/users": {**address, "role": "candidate"},
        "PATCH /api/admin/users/<uuid:user_id>": {"first_name": "Changed"},
        "PUT /api/admin/users/<uuid:user_id>/status": {
            "status": "suspended",
            "reason": "spam",
            "message": "No adverts.",
        },
        "POST /api/admin/validations/<uuid:credential_id>/reject": {"reason": "No."},
        "POST /api/professionals/<uuid:professional_id>/contact-requests": {
            "text": "Bonjour.",
            "acknowledged": True,
        },
        "POST /api/contact-requests/<uuid:request_id>/accept": {"offers": True},
        "POST /api/contact-requests/<uuid:request_id>/decline": {},
        "POST /api/posts": {
            "title": "Qui est dispensé ?",
            "body": "Trois points à vérifier avant de déposer.",
            "category": "documents",
            "tags": ["pal"],
        },
        "POST /api/posts/<uuid:post_id>/comments": {"body": "Merci beaucoup."},
        "PATCH /api/comments/<uuid:comment_id>": {"body": "Merci encore."},
        "PATCH /api/posts/<uuid:post_id>": {"title": "Un autre titre"},
        "POST /api/dossiers": {"template": TEMPLATE},
        "POST /api/dossiers/<uuid:dossier_id>/messages": {
            "body": "Bonjour.",
            "client_id": str(new_id()),
        },
        "POST /api/dossiers/<uuid:dossier_id>/notes": {"body": "À vérifier."},
        "PATCH /api/notes/<uuid:note_id>": {"body": "Autre."},
        "POST /api/invitations": {
            "email": "prospect@access.example",
            "name": "Awa",
            "template": TEMPLATE,
            "role": "lead",
        },
        "PATCH /api/dossiers/<uuid:dossier_id>": {"title": "Changed"},
        "PUT /api/dossiers/<uuid:dossier_id>/answers": {"answers": {}},
        "POST /api/dossiers/<uuid:dossier_id>/stage": {"stage": "interested"},
        "POST /api/dossiers/<uuid:dossier_id>/steps": {
            "title": "Appeler.",
            "owner": "candidate",
            "target_on": today().isoformat(),
        },
        "PATCH /api/steps/<uuid:step_id>": {"done": True},
        "POST /api/dossiers/<uuid:dossier_id>/budget/lines": {
            "label": "Copies",
            "kind": "third_party",
            "amount_cents": 500,
        },
        "PATCH /api/dossiers/<uuid:dossier_id>/budget/lines/<uuid:line_id>": {"label": "Other"},
        "POST /api/dossiers/<uuid:dossier_id>/budget/quotes": {"terms": "Otherwise."},
        "POST /api/dossiers/<uuid:dossier_id>/budget/payments": {
            "line_id": str(world.ids["fee_line_id"]),
            "amount_cents": 500,
            "paid_on": today().isoformat(),
        },
        "POST /api/dossiers/<uuid:dossier_id>/budget/payments/<uuid:payment_id>/reverse": {},
        "POST /api/dossiers/<uuid:dossier_id>/assignments": {
            "professional_id": pro,
            "role": "lead",
        },
        "POST /api/dossiers/<uuid:dossier_id>/suggestions": {
            "professional_id": pro,
            "role": "lead",
            "motive": "Pour vous.",
        },
        "POST /api/assignments/<uuid:assignment_id>/refuse": {"reason": "Too busy."},
        "POST /api/documents/uploads": {
            "requirement_id": str(world.ids["requirement_id"]),
            "file_name": "passport.pdf",
            "size": len(PDF),
            "mime_type": "application/pdf",
        },
        "POST /api/documents/uploads/<uuid:upload_id>/complete": {"parts": []},
        "PUT /api/requirements/<uuid:requirement_id>/excuse": {"reason": "No."},
        "PUT /api/requirements/<uuid:requirement_id>/waiver": {"reason": "No."},
        "POST /api/requirements/<uuid:requirement_id>/insist": {"reason": "No."},
        "PUT /api/requirements/<uuid:requirement_id>/files": {"files": 2},
        "PATCH /api/documents/<uuid:document_id>": {"issued_on": "2026-01-02"},
        "PUT /api/documents/<uuid:document_id>/status": {
            "status": "validated",
            "version": int(world.texts["version"]),
        },
    }


def files(world: World) -> dict[str, Any]:
    """The forms that programs send with a file."""
    file = {
        "file": (io.BytesIO(PDF), "passport.pdf"),
        "requirement_id": str(world.ids["requirement_id"]),
    }
    return {
        "POST /api/dossiers/<uuid:dossier_id>/documents": file,
        "POST /api/documents": {**file, "dossier_id": str(world.ids["dossier_id"])},
        "POST /api/users/me/credentials/<uuid:credential_id>/proofs": {
            "file": (io.BytesIO(PDF), "card.pdf")
        },
        "PUT /api/users/me/avatar": {"file": (io.BytesIO(photo()), "me.jpg")},
    }


def address(world: World, row: Row) -> str:
    """The address with everybody's ids in it."""
    named = RENAMED.get(row.rule.rsplit("/", 1)[-1], {})

    def value(name: str) -> str:
        name = named.get(name, name)
        return TEXTS.get(name) or str(world.ids[name])

    return PART.sub(lambda found: value(found["name"]), row.rule)


def ask(world: World, row: Row, who: str) -> TestResponse:
    """One request of one person, as their browser or their program sends it."""
    if row.is_api:
        return _ask_api(world, row, who)
    fields = forms(world).get(row.rule, {}) if row.method == "POST" else {}
    data = {"csrf_token": world.csrf[who], **fields} if row.method != "GET" else None
    return world.browser(who).open(address(world, row), method=row.method, data=data)


def _ask_api(world: World, row: Row, who: str) -> TestResponse:
    token = world.tokens.get(who)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    name = f"{row.method} {row.rule}"
    sent: dict[str, Any] = {}
    if name in files(world):
        sent = {"data": files(world)[name]}
    elif name in bodies(world):
        sent = {"json": bodies(world)[name]}
    return world.program.open(address(world, row), method=row.method, headers=headers, **sent)
