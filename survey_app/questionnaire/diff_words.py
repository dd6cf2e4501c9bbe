"""The sentences about changes between versions, in each language, and how grave each change is."""

from __future__ import annotations

from typing import Literal

from survey_app.questionnaire.model import Text

Level = Literal["cosmetic", "compatible", "breaking"]
LEVELS: tuple[Level, ...] = ("cosmetic", "compatible", "breaking")

SENTENCES: dict[str, tuple[Level, Text]] = {
    "title": ("cosmetic", {"en": "The title was reworded.", "ru": "Изменено название.",
                           "zh": "修改了标题。"}),
    "languages": ("compatible", {
        "en": "It can now be answered in: {languages}.",
        "ru": "Языки анкеты теперь: {languages}.",
        "zh": "现在可用以下语言填写：{languages}。"}),
    "section_added": ("cosmetic", {
        "en": "Section '{key}' is new.", "ru": "Новый раздел «{key}».",
        "zh": "新增部分“{key}”。"}),
    "section_removed": ("cosmetic", {
        "en": "Section '{key}' is gone.", "ru": "Раздел «{key}» убран.",
        "zh": "删除了部分“{key}”。"}),
    "section_worded": ("cosmetic", {
        "en": "Section '{key}' was reworded.", "ru": "Раздел «{key}» переписан.",
        "zh": "修改了部分“{key}”的文字。"}),
    "added": ("compatible", {
        "en": "Question '{key}' is new and optional.",
        "ru": "Новый необязательный вопрос «{key}».", "zh": "新增选填题“{key}”。"}),
    "added_required": ("breaking", {
        "en": "Question '{key}' is new and required; earlier responses lack it.",
        "ru": "Новый обязательный вопрос «{key}»: в прежних ответах его нет.",
        "zh": "新增必填题“{key}”，之前的答卷里没有。"}),
    "removed": ("breaking", {
        "en": "Question '{key}' is gone.", "ru": "Вопрос «{key}» убран.",
        "zh": "删除了题目“{key}”。"}),
    "moved": ("compatible", {
        "en": "Question '{key}' stands elsewhere.", "ru": "Вопрос «{key}» стоит в другом месте.",
        "zh": "题目“{key}”换了位置。"}),
    "worded": ("cosmetic", {
        "en": "Question '{key}' was reworded.", "ru": "Вопрос «{key}» переписан.",
        "zh": "修改了题目“{key}”的文字。"}),
    "type": ("breaking", {
        "en": "Question '{key}' changed its type from {old} to {new}.",
        "ru": "Вопрос «{key}» сменил тип с {old} на {new}.",
        "zh": "题目“{key}”的类型由 {old} 改为 {new}。"}),
    "required": ("breaking", {
        "en": "Question '{key}' became required; earlier responses may lack it.",
        "ru": "Вопрос «{key}» стал обязательным: в прежних ответах его может не быть.",
        "zh": "题目“{key}”改为必填，之前的答卷可能没有。"}),
    "optional": ("compatible", {
        "en": "Question '{key}' became optional.", "ru": "Вопрос «{key}» стал необязательным.",
        "zh": "题目“{key}”改为选填。"}),
    "rule": ("compatible", {
        "en": "Question '{key}' is shown in other cases: when {rule}.",
        "ru": "Вопрос «{key}» показывается в других случаях: если {rule}.",
        "zh": "题目“{key}”的显示条件变为：{rule}。"}),
    "rule_gone": ("compatible", {
        "en": "Question '{key}' is always shown now.",
        "ru": "Вопрос «{key}» теперь показывается всегда.",
        "zh": "题目“{key}”现在总是显示。"}),
    "section_rule": ("compatible", {
        "en": "Section '{key}' is shown in other cases: when {rule}.",
        "ru": "Раздел «{key}» показывается в других случаях: если {rule}.",
        "zh": "部分“{key}”的显示条件变为：{rule}。"}),
    "section_rule_gone": ("compatible", {
        "en": "Section '{key}' is always shown now.",
        "ru": "Раздел «{key}» теперь показывается всегда.",
        "zh": "部分“{key}”现在总是显示。"}),
    "audience": ("cosmetic", {
        "en": "Section '{key}' is meant for other people.",
        "ru": "У раздела «{key}» сменилось, кто отвечает.",
        "zh": "部分“{key}”的答题人改变了。"}),
    "checks": ("compatible", {
        "en": "The answer to question '{key}' is checked differently.",
        "ru": "Ответ на вопрос «{key}» проверяется иначе.",
        "zh": "题目“{key}”的回答检查规则改变了。"}),
    "order": ("compatible", {
        "en": "Question '{key}' shows its choices in another kind of order.",
        "ru": "У вопроса «{key}» иначе задан порядок вариантов.",
        "zh": "题目“{key}”的选项排列方式改变了。"}),
    "ask": ("breaking", {
        "en": "Question '{key}' asks for its number differently (exactly or by range).",
        "ru": "Вопрос «{key}» иначе спрашивает число: точно или диапазоном.",
        "zh": "题目“{key}”询问数字的方式（精确或范围）改变了。"}),
    "choice_rule": ("compatible", {
        "en": "Choice '{choice}' of question '{key}' is offered in other cases: when {rule}.",
        "ru": "Вариант «{choice}» вопроса «{key}» предлагается в других случаях: если {rule}.",
        "zh": "题目“{key}”选项“{choice}”的出现条件变为：{rule}。"}),
    "choice_rule_gone": ("compatible", {
        "en": "Choice '{choice}' of question '{key}' is always offered now.",
        "ru": "Вариант «{choice}» вопроса «{key}» теперь предлагается всегда.",
        "zh": "题目“{key}”的选项“{choice}”现在总是出现。"}),
    "choice_band": ("breaking", {
        "en": "Choice '{choice}' of question '{key}' stands for other numbers.",
        "ru": "Вариант «{choice}» вопроса «{key}» означает другие числа.",
        "zh": "题目“{key}”的选项“{choice}”代表的数字改变了。"}),
    "choice_parent": ("breaking", {
        "en": "Choice '{choice}' of question '{key}' stands on another branch.",
        "ru": "Вариант «{choice}» вопроса «{key}» стоит на другой ветви.",
        "zh": "题目“{key}”的选项“{choice}”换了分支。"}),
    "row_added": ("compatible", {
        "en": "Question '{key}' has the new row '{choice}'.",
        "ru": "У вопроса «{key}» новая строка «{choice}».",
        "zh": "题目“{key}”新增行“{choice}”。"}),
    "row_removed": ("breaking", {
        "en": "Question '{key}' lost the row '{choice}'.",
        "ru": "У вопроса «{key}» убрана строка «{choice}».",
        "zh": "题目“{key}”删除了行“{choice}”。"}),
    "row_worded": ("cosmetic", {
        "en": "Row '{choice}' of question '{key}' was reworded.",
        "ru": "Строка «{choice}» вопроса «{key}» переписана.",
        "zh": "修改了题目“{key}”行“{choice}”的文字。"}),
    "row_reused": ("breaking", {
        "en": "Row '{choice}' of question '{key}' seems to mean something else now.",
        "ru": "Строка «{choice}» вопроса «{key}», похоже, теперь значит другое.",
        "zh": "题目“{key}”的行“{choice}”似乎已改变含义。"}),
    "row_rule": ("compatible", {
        "en": "Row '{choice}' of question '{key}' is asked in other cases: when {rule}.",
        "ru": "Строка «{choice}» вопроса «{key}» появляется в других случаях: если {rule}.",
        "zh": "题目“{key}”行“{choice}”的出现条件变为：{rule}。"}),
    "row_rule_gone": ("compatible", {
        "en": "Row '{choice}' of question '{key}' is always asked now.",
        "ru": "Строка «{choice}» вопроса «{key}» теперь есть всегда.",
        "zh": "题目“{key}”的行“{choice}”现在总是出现。"}),
    "row_order": ("cosmetic", {
        "en": "The rows of question '{key}' stand in another order.",
        "ru": "Строки вопроса «{key}» стоят в другом порядке.",
        "zh": "题目“{key}”的行顺序改变了。"}),
    "computed_added": ("compatible", {
        "en": "'{key}' is computed now.", "ru": "Теперь вычисляется «{key}».",
        "zh": "新增计算值“{key}”。"}),
    "computed_removed": ("compatible", {
        "en": "'{key}' is not computed any more.", "ru": "«{key}» больше не вычисляется.",
        "zh": "不再计算“{key}”。"}),
    "computed_changed": ("breaking", {
        "en": "'{key}' is computed differently.", "ru": "«{key}» вычисляется иначе.",
        "zh": "“{key}”的计算方式改变了。"}),
    "computed_worded": ("cosmetic", {
        "en": "The name of the computed value '{key}' was reworded.",
        "ru": "Изменено название вычисляемого значения «{key}».",
        "zh": "修改了计算值“{key}”的名称。"}),
    "tags": ("compatible", {
        "en": "Question '{key}' has other tags for the analysis.",
        "ru": "У вопроса «{key}» другие метки для анализа.",
        "zh": "题目“{key}”的分析标签改变了。"}),
    "measure": ("breaking", {
        "en": "Question '{key}' measures on another scale or in another unit.",
        "ru": "Вопрос «{key}» измеряется по другой шкале или в других единицах.",
        "zh": "题目“{key}”改用了其他量表或单位。"}),
    "limits": ("compatible", {
        "en": "Question '{key}' has other limits.", "ru": "У вопроса «{key}» другие пределы.",
        "zh": "题目“{key}”的限制改变了。"}),
    "choice_added": ("compatible", {
        "en": "Question '{key}' has the new choice '{choice}'.",
        "ru": "У вопроса «{key}» новый вариант «{choice}».",
        "zh": "题目“{key}”新增选项“{choice}”。"}),
    "choice_removed": ("breaking", {
        "en": "Question '{key}' lost the choice '{choice}'.",
        "ru": "У вопроса «{key}» убран вариант «{choice}».",
        "zh": "题目“{key}”删除了选项“{choice}”。"}),
    "choice_worded": ("cosmetic", {
        "en": "Choice '{choice}' of question '{key}' was reworded.",
        "ru": "Вариант «{choice}» вопроса «{key}» переписан.",
        "zh": "修改了题目“{key}”选项“{choice}”的文字。"}),
    "choice_reused": ("breaking", {
        "en": "Choice '{choice}' of question '{key}' seems to mean something else now.",
        "ru": "Вариант «{choice}» вопроса «{key}», похоже, теперь значит другое.",
        "zh": "题目“{key}”的选项“{choice}”似乎已改变含义。"}),
    "choice_role": ("compatible", {
        "en": "Choice '{choice}' of question '{key}' combines with others differently.",
        "ru": "Вариант «{choice}» вопроса «{key}» иначе сочетается с другими.",
        "zh": "题目“{key}”的选项“{choice}”与其他选项的搭配方式改变了。"}),
    "choice_order": ("cosmetic", {
        "en": "The choices of question '{key}' stand in another order.",
        "ru": "Варианты вопроса «{key}» стоят в другом порядке.",
        "zh": "题目“{key}”的选项顺序改变了。"}),
}  # fmt: skip
