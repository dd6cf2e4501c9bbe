"""What is said while thinking, or only to keep the talk going; alone it says nothing.

A transcript is full of it: 'Um, yeah, I mean, like.' Under 'What annoys you about it?' each such
scrap would pass for a complaint, since nothing in it says otherwise.
"""

# ruff: noqa: E501 - wordings are lists, see the cue books

import re

_ENGLISH = """
    u+h+|u+m+|uhm+|er+m?|eh+|h+m+|m+h*m+|m+|ah+|oh+|yeah|yep|yup|yes|nah|ok|okay|alright|all right|right|sure|well
    so|and|but|or|like|just|really|then|actually|basically|honestly|obviously|definitely|exactly
    probably|maybe|perhaps|anyway|again|also|though|too|because|cause|cuz|true|absolutely|of course
    you know|i mean|i guess|i think|i thought|i feel|i believe|i suppose|i would say|i'd say|i'm just
    i was just|i was like|kind of|sort of|kinda|let me (?:see|think|check|remember)|let's see|one (?:sec|second|moment)
    (?:give me|just|hold on) a (?:sec|second|minute|moment)|how (?:do|can|should|would) i (?:say|put)(?: it| this| that)?
    what(?:'s| is| was) (?:it|that|the word)(?: called)?|i can't remember|i don't remember|if i remember(?: correctly| right)?
    that's (?:it|all|right|true|about it|everything)|that is (?:it|all|right|true)|(?:not|nothing) that i (?:can )?(?:recall|remember|think of)
    at the moment|right now|to be honest|in a way|in a sense|or something(?: like that)?|or whatever|and so on|and stuff
    things like that|stuff like that|it's|it is|it was|it would be|it's like|i|is|was|that|this|the|a|an|it|to|of|for|in|if|as|be
"""
_RUSSIAN = """
    э+|эм+|м+|ну|да|ага|угу|так|вот|ой|ох|ах|и|а|но|то|это|как|что|типа|короче|значит|в общем|в общем-то|в принципе
    как бы|то есть|так сказать|скажем|скажем так|допустим|кстати|наверное|конечно|точно|понятно|ясно|ладно|окей
    ок|собственно|просто|тоже|ещё|еще|там|вообще|я думаю|я не знаю|мне кажется|я бы сказал|я бы сказала
    как это сказать|как сказать|как его|как её|сейчас|секунду|секундочку|минутку|дайте подумать|надо подумать
    не помню|не припомню|вроде|вроде бы|вроде всё|вроде все|вот и всё|вот и все|это всё|это все|я|мы|у нас|у меня
"""
_CHINESE = """
    嗯|啊|呃|额|哦|噢|唉|哎|对|是|是的|是吧|对的|对吧|这个|那个|就是|就是说|就|然后|所以|但是|因为|其实|反正|那
    我觉得|我想|我认为|怎么说呢|怎么说|怎么讲|让我想想|我想想|想一下|等一下|没有了|就这些|就这样|差不多|可能
    应该|也|吧|呢|了|吗|的话|行|行吧|我|我们|你知道|想不起来|不记得了|记不清了
"""


def _only(wordings: str, between: str) -> str:
    """Let nothing but these stand; the longest first and none taken back, or 'mmmm' takes years."""
    parts = {part.strip() for part in re.split(r"[|\n](?![^()]*\))", wordings)} - {""}
    longest = "|".join(sorted(parts, key=lambda part: (-len(part), part)))
    return rf"(?>(?:{longest}){between}[\s,.;:!?…，。、；！？—–-]*+)++"


FILLER: dict[str, str] = {
    "en": _only(_ENGLISH, r"(?![\w'])"),
    "ru": _only(_RUSSIAN, r"(?!\w)"),
    "zh": _only(_CHINESE, ""),
}
