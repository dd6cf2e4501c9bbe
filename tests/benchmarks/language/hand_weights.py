"""Where fitting starts: what each cue should weigh by our own judgement, in log-odds.

Columns: pain, goal, objection, praise. Fitting moves a weight only as far as the data insist.
"""

BIAS = (-0.7, -2.3, -1.9, -1.3)
WEIGHTS: dict[str, tuple[float, float, float, float]] = {
    # what the question asked for: an answer is taken at its word until it says otherwise
    "asked.pain": (2.9, -0.6, 0.4, -1.2),
    "asked.goal": (-0.9, 4.0, -0.4, -0.9),
    "asked.objection": (1.6, -0.6, 4.2, -1.2),
    "asked.praise": (-2.2, -1.0, -0.6, 2.8),
    # moods
    "goal.wish": (0.1, 3.2, -0.2, -1.2),
    "goal.request": (0.1, 3.4, -0.3, -0.8),
    "goal.fix": (1.2, 1.2, -0.2, -0.8),
    "goal.should": (0.3, 2.7, 0.0, -0.9),
    "goal.need": (0.1, 1.3, 0.0, -0.5),
    "goal.want": (0.0, 1.5, 0.0, -0.4),
    "goal.suggest": (0.0, 2.4, -0.1, -0.5),
    "goal.aim": (0.0, 0.7, 0.0, 0.0),
    "goal.imperative": (-0.1, 2.6, -0.4, -0.6),
    "goal.comparative": (-0.3, 1.4, -0.2, 0.3),
    "mood.hypothetical": (0.0, 0.3, 0.1, -0.2),
    "mood.help": (-0.5, -0.9, -0.2, -0.6),
    "mood.wished": (-0.2, 0.4, 0.0, -0.4),
    # neither here nor there
    "neutral.reply": (-3.0, -1.5, -1.5, -1.0),
    "neutral.solved": (-1.5, -0.8, -0.8, 0.5),
    "neutral.note": (-0.2, -0.4, -0.3, -0.2),
    "neutral.nothing": (-9.0, -9.0, -9.0, -9.0),
    "neutral.news": (-1.6, -0.8, -0.6, -0.5),
    # pains
    "pain.malfunction": (2.0, -0.1, 0.1, -0.9),
    "pain.hindrance": (1.8, 0.0, 0.3, -0.7),
    "pain.cost": (1.8, -0.2, 0.6, -0.6),
    "pain.time": (1.4, -0.1, 0.1, -0.5),
    "pain.trust": (1.7, -0.2, 0.6, -0.8),
    "pain.breach": (1.7, 0.0, 0.1, -0.8),
    "pain.loss": (1.5, -0.2, 0.0, -0.6),
    "pain.missing": (1.6, 0.4, 0.2, -0.6),
    "pain.excess": (1.5, -0.1, 0.3, -0.6),
    "pain.quality": (2.0, -0.1, 0.1, -1.1),
    "pain.affect": (1.6, -0.2, 0.2, -0.8),
    "pain.not_good": (1.3, 0.1, 0.2, -1.2),
    # praise
    "praise.approval": (-1.2, -0.3, -0.3, 2.0),
    "praise.ease": (-1.0, 0.0, -0.2, 1.6),
    "praise.value": (-0.9, -0.3, -0.2, 1.5),
    "praise.speed": (-0.8, 0.0, -0.1, 1.3),
    "praise.reliable": (-0.9, -0.1, -0.1, 1.4),
    "praise.thanks": (-1.6, -0.3, -0.4, 1.6),
    "praise.recommend": (-1.1, -0.6, -0.3, 1.7),
    "praise.works": (-1.3, -0.3, -0.2, 1.7),
    "praise.no_problem": (-1.2, -0.3, -0.2, 0.8),
    # objections
    "objection.price": (0.6, -0.2, 2.5, -0.5),
    "objection.trust": (0.4, -0.2, 2.3, -0.5),
    "objection.timing": (0.0, -0.2, 2.2, -0.4),
    "objection.need": (0.0, -0.2, 2.1, -0.4),
    "objection.authority": (0.1, -0.2, 2.2, -0.3),
    "objection.switching": (0.1, -0.1, 2.0, -0.3),
    "objection.complexity": (0.7, -0.1, 1.7, -0.5),
    "objection.risk": (0.5, -0.2, 2.1, -0.4),
    "objection.refusal": (0.0, -0.3, 3.0, -0.4),
    # words and shape
    "words.negative": (0.5, -0.1, 0.1, -0.4),
    "words.positive": (-0.4, -0.1, -0.1, 0.5),
    "words.unnegative": (-0.4, 0.0, 0.0, 0.2),
    "words.unpositive": (0.5, 0.0, 0.0, -0.4),
    "shape.question": (-0.4, -0.4, -0.5, -0.8),
    "shape.exclaim": (0.1, -0.1, -0.1, 0.2),
    "shape.short": (-0.1, -0.3, -0.2, 0.0),
    "shape.long": (0.2, 0.1, 0.1, -0.2),
    "shape.handle": (0.3, -0.2, -0.3, -0.1),
    "shape.mixed": (0.3, 0.1, 0.0, 0.1),
    "shape.many_pains": (0.3, 0.0, 0.0, -0.2),
    "shape.no_cue": (-0.3, -0.5, -0.4, -0.3),
}
