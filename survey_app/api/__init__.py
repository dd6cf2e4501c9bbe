"""The room for other programs: one study's surveys, answers, themes and personas as JSON.

In: a token that a researcher made for one study, and answers that were given elsewhere. Out: what
the pages show, by the same queries and with the same checks. `/api/v1/openapi.json` describes it.
"""
