"""Addresses that letters and the bell lead to."""

HOME = "/dashboard"
BELL = "/notifications"
PREFERENCES = "/profile/preferences"
SECURITY = "/profile/security"
