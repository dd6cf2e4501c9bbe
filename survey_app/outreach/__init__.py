"""Inviting customers: waves of mail, personal links, and the outbox that sends each mail once.

In: a published survey and contacts. Out: invitations whose links open the survey, and what became
of every mail. GET of any public address writes nothing.
"""
