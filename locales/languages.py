"""The languages of the texts."""

#: Each language with the name that its readers know it by.
LANGUAGE_NAMES = {"zh-CN": "简体中文", "zh-TW": "繁體中文", "en": "English"}
LANGUAGES = tuple(LANGUAGE_NAMES)
DEFAULT = "zh-CN"
#: The languages that are Chinese, each in a script of its own.
CHINESE = ("zh-CN", "zh-TW")
