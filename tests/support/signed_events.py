"""The signature that SendGrid puts on its events."""

import base64

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MOMENT = "1795000000"
OURS, ANOTHER = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())


def public_key() -> str:
    """The key of our account, as ``SENDGRID_WEBHOOK_KEY`` wants it."""
    public = OURS.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(public).decode()


def signed(body: bytes, key: ec.EllipticCurvePrivateKey = OURS) -> dict[str, str]:
    """The headers of a batch of events, signed with this key."""
    signature = key.sign(MOMENT.encode() + body, ec.ECDSA(hashes.SHA256()))
    return {
        "X-Twilio-Email-Event-Webhook-Signature": base64.b64encode(signature).decode(),
        "X-Twilio-Email-Event-Webhook-Timestamp": MOMENT,
        "Content-Type": "application/json",
    }
