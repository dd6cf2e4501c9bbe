"""From a customer's file straight to a report, without a database: `portrait analyze`.

In come paths: a table of responses, or notes and transcripts. Out come themes.json,
personas.json, report.html and report.pdf. This joins the libraries (sources → nlp → synthesis)
and the exports' formats; it thinks little itself. `theme_file` also serves `portrait themes`.
"""
