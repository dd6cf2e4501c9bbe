"""Room: taking personas out, in one format a file.

In comes a `Bundle`: what a study, or a single analysis, wants to show, already in words. Out
goes a file. `bundle`, `words`, `portraits` and `formats` know neither database nor web, so that
`portrait analyze` writes the same sheets without an app.
"""
