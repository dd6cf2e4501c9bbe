"""A questionnaire on paper: lines to write on, boxes to tick, and conditions read in words."""
