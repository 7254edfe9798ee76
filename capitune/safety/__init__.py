"""What keeps members safe from each other's tricks and from their own haste: pure looks at texts, and the rules of the team."""
