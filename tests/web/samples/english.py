"""The sample study in English."""

from __future__ import annotations

from tests.web.samples.shapes import Sample, groups, questions, road, tabs, themes

ENGLISH: Sample = {
    "study": "Why agencies stay",
    "standing": "84 of 210 have answered and 12 calls were held; "
    "31 suggested themes wait for your review.",
    "next_title": "Review what customers say",
    "next_text": "31 suggestions, about twenty minutes. The biggest comes first.",
    "next_label": "Start the review",
    "road": road(
        ["Ask", "Listen", "Themes", "Personas"],
        ["84 of 210 answered", "12 calls held, 3 planned", "4 accepted, 31 waiting", "none yet"],
    ),
    "since_title": "Since yesterday",
    "since": [
        ("14:03", "Seven more people answered, five of them agencies."),
        ("11:40", "Amira held a call with R-052 and wrote 23 lines."),
        ("09:15", "Theme ‘exports take too long’ was accepted."),
    ],
    "review_title": "What customers say",
    "tabs": tabs(["Pains", "Goals", "Objections", "Praise"]),
    "by_week": "mentions in each of the last four weeks",
    "themes": themes(
        [
            "exports take too long",
            "nobody answers on Fridays",
            "prices changed without a word",
            "the phone app loses drafts",
            "hard to explain to my boss",
        ]
    ),
    "ungrouped": "11 not grouped",
    "quotes": [
        (
            "I start the export before lunch and pray.",
            "R-017, agency, phone, 12 Oct · ‘What annoys you?’",
        ),
        (
            "It took forty minutes and then timed out. I had promised the client a number by noon.",
            "R-052, in-house, e-mail, 14 Oct",
        ),
    ],
    "more_often": "More often said by agencies",
    "groups": groups(["agencies", "in-house teams"]),
    "review_actions": [("A", "Accept theme"), ("R", "Rename"), ("M", "Merge"), ("X", "Reject")],
    "undo": "Undo",
    "pad_title": "Call with Maria Okafor",
    "script": "Script",
    "questions": questions(
        [
            "What does a working day look like for you?",
            "Who else decides about tools?",
            "What gets in your way most?",
            "What have you tried instead?",
            "What would make you leave?",
        ],
        ["answered, 4 lines", "asked, no answer"],
        "When did that last happen? What did you do then?",
    ),
    "notes": [
        ("12:04", "Starts at seven, reports to three clients before ten.", ""),
        ("12:09", "“I start the export before lunch and pray.”", "pain"),
        ("12:11", "Wants one number that her client believes.", "goal"),
        ("12:15", "Not sure it is worth a second licence.", "objection"),
    ],
    "note_label": "Next line",
    "saved": "Saved 14:03:12",
    "person": "Maria Okafor",
    "facts": [
        ("Company", "Northlight Optics, 12 people"),
        ("Role", "Account lead"),
        ("Since", "2022"),
    ],
    "unknown_title": "Still unknown",
    "unknown": [
        "Who signs off the budget: never asked.",
        "What happens at companies over 50 people: only 2 answered.",
    ],
    "end_call": "End the call",
    "pad_keys": [
        ("p", "pain"),
        ("g", "goal"),
        ("o", "objection"),
        ("+", "praise"),
        ("q", "question"),
        ("u", "undo"),
    ],
    "persona": "Grows by word of mouth",
    "who": "Small agencies that live by their reports and have no time to learn a tool",
    "share": "34 of 84 respondents",
    "unclassified": "9 of 84 fit no group",
    "fields": [
        {
            "label": "Goals",
            "kind": "goal",
            "statements": [
                ("One number that the client believes", 19, 31, [1, 4]),
                ("Home by six on Fridays", 12, 31, [7]),
            ],
        },
        {
            "label": "Pains",
            "kind": "pain",
            "statements": [
                ("Exports take too long", 14, 34, [2, 3]),
                ("Drafts vanish on the phone", 9, 34, [5]),
            ],
        },
        {
            "label": "Objections",
            "kind": "objection",
            "answer": "Our answer: the second licence is half price for teams under five.",
            "statements": [("A second licence is too dear", 11, 30, [6])],
        },
        {
            "label": "How they decide",
            "kind": "",
            "statements": [("The owner decides alone, within a week", 17, 28, [8])],
        },
        {"label": "Where they learn", "kind": "", "statements": []},
    ],
    "no_evidence": "No evidence yet: nobody was asked.",
    "not_known": "Not known",
    "rests_on": "Rests on 34 respondents, 12 of them called",
    "version": "Version 2, 14 October 2025",
    "organisation": "Northlight Optics",
    "ask_title": "Your day at work",
    "open_question": "What gets in your way most?",
    "open_help": "Two or three things are enough, in your own words.",
    "saved_short": "saved 14:03",
    "choice_question": "How do you usually share a report?",
    "choices": ["I send a file", "I send a link", "I show it in a meeting"],
    "scale_question": "How likely are you to recommend us?",
    "scale_low": "not at all",
    "scale_high": "very likely",
    "choose_one": "Choose at least one.",
    "grid_question": "How often do you do this?",
    "grid_words": ["never", "monthly", "weekly", "daily"],
    "number_question": "How many people work with you?",
    "keep_code": "Keep this code if you may want your answers erased:",
    "back": "Back",
    "go_on": "Save and go on",
    "table_caption": "People we may write to",
    "table_heads": ["Name", "Company", {"label": "Answers", "numeric": True}, "State"],
    "table_rows": [
        ("Maria Okafor", "Northlight Optics", 18, "answered"),
        ("Jon Vasquez", "Harbour & Sons", 1204, "started"),
    ],
    "nav": [
        "Study",
        "Contacts",
        "Questions",
        "Mailings",
        "Answers",
        "Calls",
        "Themes",
        "Personas",
        "Export",
    ],
}
