"""What happens on the service, in figures of each day: counted at night, read by the team. No figure is of one person."""
