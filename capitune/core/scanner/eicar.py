"""The harmless string that every scanner takes for a virus (eicar.org)."""

# In two halves, so that no scanner takes this file for the thing itself.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + rb"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
