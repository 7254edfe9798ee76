"""What to tell a person whose file is refused: what is wrong, and what to do."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "file_missing": _("Choose a file to send."),
    "file_empty": _("This file is empty. Check it on your device, then send it again."),
    "file_too_large": _(
        "This file is larger than %(limit_mb)s MB. Reduce it or split it, then send it again."
    ),
    "file_unsupported": _(
        "We cannot accept this kind of file. Send a PDF, a photo (JPEG, PNG, HEIC, WEBP, TIFF) or a "
        "Word document."
    ),
    "file_encrypted": _("This file has a password. Save it without one, then send it again."),
    "file_damaged": _(
        "This file is damaged or incomplete: it does not open. Save it again, then send it."
    ),
    "file_too_many_pixels": _(
        "This image has too many pixels (40 million at most). Take the photo in a lower quality."
    ),
    "file_bomb": _("This file grows far too large when it is opened. We cannot accept it."),
    "file_active_content": _(
        "This file contains a program (macro or script), as official forms to fill in do. Print it to "
        "PDF, then send that file."
    ),
    "file_not_a_photo": _("Choose a photo: JPEG, PNG, HEIC or WEBP."),
    "photo_too_large": _("This photo is larger than %(limit_mb)s MB. Choose a lighter one."),
    "photo_too_small": _(
        "This photo is too small: %(smallest)s pixels on each side at least. Choose a larger one."
    ),
    "part_missing": _(
        "Parts of this file have not arrived: %(numbers)s. Send them, then finish again."
    ),
    "part_unknown": _("This file has no such part: %(numbers)s."),
    "part_wrong_size": _("A part of this file has another size than announced. Send it again."),
    "part_wrong_checksum": _("A part of this file was damaged on its way. Send it again."),
    "part_changed": _("A part of this file was sent again meanwhile. Finish with its new mark."),
    "parts_disordered": _("Name each part of the file once, in order."),
    "file_wrong_checksum": _("This file changed on its way. Choose it again, then send it again."),
}
