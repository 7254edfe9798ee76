"""The audit log as a file for spreadsheets."""

from collections.abc import Iterator

from capitune.audit.searching import Wanted
from capitune.backoffice.spreadsheets import written
from capitune.core.ids import parse_id
from capitune.core.listing import decode
from capitune.dossiers.queries.trail import TrailLine, trail
from capitune.dossiers.words.trail import ACTS, changes

COLUMNS = "id,at,act,code,actor_id,actor,role,door,subject_type,subject_id,dossier,changes,address,request"


def lines(wanted: Wanted) -> Iterator[str]:
    """The file in pieces, newest first; its last line says when there were more."""
    return written(
        COLUMNS.split(","), lambda after, size: trail(wanted, size, decode(after)), _cells
    )


def _cells(line: TrailLine) -> list[str]:
    act, known = line.event, ACTS.get(line.event.act)
    said = (f"{name} {before} -> {after}".strip() for name, before, after in changes(act.data))
    return [
        str(act.id),
        act.at.isoformat(),
        str(known or act.act),
        str(act.act),
        str(parse_id(act.actor_id) or ""),
        line.actor.name if line.actor else act.actor_name,
        act.actor_role or "",
        str(act.door),
        act.subject_type,
        str(parse_id(act.subject_id) or ""),
        line.number,
        "; ".join(said),
        act.address or "",
        act.request_id or "",
    ]
