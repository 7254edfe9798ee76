"""What a file really is: inspected and drawn in limited child processes.

Nothing is imported here: the children import this package each time they start.
"""
