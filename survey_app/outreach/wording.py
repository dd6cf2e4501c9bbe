"""The invitation that a new wave begins with, and the lines that every mail ends with."""

from __future__ import annotations

SUBJECT = {
    "en": "May I ask for your view? About {minutes} minutes",
    "ru": "Можно спросить, что вы думаете? Примерно {minutes} мин.",
    "zh": "想听听您的看法，大约需要{minutes}分钟",
}

BODY = {
    "en": """\
Hello {name},

my name is {sender} and I write on behalf of {organisation}. We want to understand what you are \
working towards and what gets in your way, and to decide by that what we do next. You know this \
better than we do, so I am asking you.

It takes about {minutes} minutes, on a phone too. You can stop whenever you like and go on later \
with the same link:

{link}

We keep your answers with your name so that we understand them rightly. Only the people who work \
on this read them, and we erase them when you ask.

If you would rather talk than write, choose a phone or video call here, and we will find a time: \
{call}

Thank you
{sender}
{organisation}""",
    "ru": """\
Здравствуйте, {name}!

Меня зовут {sender}, я пишу вам от имени компании {organisation}. Мы хотим понять, к чему вы \
стремитесь и что вам мешает, и исходя из этого решить, что делать дальше. Вы знаете это лучше \
нас, поэтому спрашиваю вас.

Ответы займут примерно {minutes} мин., можно с телефона. Вы можете остановиться в любой момент и \
продолжить позже по той же ссылке:

{link}

Мы храним ваши ответы вместе с именем, чтобы верно их понять. Читают их только те, кто работает \
над этим исследованием, а по вашей просьбе мы их удалим.

Если вам удобнее поговорить, чем писать, выберите здесь звонок по телефону или видео, и мы \
договоримся о времени: {call}

Спасибо
{sender}
{organisation}""",
    "zh": """\
{name}，您好！

我是{sender}，代表{organisation}写信给您。我们想了解您希望达成什么、遇到了哪些阻碍，\
并据此决定接下来做什么。这些您比我们更清楚，所以想请教您。

大约需要{minutes}分钟，用手机也可以。您可以随时停下，之后用同一个链接继续：

{link}

我们会把您的回答与姓名一起保存，以便准确理解。只有参与这项研究的人会看到，\
您提出要求后我们就会删除。

如果您更愿意谈一谈，请在这里选择电话或视频，我们来约时间：{call}

谢谢您
{sender}
{organisation}""",
}

REMINDER_SUBJECT = {
    "en": "Your view would help us",
    "ru": "Ваше мнение нам поможет",
    "zh": "您的看法对我们很有帮助",
}

REMINDER_BODY = {
    "en": """\
Hello {name},

a few days ago I asked for your view. Perhaps it was a bad moment, so I am asking once more. It \
takes about {minutes} minutes, and this link is yours alone:

{link}

If you would rather talk, choose a call here: {call}

If you would rather not answer, that is fine; just leave this mail.

Thank you
{sender}
{organisation}""",
    "ru": """\
Здравствуйте, {name}!

Несколько дней назад вы получили письмо с просьбой поделиться мнением. Возможно, момент был \
неудачный, поэтому пишу ещё раз. Это займёт примерно {minutes} мин., ссылка только ваша:

{link}

Если удобнее поговорить, выберите звонок здесь: {call}

Если отвечать не хочется, ничего страшного: просто оставьте это письмо без ответа.

Спасибо
{sender}
{organisation}""",
    "zh": """\
{name}，您好！

几天前我曾请您谈谈看法。也许当时不太方便，所以再打扰一次。大约需要{minutes}分钟，\
下面是您的专属链接：

{link}

如果您更愿意通话，请在这里选择：{call}

如果您不想回答也没关系，忽略这封邮件即可。

谢谢您
{sender}
{organisation}""",
}

FOOTER = {
    "en": "This mail is about a study by {organisation}. If you want no more such mail:",
    "ru": "Это письмо об исследовании компании {organisation}. Отказаться от таких писем:",
    "zh": "这是{organisation}关于此项研究的邮件。如果您不想再收到此类邮件：",
}

TEST_MARK = {"en": "[Test]", "ru": "[Проба]", "zh": "[测试]"}
TEST_NOTE = {
    "en": "This is a test. Its links open nothing; in the real mail each person has their own.",
    "ru": "Это пробное письмо. Его ссылки никуда не ведут; в настоящем у каждого своя ссылка.",
    "zh": "这是测试邮件，其中的链接打不开任何页面；正式邮件中每个人都有自己的链接。",
}
