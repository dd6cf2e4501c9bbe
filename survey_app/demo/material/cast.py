"""Invented people and companies. Every address ends in the reserved domain `.example`."""
# ruff: noqa: E501 - one list a line reads better than wrapped strings

# Name, and for Russian and Chinese the Latin letters for the e-mail address.
# The third item of a first name says which grammatical gender its owner writes in.
FIRST_NAMES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "en": tuple(
        (name, name.lower(), gender)
        for gender, names in (
            (
                "f",
                "Nadia Imogen Carys Bettina Joan Priya Wanda Freya Molly Aoife Sunita Hester Dilys Marta Ottilie Ruth Greta Yvonne Orla Tamsin Leila Edith Noor Connie",
            ),
            (
                "m",
                "Gareth Anton Desmond Kofi Elliot Rhys Farid Hugo Marcus Niall Otis Pavel Quentin Rohan Silas Teodor Umar Viktor Wesley Alistair Bram Callum Dieter Emeka",
            ),
        )
        for name in names.split()
    ),
    "ru": (
        ("Алина", "alina", "f"),
        ("Вера", "vera", "f"),
        ("Гульнара", "gulnara", "f"),
        ("Дарья", "darya", "f"),
        ("Жанна", "zhanna", "f"),
        ("Инна", "inna", "f"),
        ("Ксения", "ksenia", "f"),
        ("Лариса", "larisa", "f"),
        ("Мадина", "madina", "f"),
        ("Нина", "nina", "f"),
        ("Оксана", "oksana", "f"),
        ("Полина", "polina", "f"),
        ("Светлана", "svetlana", "f"),
        ("Тамара", "tamara", "f"),
        ("Юлия", "yulia", "f"),
        ("Яна", "yana", "f"),
        ("Аскар", "askar", "m"),
        ("Борис", "boris", "m"),
        ("Виталий", "vitaly", "m"),
        ("Георгий", "georgy", "m"),
        ("Ерлан", "yerlan", "m"),
        ("Захар", "zakhar", "m"),
        ("Игорь", "igor", "m"),
        ("Леонид", "leonid", "m"),
        ("Роман", "roman", "m"),
        ("Степан", "stepan", "m"),
    ),
    "zh": (
        ("海燕", "haiyan", "f"),
        ("晓梅", "xiaomei", "f"),
        ("丽君", "lijun", "f"),
        ("思琪", "siqi", "f"),
        ("雨桐", "yutong", "f"),
        ("慧敏", "huimin", "f"),
        ("美玲", "meiling", "f"),
        ("佳怡", "jiayi", "f"),
        ("文静", "wenjing", "f"),
        ("建国", "jianguo", "m"),
        ("志强", "zhiqiang", "m"),
        ("浩然", "haoran", "m"),
        ("子轩", "zixuan", "m"),
        ("国栋", "guodong", "m"),
        ("立伟", "liwei", "m"),
        ("永康", "yongkang", "m"),
        ("天佑", "tianyou", "m"),
        ("明哲", "mingzhe", "m"),
    ),
}

