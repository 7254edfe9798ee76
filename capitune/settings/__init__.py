"""What an admin can turn while the product runs, and since when it is so."""
