"""What a bot shows of itself: commands by scope and language, names and descriptions, the menu button."""

from dataclasses import dataclass, field

from tests.telegram.bot_api.params import Json

CommandList = list[Json]


@dataclass
class Profile:
    """Texts are kept by language code; "" is for every language without its own."""

    commands: dict[tuple[str, str], CommandList] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)  # 0 is for every chat without its own

    def text(self, kind: str, language: str) -> str:
        """A name, a description or a short description in a language, or the one for all."""
        return self.texts.get((kind, language)) or self.texts.get((kind, ""), "")

    def shown_commands(self, chat_id: int, user_id: int, language: str) -> CommandList:
        """The commands somebody sees in a chat: the narrowest scope first, in it the own language first."""
        if chat_id > 0:
            scopes = [f"chat {chat_id}", "all_private_chats", "default"]
        else:
            scopes = [f"chat_member {chat_id} {user_id}", f"chat {chat_id}", "all_group_chats", "default"]
        for scope in scopes:
            for code in (language, ""):
                if found := self.commands.get((scope, code)):
                    return found
        return []