# Masculine and feminine form (the same where the language has one) and Latin letters.
LAST_NAMES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "en": tuple(
        (name, name, name.lower().replace("'", ""))
        for name in [
            "Ashdown",
            "Birkett",
            "Calloway",
            "Dunmore",
            "Eastley",
            "Fairhurst",
            "Grantham",
            "Hollis",
            "Ingham",
            "Jessop",
            "Kettering",
            "Langstaff",
            "Merriweather",
            "Norcott",
            "Oakes",
            "Penhale",
            "Quayle",
            "Radcliffe",
            "Sandringham",
            "Thackray",
            "Ullman",
            "Venning",
            "Whitlock",
            "Yardley",
            "Abara",
            "Bergqvist",
            "Chowdhury",
            "Demir",
            "Eriksen",
            "Fontaine",
            "Gupta",
            "Horvat",
            "Iwu",
            "Jansen",
            "Kowalczyk",
            "Lindqvist",
            "Moreau",
            "Novak",
            "Okafor",
            "Petrescu",
            "Rahman",
            "Schilling",
            "Torvald",
            "Vasquez",
            "Weisz",
            "Zielinski",
            "Mbeki",
            "O'Dowd",
        ]
    ),
    "ru": (
        ("Ахметов", "Ахметова", "akhmetov"),
        ("Белкин", "Белкина", "belkin"),
        ("Воронов", "Воронова", "voronov"),
        ("Громов", "Громова", "gromov"),
        ("Дёмин", "Дёмина", "demin"),
        ("Ермаков", "Ермакова", "ermakov"),
        ("Журавлёв", "Журавлёва", "zhuravlev"),
        ("Зимин", "Зимина", "zimin"),
        ("Исаев", "Исаева", "isaev"),
        ("Касымов", "Касымова", "kasymov"),
        ("Лазарев", "Лазарева", "lazarev"),
        ("Мельник", "Мельник", "melnik"),
        ("Назаров", "Назарова", "nazarov"),
        ("Орлов", "Орлова", "orlov"),
        ("Панин", "Панина", "panin"),
        ("Рябов", "Рябова", "ryabov"),
        ("Саакян", "Саакян", "saakyan"),
        ("Тимченко", "Тимченко", "timchenko"),
        ("Устинов", "Устинова", "ustinov"),
        ("Фомин", "Фомина", "fomin"),
        ("Шубин", "Шубина", "shubin"),
        ("Яковлев", "Яковлева", "yakovlev"),
    ),
    "zh": tuple(
        (name, name, latin)
        for name, latin in (
            ("陈", "chen"),
            ("林", "lin"),
            ("黄", "huang"),
            ("周", "zhou"),
            ("吴", "wu"),
            ("徐", "xu"),
            ("孙", "sun"),
            ("何", "he"),
            ("郭", "guo"),
            ("罗", "luo"),
            ("梁", "liang"),
            ("宋", "song"),
            ("郑", "zheng"),
            ("谢", "xie"),
            ("许", "xu"),
            ("邓", "deng"),
            ("曹", "cao"),
            ("彭", "peng"),
        )
    ),
}

# Company, its domain without `.example`, and its industry (code of the bank's question p20_7).
COMPANIES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "en": (
        ("Sunward Solar Fitters", "sunward-solar", "energy"),
        ("Hilltop Roof & Solar", "hilltop-roof", "energy"),
        ("Bluebell Heat Pumps", "bluebell-heat", "energy"),
        ("Kestrel Electrical", "kestrel-electrical", "construction"),
        ("Marlow & Tench Joinery", "marlow-tench", "manufacturing"),
        ("Paper Lantern Agency", "paper-lantern", "media"),
        ("Loud Hedgehog Studio", "loud-hedgehog", "media"),
        ("Third Floor Communications", "third-floor", "media"),
        ("Ferris Lift Service", "ferris-lift", "construction"),
        ("Oakham Kitchens", "oakham-kitchens", "manufacturing"),
        ("Brightwater Plumbing", "brightwater", "construction"),
        ("Canal Street Physio Group", "canal-physio", "health"),
        ("Moorside Facilities", "moorside", "construction"),
        ("Grebe & Daughters Metalwork", "grebe-metal", "manufacturing"),
        ("Saltmarsh Scaffolding", "saltmarsh", "construction"),
        ("Tern Couriers", "tern-couriers", "transport"),
        ("Polder Event Technology", "polder-events", "media"),
        ("Nine Oaks Landscaping", "nine-oaks", "construction"),
        ("Vellum & Pike Architects", "vellum-pike", "professional_services"),
        ("Harbour Cold Storage", "harbour-cold", "transport"),
        ("Windrose Solar", "windrose-solar", "energy"),
    ),
    "ru": (
        ("Солнечный скат", "solnechny-skat", "energy"),
        ("Тёплый контур", "teply-kontur", "construction"),
        ("СтройВысота", "stroyvysota", "construction"),
        ("Агентство «Синий лис»", "siny-lis", "media"),
        ("Мебельный цех 12", "ceh12", "manufacturing"),
        ("Лифт-Уют", "lift-uyut", "construction"),
        ("Степь Электро", "step-elektro", "energy"),
        ("Курьер Плюс Алатау", "alatau-kurier", "transport"),
        ("Медцентр «Липа»", "lipa-med", "health"),
        ("ОкнаГрад", "oknagrad", "construction"),
        ("Чертёж и Ко", "chertezh", "professional_services"),
    ),
    "zh": (
        ("向阳光伏安装", "xiangyang-pv", "energy"),
        ("青石装饰", "qingshi", "construction"),
        ("木作工坊", "muzuo", "manufacturing"),
        ("蓝鲸广告", "lanjing-ads", "media"),
        ("安顺电梯维保", "anshun-lift", "construction"),
        ("晨光物流", "chenguang", "transport"),
        ("和风空调工程", "hefeng-hvac", "construction"),
        ("南屿会展", "nanyu", "media"),
    ),
}

