"""Reports of members, one queue of the team, what it decides and what follows."""
