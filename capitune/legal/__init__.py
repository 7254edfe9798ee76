"""The terms and the privacy policy: versions of a text, of which one is in force."""