# What a person working alone calls the business; {name} is the last name. Trade as above.
TRADES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "en": (
        ("{name} Ceramics", "ceramics", "retail"),
        ("{name} Photography", "photo", "media"),
        ("Hair by {name}", "hair", "personal_services"),
        ("{name} Garden Design", "gardens", "personal_services"),
        ("{name} Cakes", "cakes", "hospitality"),
        ("{name} Language Coaching", "coaching", "education"),
        ("{name} Massage", "massage", "health"),
        ("{name} Web & Print", "webprint", "media"),
        ("{name} Repairs", "repairs", "personal_services"),
        ("{name} Yoga Room", "yoga", "personal_services"),
        ("{name} Framing", "framing", "retail"),
        ("{name} Translations", "translations", "professional_services"),
    ),
    "ru": (
        ("Мастерская «{name}»", "masterskaya", "retail"),
        ("Фотостудия {name}", "foto", "media"),
        ("Кондитерская {name}", "torty", "hospitality"),
        ("Школа английского {name}", "english", "education"),
        ("Кабинет массажа {name}", "massazh", "health"),
        ("Ремонт на дому {name}", "remont", "personal_services"),
        ("Студия красоты {name}", "krasota", "personal_services"),
        ("Дизайн {name}", "dizain", "media"),
    ),
    "zh": (
        ("{name}记花房", "huafang", "retail"),
        ("{name}师傅维修", "weixiu", "personal_services"),
        ("{name}老师英语", "yingyu", "education"),
        ("{name}家烘焙", "hongbei", "hospitality"),
        ("{name}摄影", "sheying", "media"),
        ("{name}陶", "taoyi", "retail"),
        ("{name}氏推拿", "tuina", "health"),
    ),
}

# Where the people work who fit neither audience.
ELSEWHERE: dict[str, dict[str, tuple[tuple[str, str, str], ...]]] = {
    "en": {
        "bookkeeper": (
            ("Ledgers & Tea Bookkeeping", "ledgers-tea", "professional_services"),
            ("Plumline Accounts", "plumline", "professional_services"),
            ("Two Columns", "two-columns", "finance"),
        ),
        "misfit": (
            ("Low Weir Rowing Club", "low-weir", "nonprofit"),
            ("Upland County Council", "upland-council", "public_sector"),
            ("Amberfield School", "amberfield", "education"),
            ("Stonebridge Farms Group", "stonebridge-farms", "agriculture"),
            ("PlantSwap (coming soon)", "plantswap", "it"),
        ),
    },
    "ru": {
        "bookkeeper": (
            ("Бухгалтерия «Сальдо»", "saldo", "professional_services"),
            ("Точный баланс", "tochny-balans", "finance"),
        ),
        "misfit": (
            ("Лодочный клуб «Волна»", "volna-klub", "nonprofit"),
            ("Городская библиотека", "gorlib", "public_sector"),
            ("Зелёный сосед", "zeleny-sosed", "it"),
        ),
    },
    "zh": {
        "bookkeeper": (("诚算代账", "chengsuan", "professional_services"),),
        "misfit": (
            ("江边划船社", "jiangbian", "nonprofit"),
            ("绿邻（筹备中）", "lvlin", "it"),
            ("第三中学", "no3-school", "education"),
        ),
    },
}

# Sizes that a call speaks of, as the choices of p20_8_people.
SIZES: dict[str, str] = {
    "Windrose Solar": "people_10_49",
    "Saltmarsh Scaffolding": "people_10_49",
    "Paper Lantern Agency": "people_10_49",
    "Oakham Kitchens": "people_10_49",
    "Степь Электро": "people_50_249",
    "青石装饰": "people_10_49",
    "Lindqvist Framing": "people_1",
    "Abara Cakes": "people_1",
    "Керамика Саврасова": "people_1",
}

RESEARCHER = ("Hana Pettersen", "hana.pettersen@larkfield.example")
INTERVIEWERS = (
    ("Iris Okonjo", "iris.okonjo@larkfield.example"),
    ("Lev Marchenko", "lev.marchenko@larkfield.example"),
)
VIEWER = ("Owen Strand", "owen.strand@larkfield.example")
