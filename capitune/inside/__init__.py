"""Inside, the community: what members write, what others think of it."""
