"""All settings, read from the environment and .env with the prefix ANXIU_."""

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Each field is one setting, ANXIU_<NAME>; `anxiu doctor` lists them."""

    model_config = SettingsConfigDict(env_prefix="ANXIU_", env_file=".env", extra="ignore")

    data_dir: Path = Field(Path("data"), description="Where the SQLite database, photos and the key file are kept.")
    database_url: str = Field(
        "", description="sqlite:///FILE or postgresql://...; empty means anxiu.db in the data directory."
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="Encrypts personal data and signs sessions; empty means a key file made in the data directory.",
    )
    host: str = Field("127.0.0.1", description="Address that the web server listens on.")
    port: int = Field(8080, ge=1, le=65535, description="Port that the web server listens on.")
    public_url: str = Field("", description="Address under which residents reach the pages, for links.")
    telegram_bot: str = Field(
        "",
        pattern=r"^([A-Za-z][A-Za-z0-9_]{4,31})?$",
        description="Name of the Telegram bot, without @, for its links and the second code of posters; empty is none.",
    )
    telegram_token: SecretStr = Field(
        SecretStr(""), description="Token of the Telegram bot, from @BotFather; empty is no Telegram."
    )
    telegram_api_url: str = Field(
        "https://api.telegram.org",
        pattern=r"^https?://\S+$",
        description="Base address of the Bot API server: the public one or your own.",
    )
    telegram_mode: Literal["polling", "webhook"] = Field(
        "polling", description="How messages arrive: polling asks for them, webhook has them brought to PUBLIC_URL."
    )
    telegram_webhook_secret: SecretStr = Field(
        SecretStr(""),
        description="What the Bot API server must show at the webhook; empty is made from the secret key.",
    )
    sample_firms_answer: float = Field(
        0.0,
        ge=0,
        description="Seconds after which sample firms act by themselves when nobody is at their desk; 0 is never.",
    )
    tick_seconds: float = Field(0.5, gt=0, description="How often due rows are looked for.")
    outbox_seconds: float = Field(
        0.2, gt=0, description="How often messages for Telegram are looked for that nobody told of."
    )
    drain_seconds: float = Field(
        0.0, ge=0, le=300, description="How long pages are still served after a stop was asked for, not ready any more."
    )
    ready_file: str = Field(
        "", description="A file that is there, and written anew, while this process is ready; empty is none."
    )
    seal_minutes: int = Field(10, ge=1, description="How often the heads of the fact chains are sealed.")
    threads: int = Field(8, ge=1, le=64, description="Turns at a time: so many database connections are kept open.")
    opinion_url: str = Field(
        "",
        pattern=r"^(https?://\S+)?$",
        description="OpenAI-compatible address (.../v1) asked about messages that are unclear; empty is never.",
    )
    opinion_model: str = Field("", description="Name of the model at that address.")
    opinion_key: SecretStr = Field(SecretStr(""), description="Key for that address, if it wants one.")
    opinion_seconds: float = Field(2.0, gt=0, le=10, description="How long an answer of that address is waited for.")
    asr_url: str = Field(
        "",
        pattern=r"^(https?://\S+)?$",
        description="OpenAI-compatible address (.../v1) that transcribes residents' voice messages; empty is never.",
    )
    asr_model: str = Field("", description="Name of the model at that address.")
    asr_key: SecretStr = Field(SecretStr(""), description="Key for that address, if it wants one.")
    asr_seconds: float = Field(15.0, gt=0, le=60, description="How long a transcription of that address is waited for.")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")

    def database(self) -> str:
        """The database URL in force."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'anxiu.db').resolve()}"


def masked(name: str, value: object) -> str:
    """A setting as it may be shown: secrets hidden, passwords in URLs removed."""
    if isinstance(value, SecretStr):
        return "********" if value.get_secret_value() else "(empty)"
    text = re.sub(r"(?i)(password=)[^&]*", r"\1********", str(value))
    if name.endswith("_url") and "@" in text:
        scheme, _, rest = text.partition("://")
        return f"{scheme}://********@{rest.rpartition('@')[2]}"
    return text or "(empty)"
