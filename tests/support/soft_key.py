"""A device that keeps a passkey, in software; it can also misbehave."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
ORIGIN, SITE = "http://localhost", "localhost"


@dataclass
class SoftKey:
    """One key of one device. ``lies`` replaces what it says: origin, site, challenge, type, flags, count."""

    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    count: int = 0
    handle: bytes = b""

    def create(self, question: dict[str, Any], **lies: Any) -> str:
        """What ``navigator.credentials.create`` gives."""
        self.handle = base64url_to_bytes(question["user"]["id"])
        held = self._about(lies, ATTESTED) + bytes(16) + len(self.id).to_bytes(2) + self.id
        held += self._public()
        statement = {"fmt": "none", "attStmt": {}, "authData": held}
        said = self._said(question, "webauthn.create", lies)
        response = {"clientDataJSON": said, "attestationObject": cbor2.dumps(statement)}
        return self._written(response)

    def get(self, question: dict[str, Any], **lies: Any) -> str:
        """What ``navigator.credentials.get`` gives."""
        self.count = lies.get("count", self.count + 1)
        said = self._said(question, "webauthn.get", lies)
        about = self._about(lies)
        signature = self.private.sign(about + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        response = {"clientDataJSON": said, "authenticatorData": about, "signature": signature}
        return self._written({**response, "userHandle": lies.get("handle", self.handle)})

    def _about(self, lies: dict[str, Any], more: int = 0) -> bytes:
        flags = lies.get("flags", PRESENT | VERIFIED) | more
        site = hashlib.sha256(lies.get("site", SITE).encode()).digest()
        return bytes(site + bytes([flags]) + self.count.to_bytes(4))

    def _said(self, question: dict[str, Any], kind: str, lies: dict[str, Any]) -> bytes:
        said = {
            "type": lies.get("type", kind),
            "challenge": lies.get("challenge", question["challenge"]),
            "origin": lies.get("origin", ORIGIN),
        }
        return json.dumps(said).encode()

    def _public(self) -> bytes:
        point = self.private.public_key().public_numbers()
        key = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}
        return bytes(cbor2.dumps(key))

    def _written(self, response: dict[str, bytes]) -> str:
        name = bytes_to_base64url(self.id)
        parts = {k: bytes_to_base64url(v) for k, v in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": parts})
