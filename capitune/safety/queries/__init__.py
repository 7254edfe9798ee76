"""Reading rules, what they met, and known frauds."""
