"""What the models of the readers choose from: roots of acts, and kinds of ties."""

CLASSES = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "NONE", "PROTEST", "REJECT",
    "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
)  # fmt: skip
"""What a cue may tell."""

KINDS = (
    "acquisition_cross_servicing", "arms_control", "basing", "boundary_agreement", "ceasefire", "defence_cooperation",
    "defence_pact", "deployment", "equipment_transfer", "grouping_membership", "information_security", "joint_development",
    "joint_exercise", "military_aid", "NONE", "observer_mission", "other_agreement", "reciprocal_access", "security_guarantee",
    "strategic_partnership",
)  # fmt: skip
"""What a word for a tie may tell."""
