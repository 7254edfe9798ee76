"""What may be done with professionals: one function an act."""

from capitune.professionals.services.accompanying import decline_offer, take_offer
from capitune.professionals.services.asking import ask_proof, stop_waiting
from capitune.professionals.services.checking import RegisterFacts, record_facts
from capitune.professionals.services.claims import settle
from capitune.professionals.services.contact import prove_contact, send_contact_code
from capitune.professionals.services.deciding import Looked, approve, expire, reject, suspend
from capitune.professionals.services.declaring import Declaration, declare, edit, submit
from capitune.professionals.services.licence import withdraw
from capitune.professionals.services.offer import edit_practice, refuse_practice
from capitune.professionals.services.practice import (
    PracticeFacts,
    set_up_practice,
    sign_up_professional,
)
from capitune.professionals.services.proofs import (
    add_proof,
    record_proof_opening,
    record_proof_previews,
    record_proof_scan,
    remove_proof,
)
from capitune.professionals.services.requests import (
    accept_contact,
    ask_contact,
    decline_contact,
)
from capitune.professionals.services.taking import give_back, take

__all__ = [
    "Declaration",
    "Looked",
    "PracticeFacts",
    "RegisterFacts",
    "accept_contact",
    "add_proof",
    "approve",
    "ask_contact",
    "ask_proof",
    "declare",
    "decline_contact",
    "decline_offer",
    "edit",
    "edit_practice",
    "expire",
    "give_back",
    "prove_contact",
    "record_facts",
    "record_proof_opening",
    "record_proof_previews",
    "record_proof_scan",
    "refuse_practice",
    "reject",
    "remove_proof",
    "send_contact_code",
    "set_up_practice",
    "settle",
    "sign_up_professional",
    "stop_waiting",
    "submit",
    "suspend",
    "take",
    "take_offer",
    "withdraw",
]
