"""Speed, measured as ratios: each page of the product beside a hand-written floor doing the same work."""
