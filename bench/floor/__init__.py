"""The floor: the same pages written by hand on Flask and psycopg alone, nothing of the product.

It knows who asks (session or token, in one statement) and shows only what that person may see; it has no
limiter, no CSRF token, no headers, one language. What the product costs beyond it is what it must justify.
"""
