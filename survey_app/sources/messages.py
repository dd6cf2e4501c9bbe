"""What each SR code says to people: one sentence about the file and one about what to do."""

from __future__ import annotations

LANGUAGES = ("en", "ru", "zh")

MESSAGES: dict[str, dict[str, str]] = {
    # any file
    "SR001": {
        "en": "The file is empty. Choose a file that has text in it.",
        "ru": "Файл пуст. Выберите файл, в котором есть текст.",
        "zh": "文件是空的。请选择有内容的文件。",
    },
    "SR002": {
        "en": "The file is larger than {limit_mb} MB. Split it and import the parts.",
        "ru": "Файл больше {limit_mb} МБ. Разделите его и загрузите по частям.",
        "zh": "文件超过 {limit_mb} MB。请拆分后分别导入。",
    },
    "SR003": {
        "en": "This kind of file cannot be read. Save it as one of: {known}.",
        "ru": "Файлы такого формата не читаются. Сохраните файл в одном из этих: {known}.",
        "zh": "无法读取这种文件。请另存为以下格式之一：{known}。",
    },
    "SR004": {
        "en": "The file holds no readable text (its content is binary). "
        "Export it as text and import that.",
        "ru": "В файле нет читаемого текста (содержимое двоичное). "
        "Выгрузите его как текст и загрузите снова.",
        "zh": "文件中没有可读的文字（内容是二进制）。请导出为文本后再导入。",
    },
    "SR005": {
        "en": "The letters of the file cannot be recognised (line {line}). "
        "Save it with the encoding UTF-8 and import it again.",
        "ru": "Не удалось распознать кодировку файла (строка {line}). "
        "Сохраните его в кодировке UTF-8 и загрузите снова.",
        "zh": "无法识别文件的文字编码（第 {line} 行）。请以 UTF-8 编码保存后重新导入。",
    },
    "SR006": {
        "en": "The file is damaged or is not a real {format} file. "
        "Open it in its own program, save it again and import that.",
        "ru": "Файл повреждён или на самом деле не {format}. "
        "Откройте его в своей программе, сохраните заново и загрузите.",
        "zh": "文件已损坏，或并不是真正的 {format} 文件。请用相应程序打开并重新保存后再导入。",
    },
    "SR007": {
        "en": "The file unpacks to more than is allowed ({limit_mb} MB or {limit_entries} parts). "
        "Remove pictures and attachments and import it again.",
        "ru": "В распакованном виде файл больше допустимого "
        "({limit_mb} МБ или частей: {limit_entries}). "
        "Уберите рисунки и вложения и загрузите снова.",
        "zh": "文件解压后超过限制（{limit_mb} MB 或 {limit_entries} 个部分）。"
        "请删除图片和附件后重新导入。",
    },
    "SR008": {
        "en": "The file cannot be opened: {reason}. Check the path and that you may read it.",
        "ru": "Файл не открывается: {reason}. Проверьте путь и права на чтение.",
        "zh": "无法打开文件：{reason}。请检查路径和读取权限。",
    },
    # transcripts
    "SR010": {
        "en": "There are no spoken or written words in the file. "
        "Check that you chose the right one.",
        "ru": "В файле нет ни речи, ни текста. Проверьте, тот ли это файл.",
        "zh": "文件中没有任何话语或笔记。请确认选择了正确的文件。",
    },
    "SR011": {
        "en": "The file has more than {limit} turns. Import one conversation a file.",
        "ru": "В файле больше реплик, чем {limit}. Загружайте по одной беседе в файле.",
        "zh": "文件中的发言超过 {limit} 条。请每个文件只放一次访谈。",
    },
    # tables
    "SR020": {
        "en": "The table has no headings. Put the names of the columns in the first row.",
        "ru": "В таблице нет заголовков. Впишите названия столбцов в первую строку.",
        "zh": "表格没有标题行。请在第一行写上各列名称。",
    },
    "SR021": {
        "en": "The heading '{column}' stands twice, in columns {first} and {second}. Rename one.",
        "ru": "Заголовок «{column}» стоит дважды: в столбцах {first} и {second}. "
        "Переименуйте один из них.",
        "zh": "标题“{column}”出现两次（第 {first} 列和第 {second} 列）。请给其中一列改名。",
    },
    "SR022": {
        "en": "The table has headings but no rows. Add at least one row below the headings.",
        "ru": "В таблице есть заголовки, но нет строк. "
        "Добавьте под заголовками хотя бы одну строку.",
        "zh": "表格只有标题，没有数据。请在标题下至少添加一行。",
    },
    "SR023": {
        "en": "There is no column '{column}'. The columns are: {known}.",
        "ru": "Нет столбца «{column}». Есть столбцы: {known}.",
        "zh": "没有名为“{column}”的列。现有的列：{known}。",
    },
    "SR024": {
        "en": "Row {line} has {found} cells where the headings have {expected}. "
        "Put quotation marks around text that contains the separator or a line break.",
        "ru": "В строке {line} ячеек {found}, а заголовков {expected}. "
        "Возьмите в кавычки текст с разделителем или переносом строки.",
        "zh": "第 {line} 行有 {found} 个单元格，而标题有 {expected} 个。"
        "请用引号括住含有分隔符或换行的文字。",
    },
    "SR025": {
        "en": "The table is too big: at most {limit_rows} rows and {limit_columns} columns "
        "are read. Split it.",
        "ru": "Таблица слишком велика: читается не больше {limit_rows} строк "
        "и {limit_columns} столбцов. Разделите её.",
        "zh": "表格太大：最多读取 {limit_rows} 行、{limit_columns} 列。请拆分。",
    },
    "SR026": {
        "en": "A cell near row {line} is longer than {limit} characters or its quotation mark "
        "is never closed. Close the quotation mark or shorten the text.",
        "ru": "Ячейка около строки {line} длиннее {limit} знаков или её кавычка не закрыта. "
        "Закройте кавычку или сократите текст.",
        "zh": "第 {line} 行附近的单元格超过 {limit} 个字符，或引号没有闭合。请补上引号或缩短文字。",
    },
    "SR027": {
        "en": "The file is not UTF-8 (line {line}). Save it with the encoding UTF-8.",
        "ru": "Файл не в кодировке UTF-8 (строка {line}). Сохраните его в UTF-8.",
        "zh": "文件不是 UTF-8 编码（第 {line} 行）。请以 UTF-8 编码保存。",
    },
    # lists of contacts
    "SR040": {
        "en": "No contacts were found. Write one person a line, such as: "
        "Anna Lee <anna@company.example>",
        "ru": "Контактов не найдено. Пишите по одному человеку в строке, например: "
        "Анна Ли <anna@company.example>",
        "zh": "没有找到联系人。请每行写一人，例如：李安娜 <anna@company.example>",
    },
    "SR041": {
        "en": "The list has more than {limit} people. Import it in parts.",
        "ru": "В списке больше людей, чем {limit}. Загрузите его по частям.",
        "zh": "名单超过 {limit} 人。请分批导入。",
    },
    "SR042": {
        "en": "No column holds e-mail addresses or phone numbers. The columns are: {known}. "
        "Name one of them 'e-mail'.",
        "ru": "Ни в одном столбце нет адресов почты или телефонов. Есть столбцы: {known}. "
        "Назовите один из них «почта».",
        "zh": "没有包含邮箱地址或电话的列。现有的列：{known}。请将其中一列命名为“邮箱”。",
    },
    # one line of a list of contacts
    "SR050": {
        "en": "Line {line}: there is no e-mail address. Add one.",
        "ru": "Строка {line}: нет адреса почты. Добавьте его.",
        "zh": "第 {line} 行：没有邮箱地址。请补上。",
    },
    "SR051": {
        "en": "Line {line}: '{email}' is not a complete e-mail address. "
        "Correct it, as in name@company.example.",
        "ru": "Строка {line}: «{email}» — неполный адрес почты. "
        "Исправьте его, как в name@company.example.",
        "zh": "第 {line} 行：“{email}”不是完整的邮箱地址。请改正，例如 name@company.example。",
    },
    "SR052": {
        "en": "Line {line}: a cell has a line break or an invisible control character. "
        "Type the cell again without it.",
        "ru": "Строка {line}: в ячейке есть перенос строки или невидимый управляющий знак. "
        "Наберите её заново без него.",
        "zh": "第 {line} 行：单元格含有换行或不可见的控制字符。请重新输入。",
    },
    "SR053": {
        "en": "Line {line}: a cell is longer than {limit} characters. Shorten it.",
        "ru": "Строка {line}: ячейка длиннее {limit} знаков. Сократите её.",
        "zh": "第 {line} 行：单元格超过 {limit} 个字符。请缩短。",
    },
    "SR054": {
        "en": "Line {line}: the language '{language}' is not known. "
        "Write one of: {known}, or leave the cell empty.",
        "ru": "Строка {line}: язык «{language}» неизвестен. "
        "Напишите один из: {known} — или оставьте ячейку пустой.",
        "zh": "第 {line} 行：未知的语言“{language}”。请填写 {known} 之一，或留空。",
    },
    # other coding tools
    "SR060": {
        "en": "The file has no codes in it. Export the codebook or the project once more.",
        "ru": "В файле нет ни одного кода. Выгрузите книгу кодов или проект ещё раз.",
        "zh": "文件中没有任何编码。请重新导出编码本或项目。",
    },
    "SR061": {
        "en": "The file has more than {limit} codes. Export only those that you need.",
        "ru": "В файле больше {limit} кодов. Выгрузите только нужные.",
        "zh": "文件中的编码超过 {limit} 个。请只导出需要的部分。",
    },
}


def message(code: str, params: dict[str, object], language: str = "en") -> str:
    """Say in the reader's language what is wrong and what to do about it.

    Raises ValueError, with the list of known ones, for a language that has no wordings.
    """
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}; known: {', '.join(LANGUAGES)}")
    return MESSAGES[code][language].format(**params)
