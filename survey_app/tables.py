"""Every table of every room, so that the metadata is whole wherever it is compared or created."""

import survey_app.accounts.models
import survey_app.api.models
import survey_app.builder.models
import survey_app.coding.models
import survey_app.collect.models
import survey_app.customers.models
import survey_app.imports.models
import survey_app.interviews.models
import survey_app.jobs
import survey_app.outreach.models
import survey_app.personas.models
import survey_app.personas.models_around
import survey_app.privacy.models
import survey_app.studies.models
import survey_app.themes.models  # noqa: F401
from survey_app.db import Base

metadata = Base.metadata
