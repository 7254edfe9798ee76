"""Guides, short courses and checklists of the team: each with who answers for it, its source and a date."""
