"""Room: bringing in answers that were given elsewhere, out of a CSV or XLSX file.

In: the tables that Google Forms, Typeform, LimeSurvey, SurveyMonkey, or anybody's spreadsheet
exports, and our own. Out: responses of a published survey with their passages, which can be taken
back as long as nothing quotes them. `tools`, `values` and `mapping` know no database.
"""
