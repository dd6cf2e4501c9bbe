"""What a card stands on: four counts, the best basis of a field wins."""

from survey_app.synthesis.completeness import SKETCH, completeness
from survey_app.synthesis.fields import fields_of
from survey_app.synthesis.sheet import Statement


def test_the_best_basis_of_a_field_counts_and_the_rest_is_empty():
    found = completeness(
        "buyer",
        [
            Statement("goals", "A", "assumed"),
            Statement("goals", "B", "observed", 3, 5),
            Statement("dreams", "C", "assumed"),
            Statement("budget", "D", "inferred", link="https://example.com"),
            # Ticked: it stands with the demographics and fills the field 'age'.
            Statement("demographics", "Age: 35-44", "observed", 6, 8, trait_key="p20_15_age"),
        ],
    )
    counts = [found.n(by) for by in ("observed", "inferred", "assumed")]
    assert counts == [2, 1, 1]
    assert found.n("empty") == len(fields_of("buyer")) - 4
    assert found.n_filled == 4
    assert not found.is_sketch
    empty = {one.key for _label, fields in found.empty_by_part("en") for one in fields}
    assert empty.isdisjoint({"goals", "dreams", "budget", "age"})


def test_a_sketch_has_twenty_one_fields():
    lines = [Statement(one.key, "A", "assumed") for one in fields_of("icp")]
    assert not completeness("icp", lines[: SKETCH - 1]).is_sketch
    assert completeness("icp", lines[:SKETCH]).is_sketch


def test_a_line_of_another_type_fills_nothing_here():
    found = completeness("negative", [Statement("least_spend", "5000", "assumed")])
    assert found.n_filled == 0
