"""Room: studies and who takes part in them with which role; the home page of a study."""
