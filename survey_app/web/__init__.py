"""The shared front: languages, guards, error pages, security headers, templates and static files.

It imports no room; rooms import it.
"""
