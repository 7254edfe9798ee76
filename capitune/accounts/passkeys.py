"""Passkeys (WebAuthn): what a device is asked, and whether what it answers is true.

Whom a device may sign for (``rp id``) and from which page (``origin``) come from ``BASE_URL`` alone.
"""

import ipaddress
import uuid
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import orjson
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import (
    options_to_json_dict,
    parse_authentication_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from capitune.core.errors import Invalid
from capitune.core.secrets import derive

NAME = "CAPITUNE"
MOST_BYTES = 20_000
# What the library lets through of its own parsers, beside its own errors, when bytes are nonsense.
NONSENSE = (
    WebAuthnException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RecursionError,
)
WANTED = UserVerificationRequirement.PREFERRED
NEEDED = UserVerificationRequirement.REQUIRED

_site = {"id": "", "origin": ""}


def bind(base_url: str) -> None:
    """Name the site that devices sign for: the public address of the product."""
    parts = urlsplit(base_url)
    _site["id"], _site["origin"] = parts.hostname or "", f"{parts.scheme}://{parts.netloc}"


def are_possible() -> bool:
    """False where the site has no name: browsers keep no passkey for an IP address."""
    try:
        ipaddress.ip_address(_site["id"])
    except ValueError:
        return bool(_site["id"])
    return False


def challenge(challenge_id: uuid.UUID) -> bytes:
    """The 32 bytes to be signed."""
    return derive("passkey-challenge", challenge_id.bytes)


def to_register(
    user_id: uuid.UUID, email: str, name: str, known: Iterable[bytes], asked: bytes
) -> dict[str, Any]:
    """What ``navigator.credentials.create`` takes, its bytes as base64url; not twice the same device."""
    options = generate_registration_options(
        rp_id=_site["id"],
        rp_name=NAME,
        user_id=user_id.bytes,
        user_name=email,
        user_display_name=name,
        challenge=asked,
        exclude_credentials=_descriptors(known),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=WANTED
        ),
    )
    return options_to_json_dict(options)


def to_sign(known: Iterable[bytes], asked: bytes, *, alone: bool) -> dict[str, Any]:
    """What ``navigator.credentials.get`` takes. ``alone``: it stands for the password too, so the device
    must make sure of its person; ``known`` is empty then, the device knows its own keys.
    """
    options = generate_authentication_options(
        rp_id=_site["id"],
        challenge=asked,
        allow_credentials=_descriptors(known),
        user_verification=NEEDED if alone else WANTED,
    )
    return options_to_json_dict(options)


def registered(credential: str, asked: bytes) -> VerifiedRegistration:
    """The new key. Raises ``Invalid`` (``bad_passkey``)."""
    try:
        return verify_registration_response(
            credential=_object(credential),
            expected_challenge=asked,
            expected_rp_id=_site["id"],
            expected_origin=_site["origin"],
        )
    except NONSENSE as error:
        raise _bad() from error


def presented(credential: str) -> AuthenticationCredential:
    """What a device signed, read but not believed. Raises ``Invalid`` (``bad_passkey``)."""
    try:
        return parse_authentication_credential_json(_object(credential))
    except NONSENSE as error:
        raise _bad() from error


def signed(
    credential: AuthenticationCredential, asked: bytes, key: bytes, count: int, *, alone: bool
) -> VerifiedAuthentication:
    """That the holder of ``key`` signed what was asked, here, and more often than ``count`` times.

    Raises ``Invalid`` (``bad_passkey``): another challenge, origin or site, a signature that is wrong, a
    count that went back (a copied key), with ``alone`` a device that did not make sure of its person.
    """
    try:
        return verify_authentication_response(
            credential=credential,
            expected_challenge=asked,
            expected_rp_id=_site["id"],
            expected_origin=_site["origin"],
            credential_public_key=key,
            credential_current_sign_count=count,
            require_user_verification=alone,
        )
    except NONSENSE as error:
        raise _bad() from error


def _object(credential: str) -> dict[str, Any]:
    if len(credential) > MOST_BYTES:
        raise ValueError("too long")
    found = orjson.loads(credential)
    if not isinstance(found, dict):
        raise TypeError("not an object")
    return found


def _descriptors(known: Iterable[bytes]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=credential_id) for credential_id in known]


def _bad() -> Invalid:
    return Invalid.on("credential", "bad_passkey")
