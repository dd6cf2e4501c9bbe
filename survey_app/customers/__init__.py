"""Whom the study may write to or call: contacts, their companies, and who must be left alone.

In: pasted lists, CSV and XLSX files, and what the team types. Out: contacts for waves and calls,
and the suppression list that every mail is checked against.
"""
