"""SurveyJS: pages of elements as JSON, the common subset with our questionnaires.

What SurveyJS does not know stands in a property called 'portrait' of the element, which SurveyJS
leaves aside; it is believed when the element is still the one that was taken out.
"""
