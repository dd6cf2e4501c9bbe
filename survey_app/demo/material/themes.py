"""The concerns that recur in the demo, who has them, and under which question they surface.

The shares are the chance that a person of an audience has the concern at all. Two audiences
differ sharply, a few concerns are everyone's, and a concern never belongs to one group alone:
there is always somebody outside who shares it, as in life.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concern:
    """One recurring concern of the invented customers.

    `office`, `sole`, `bookkeeper` and `misfit` are chances from 0 to 1; `surfaces_at` lists the
    questions (or parts of questions) under which people bring it up, the likeliest first.
    """

    key: str
    kind: str
    office: float
    sole: float
    bookkeeper: float
    misfit: float
    surfaces_at: tuple[str, ...]

    def chance(self, audience: str) -> float:
        """The chance from 0 to 1 that a person of this audience has the concern."""
        return float(getattr(self, audience))


_DAILY = ("p20_11", "what_1", "close_1")
_DAILY_AND_PRODUCT = ("p20_11", "what_4", "what_1")
_PRODUCT = ("what_4", "what_1", "what_6_why")
_AIM = ("p20_10", "what_1")
_DOUBT = ("own_hesitate", "p20_20")
_JOY = ("what_3", "what_6_why")

CONCERNS: tuple[Concern, ...] = (
    # what it is                            office  sole  books  misfit
    Concern("evenings_lost", "pain", 0.04, 0.62, 0.00, 0.06, _DAILY),
    Concern("clients_pay_late", "pain", 0.08, 0.55, 0.10, 0.06, _DAILY),
    Concern("approvals_slow", "pain", 0.58, 0.01, 0.10, 0.06, _DAILY_AND_PRODUCT),
    Concern("export_breaks", "pain", 0.55, 0.05, 0.45, 0.03, _PRODUCT),
    Concern("friday_silence", "pain", 0.46, 0.07, 0.10, 0.03, _PRODUCT),
    Concern("rota_changes", "pain", 0.56, 0.00, 0.00, 0.00, _DAILY_AND_PRODUCT),
    Concern("phone_awkward", "pain", 0.10, 0.42, 0.00, 0.08, _PRODUCT),
    Concern("all_alone", "pain", 0.01, 0.52, 0.00, 0.05, _DAILY),
    Concern("run_itself", "goal", 0.04, 0.58, 0.00, 0.05, _AIM),
    Concern("more_clients", "goal", 0.03, 0.48, 0.05, 0.08, ("p20_10", "close_1")),
    Concern("one_overview", "goal", 0.48, 0.06, 0.10, 0.03, _AIM),
    Concern("close_month", "goal", 0.40, 0.01, 0.30, 0.00, _AIM),
    Concern("grow_same_team", "goal", 0.36, 0.01, 0.00, 0.00, ("p20_10",)),
    Concern("price_unclear", "objection", 0.34, 0.36, 0.35, 0.20, ("own_hesitate", "what_4")),
    Concern("migration_worry", "objection", 0.46, 0.03, 0.10, 0.03, _DOUBT),
    Concern("losing_control", "objection", 0.02, 0.46, 0.00, 0.03, ("own_hesitate", "close_1")),
    Concern("no_time_to_learn", "objection", 0.08, 0.42, 0.00, 0.06, _DOUBT),
    Concern("crew_wont_use", "objection", 0.48, 0.00, 0.00, 0.00, ("own_hesitate",)),
    Concern("small_vendor", "objection", 0.20, 0.14, 0.20, 0.10, _DOUBT),
    Concern("invoice_fast", "praise", 0.20, 0.46, 0.10, 0.10, _JOY),
    Concern("calendar_clear", "praise", 0.46, 0.08, 0.00, 0.05, _JOY),
    Concern("polite_reminders", "praise", 0.06, 0.44, 0.10, 0.05, _JOY),
    Concern("patient_people", "praise", 0.24, 0.26, 0.20, 0.10, _JOY),
)

MAX_PER_ANSWER = 3
