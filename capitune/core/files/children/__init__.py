"""What runs in the child processes, one module per family of formats."""
