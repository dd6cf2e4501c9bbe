"""What the demo study asks: questions from three banks and two of its own."""

from survey_app.demo.study import BankQuestion, DemoQuestionnaire, DemoSection, OwnQuestion

_HESITATE = OwnQuestion(
    {
        "key": "own_hesitate",
        "type": "text",
        "text": {
            "en": "What made you hesitate before you decided for us?",
            "ru": "Что заставляло вас сомневаться, прежде чем вы выбрали нас?",
            "zh": "在决定选用我们之前，是什么让您犹豫？",
        },
        "help": {
            "en": "A worry, a price, a person: whatever it was.",
            "ru": "Опасение, цена, чьё-то мнение: что угодно.",
            "zh": "担心、价格、别人的意见，什么都可以。",
        },
        "required": False,
        "elicits": ["objection", "fear"],
        "probes": {
            "en": ["What would have made it easier?", "Who else had doubts?"],
            "ru": ["Что упростило бы решение?", "У кого ещё были сомнения?"],
            "zh": ["怎样会更容易决定？", "还有谁有疑虑？"],
        },
    }
)

_CLOSING = OwnQuestion(
    {
        "key": "close_1",
        "type": "text",
        "text": {
            "en": "Is there anything important we did not ask?",
            "ru": "О чём важном мы не спросили?",
            "zh": "还有什么重要的事我们没有问到？",
        },
        "required": False,
        "elicits": [],
    }
)

QUESTIONNAIRE = DemoQuestionnaire(
    title={
        "en": "Your work and Ledgerlight",
        "ru": "Ваша работа и Ledgerlight",
        "zh": "您的工作与 Ledgerlight",
    },
    languages=("en", "ru", "zh"),
    sections=(
        DemoSection(
            key="work",
            title={"en": "You and your work", "ru": "Вы и ваша работа", "zh": "您和您的工作"},
            intro={
                "en": "A few facts first, so that we understand the rest.",
                "ru": "Сначала несколько фактов, чтобы понять остальное.",
                "zh": "先了解几项基本情况，方便理解后面的回答。",
            },
            questions=(
                BankQuestion("persona20", "p20_1"),
                BankQuestion("persona20", "p20_7"),
                BankQuestion("persona20", "p20_8"),
                BankQuestion("demographics", "demo_2"),
            ),
        ),
        DemoSection(
            key="aims",
            title={"en": "Aims and obstacles", "ru": "Цели и помехи", "zh": "目标与困难"},
            intro={
                "en": "Your day at work, with or without our product.",
                "ru": "О вашей работе, с нашим продуктом и без него.",
                "zh": "说说您的日常工作，跟我们的产品有没有关系都行。",
            },
            questions=(
                BankQuestion("persona20", "p20_10"),
                BankQuestion("persona20", "p20_11"),
                BankQuestion("what", "what_2"),
            ),
        ),
        DemoSection(
            key="product",
            title={
                "en": "Using Ledgerlight",
                "ru": "Работа с Ledgerlight",
                "zh": "使用 Ledgerlight",
            },
            intro={
                "en": "Praise and criticism help us equally.",
                "ru": "Похвала и критика помогают нам одинаково.",
                "zh": "表扬和批评对我们同样有用。",
            },
            questions=(
                BankQuestion("what", "what_3"),
                BankQuestion("what", "what_4"),
                BankQuestion("what", "what_1"),
                BankQuestion("what", "what_6"),
            ),
        ),
        DemoSection(
            key="deciding",
            title={"en": "Deciding and buying", "ru": "Выбор и покупка", "zh": "选择与购买"},
            intro={
                "en": "How you choose, and what holds you back.",
                "ru": "Как вы выбираете и что вас останавливает.",
                "zh": "您怎样选择，又有哪些顾虑。",
            },
            questions=(
                _HESITATE,
                BankQuestion("persona20", "p20_20"),
                BankQuestion("persona20", "p20_18"),
            ),
        ),
        DemoSection(
            key="you",
            title={"en": "To finish", "ru": "Напоследок", "zh": "最后"},
            intro={
                "en": "Tell us only what you want to.",
                "ru": "Только то, чем готовы поделиться.",
                "zh": "愿意说多少就说多少。",
            },
            questions=(
                BankQuestion("persona20", "p20_12"),
                BankQuestion("persona20", "p20_15", parts=("p20_15_age",)),
                _CLOSING,
            ),
        ),
    ),
)
