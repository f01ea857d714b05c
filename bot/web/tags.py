"""Plain HTML elements for pages, so that browsers and screen readers know what each thing is."""

from nicegui.elements.mixins.text_element import TextElement


class Tag(TextElement):
    """An HTML element with a text, classes and attributes.

    Attribute names are written with underscores; a trailing one avoids Python's keywords (`for_`).
    """

    def __init__(self, tag: str, text: str = "", classes: str = "", **attributes: str | bool) -> None:
        super().__init__(tag=tag, text=text)
        if classes:
            self.classes(classes)
        for name, value in attributes.items():
            self.set(name, value)

    def set(self, name: str, value: str | bool) -> None:
        """Set an attribute; False takes it away."""
        key = name.rstrip("_").replace("_", "-")
        self.props.set_optional(key, None if value is False else value)
