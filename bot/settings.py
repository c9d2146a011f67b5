"""Every setting, its default and its environment name (prefix REGWIRE_; `.env` is read)."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "REGWIRE_"


class SettingsError(Exception):
    """A setting has a value it cannot take; says which, and what it takes, in one line."""


def _address(value: str) -> str:
    if not (value.startswith(("http://", "https://")) and urlsplit(value).hostname):
        raise ValueError("an http:// or https:// address")
    return value.rstrip("/")


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _numbers(value: object) -> object:
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


def _database() -> str:
    return f"sqlite:///{user_data_path('regwire') / 'regwire.sqlite3'}"


class Settings(BaseSettings):
    """What an operator may choose. The description of each is what README's table and error messages say."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, allow_inf_nan=False
    )

    telegram_token: SecretStr | None = Field(
        default=None, description="the bot's token from @BotFather; without one, the console chat"
    )
    telegram_api_url: Annotated[str, AfterValidator(_address)] = Field(
        default="https://api.telegram.org",
        description="an http:// or https:// address: the Bot API server; a self-hosted one works",
    )
    database_url: str = Field(
        default_factory=_database, description="sqlite:///path of the file where the record is kept"
    )
    sources: Path | None = Field(
        default=None, description="the path of a TOML or OPML file that replaces the built-in sources"
    )
    poll_interval: float = Field(
        default=300, gt=0, le=86_400, description="seconds above 0, at most 86400: shortest time between two polls"
    )
    fetch_concurrency: int = Field(
        default=16, ge=1, le=1000, description="a whole number from 1 to 1000: how many sources are fetched at once"
    )
    allow_private_addresses: bool = Field(
        default=False, description="true or false: fetch from private and local addresses too"
    )
    alert_max_age: float = Field(
        default=72, gt=0, le=87_600, description="hours above 0, at most 87600: older items are recorded, not alerted"
    )
    admins: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_numbers)] = Field(
        default=(), description="Telegram user ids of the operators, with commas between"
    )
    llm_url: Annotated[str, AfterValidator(_address)] | None = Field(
        default=None, description="an http:// or https:// address: an OpenAI-compatible endpoint as a second reader"
    )
    llm_model: str = Field(default="", description="the name of the model to ask there")
    llm_key: SecretStr | None = Field(default=None, description="the key of that endpoint")
    llm_below: float = Field(
        default=0.75, ge=0, le=1, description="a number from 0 to 1: claims less sure than this are asked about"
    )
    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_lower)] = Field(
        default="info", description="debug, info, warning or error"
    )
    log_format: Annotated[Literal["console", "json"], BeforeValidator(_lower)] = Field(
        default="console", description="console or json"
    )

    @property
    def interval(self) -> timedelta:
        """The poll interval as a span of time."""
        return timedelta(seconds=self.poll_interval)

    @property
    def max_age(self) -> timedelta:
        """How old an item may be and still be alerted."""
        return timedelta(hours=self.alert_max_age)


def load() -> Settings:
    """The settings in force, from the environment and `.env`. Raises SettingsError."""
    try:
        return Settings()
    except UnicodeDecodeError:
        raise SettingsError("the file .env is not in UTF-8") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=True)[0]
        name = str(first["loc"][0])
        takes = Settings.model_fields[name].description
        given = "***" if "token" in name or "key" in name else repr(first["input"])
        raise SettingsError(f"{PREFIX}{name.upper()}={given}: takes {takes}") from None
