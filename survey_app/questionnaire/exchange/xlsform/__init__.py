"""XLSForm, the spreadsheet layout of ODK and KoboToolbox: sheets of rows, and what they mean.

Beside the layout's own columns stands one called 'portrait'. It holds, as JSON, what the layout has
no place for (tags, probes, bands …), so that a form that was taken out and translated in a
spreadsheet comes back whole. Other tools leave the column aside.
"""
