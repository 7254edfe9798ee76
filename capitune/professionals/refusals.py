"""What to tell people about the codes of this domain."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "unknown_profession": _("Choose a profession from the list."),
    "unknown_scope": _("Choose from the list what the licence allows."),
    "no_links": _("Write without links or addresses: the answer comes here."),
    "no_phones": _("Write without telephone numbers: the answer comes here."),
    "safety_needed": _("Read these four points, then tick the box."),
    "not_contactable": _("This professional takes no requests for now. Your text is not sent."),
    "asked_lately": _("You wrote to this professional less than 30 days ago."),
    "too_many_asked": _(
        "You wrote to ten professionals today. Wait for an answer, or until tomorrow."
    ),
    "contact_answered": _("This request was answered already."),
    "offer_answered": _("You answered this offer already. What you see here is how it stands."),
    "offer_over": _(
        "This professional cannot accompany you for now. Nothing was changed; you can look for someone else."
    ),
    "unknown_domain": _("Choose a domain from the list."),
    "profession_checked": _(
        "Your licence was checked for this profession. Write to our team to change it."
    ),
    "bad_years": _("Write a number of years, from 0 to 70."),
    "bad_link": _("Write a whole address, such as https://www.example.com/my-work."),
    "not_a_professional": _("This person is not a professional."),
    "bad_number": _("Write the number as the register shows it."),
    "not_official": _("Use the address of the official register, which begins with https."),
    "unknown_body": _("Choose a body from the list."),
    "not_of_body": _("Choose a class that this body grants."),
    "unknown_province": _("Choose the province or territory of your law society."),
    "register_needed": _(
        "Your profession is regulated: choose the body that granted your licence."
    ),
    "already_declared": _("You have declared this licence already."),
    "too_many_credentials": _("You have declared as many licences as we can check."),
    "credential_moved": _(
        "This has changed meanwhile. Load the page again to see where it stands."
    ),
    "credential_changed": _(
        "Facts or files changed while you were reading. Look at what stands here now, then decide."
    ),
    "credential_held": _("%(name)s looks at this licence now. Wait, or take it over."),
    "looks_missing": _("Look at each point, and tick it, before you approve."),
    "proof_asked": _("A proof is asked for already. Wait for it, or look at the licence without."),
    "number_contested": _("Several people claim this number. Settle that first."),
    "case_settled": _("This was settled already."),
    "case_changed": _("Someone joined this case meanwhile. Look at it again before you settle it."),
    "not_a_claimant": _("Choose one of those who claim the number."),
    "contact_unproved": _(
        "The contact of the register is not proved yet: send a code to the address that it shows, and wait "
        "until the professional has typed it back."
    ),
    "not_entitled": _("The register does not allow this person to practise."),
    "second_admin_needed": _(
        "You have approved already. Somebody else of the team must approve too."
    ),
    "no_register": _("There is no official register for this profession."),
    "two_needed": _("Only two people together can allow more: ask for it to be submitted again."),
    "no_contact": _("First copy the e-mail address that the register shows."),
    "code_too_soon": _(
        "A code was sent a moment ago. Wait a minute, and send six an hour at most."
    ),
    "too_many_proofs": _("Ten files at most for one licence."),
}
