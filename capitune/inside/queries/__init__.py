"""What pages and programs read of the community."""
