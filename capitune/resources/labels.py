"""Words for the codes of the library."""

from capitune.core.i18n import lazy_gettext as _
from capitune.resources.states import ResourceKind, ResourceStatus

KINDS = {
    ResourceKind.GUIDE: _("Guide"),
    ResourceKind.COURSE: _("Course"),
    ResourceKind.CHECKLIST: _("Checklist"),
}
KINDS_MANY = {
    ResourceKind.GUIDE: _("Guides"),
    ResourceKind.COURSE: _("Courses"),
    ResourceKind.CHECKLIST: _("Checklists"),
}
STATUSES = {
    ResourceStatus.DRAFT: _("Draft"),
    ResourceStatus.PUBLISHED: _("Published"),
    ResourceStatus.RETIRED: _("Retired"),
}
