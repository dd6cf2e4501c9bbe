"""The sample study in Arabic; what is missing stays English."""

from __future__ import annotations

from tests.web.samples.english import ENGLISH
from tests.web.samples.shapes import Sample, themes

ARABIC: Sample = ENGLISH | {
    "study": "لماذا تبقى الوكالات",
    "standing": "أجاب 84 من أصل 210 وأُجريت 12 مكالمة؛ 31 موضوعًا مقترحًا بانتظار مراجعتك.",
    "review_title": "ماذا يقول العملاء",
    "themes": themes(
        [
            "التصدير يستغرق وقتًا طويلًا",
            "لا أحد يجيب يوم الجمعة",
            "تغيّرت الأسعار دون إشعار",
            "التطبيق يفقد المسودات",
            "يصعب شرحه لمديري",
        ]
    ),
    "quotes": [
        ("أبدأ التصدير قبل الغداء ثم أدعو الله.", "R-017، وكالة، هاتف"),
        ("استغرق الأمر أربعين دقيقة ثم انقطع.", "R-052، بريد"),
    ],
    "persona": "ينمو بتوصية الآخرين",
    "ask_title": "يومك في العمل",
    "open_question": "ما أكثر ما يعيقك؟",
    "open_help": "يكفي أمران أو ثلاثة بكلماتك.",
    "choices": ["أرسل ملفًا", "أرسل رابطًا", "أعرضه في اجتماع"],
}
