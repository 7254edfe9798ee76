"""What pages and programs read of moderation."""
