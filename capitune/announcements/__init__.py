"""What the team tells everybody, or everybody in a role, at the top of their pages for a while."""
