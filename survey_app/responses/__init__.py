"""Watching the answers come in: how far people get, each response, tables by group.

In come the responses of `collect` and the closed answers of `interviews`; out go pages for
researchers. Nothing is changed here.
"""
