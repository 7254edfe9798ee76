"""How pages call what dossiers hold in codes, and what they say about it."""
