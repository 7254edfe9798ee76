"""What programs may send."""

from capitune.api.bodies.auth import (
    Address,
    Credentials,
    NewPassword,
    ProfessionalSignUp,
    Proof,
    ProofByCode,
    Refresh,
    SecondStep,
    SignUp,
    Verification,
)
from capitune.api.bodies.budget import (
    BudgetLineChanges,
    NewBudgetLine,
    NewPayment,
    NewQuote,
    PaymentReversal,
)
from capitune.api.bodies.comments import CommentChanges, NewComment
from capitune.api.bodies.credentials import (
    ContactCode,
    NewCredential,
    Reason,
    SupportingFile,
)
from capitune.api.bodies.documents import (
    DocumentDecision,
    DocumentDescription,
    FilesAsked,
    PartSent,
    Upload,
    UploadBegun,
    UploadParts,
    UploadToDossier,
    Why,
)
from capitune.api.bodies.dossiers import (
    DossierAnswers,
    DossierChanges,
    NewAssignment,
    NewDossier,
    NewSuggestion,
    Refusal,
    StageMove,
)
from capitune.api.bodies.invitations import NewInvitation
from capitune.api.bodies.messages import NewMessage
from capitune.api.bodies.moderation import CaseRuling, NewReport
from capitune.api.bodies.notes import NewNote, NoteChanges
from capitune.api.bodies.people import NewPerson, PersonChanges, PersonStatus
from capitune.api.bodies.posts import NewPost, PostChanges
from capitune.api.bodies.preferences import PreferenceChanges
from capitune.api.bodies.professionals import Acceptance, Declining, NewContactRequest
from capitune.api.bodies.steps import NewStep, StepChanges
from capitune.api.bodies.users import Leaving, NewAvatar, PasswordChange, ProfileChanges

__all__ = [
    "Acceptance",
    "Address",
    "BudgetLineChanges",
    "CaseRuling",
    "CommentChanges",
    "ContactCode",
    "Credentials",
    "Declining",
    "DocumentDecision",
    "DocumentDescription",
    "DossierAnswers",
    "DossierChanges",
    "FilesAsked",
    "Leaving",
    "NewAssignment",
    "NewAvatar",
    "NewBudgetLine",
    "NewComment",
    "NewContactRequest",
    "NewCredential",
    "NewDossier",
    "NewInvitation",
    "NewMessage",
    "NewNote",
    "NewPassword",
    "NewPayment",
    "NewPerson",
    "NewPost",
    "NewQuote",
    "NewReport",
    "NewStep",
    "NewSuggestion",
    "NoteChanges",
    "PartSent",
    "PasswordChange",
    "PaymentReversal",
    "PersonChanges",
    "PersonStatus",
    "PostChanges",
    "PreferenceChanges",
    "ProfessionalSignUp",
    "ProfileChanges",
    "Proof",
    "ProofByCode",
    "Reason",
    "Refresh",
    "Refusal",
    "SecondStep",
    "SignUp",
    "StageMove",
    "StepChanges",
    "SupportingFile",
    "Upload",
    "UploadBegun",
    "UploadParts",
    "UploadToDossier",
    "Verification",
    "Why",
]
