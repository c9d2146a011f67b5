"""Settings: their defaults, their errors, and that README names every one."""

from pathlib import Path

import pytest

from bot.settings import PREFIX, Settings, SettingsError, load

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No environment and no `.env` of the machine."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_defaults_stand() -> None:
    settings = load()
    assert settings.telegram_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database_url.startswith("sqlite:///")
    assert settings.sources is None
    assert settings.poll_interval == 300
    assert settings.fetch_concurrency == 16
    assert settings.allow_private_addresses is False
    assert settings.alert_max_age == 72
    assert settings.admins == ()
    assert (settings.log_level, settings.log_format) == ("info", "console")


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_readme_names_every_setting(name: str) -> None:
    assert f"`{PREFIX}{name.upper()}`" in README.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("POLL_INTERVAL", "soon"),
        ("POLL_INTERVAL", "0"),
        ("FETCH_CONCURRENCY", "0"),
        ("ALLOW_PRIVATE_ADDRESSES", "perhaps"),
        ("LOG_LEVEL", "loud"),
        ("LOG_FORMAT", "xml"),
        ("ADMINS", "me, you"),
        ("TELEGRAM_API_URL", "ftp://telegram"),
        ("ALERT_MAX_AGE", "-1"),
        ("ALERT_MAX_AGE", "inf"),
        ("POLL_INTERVAL", "1e30"),
        ("TELEGRAM_API_URL", "http://"),
        ("LLM_BELOW", "2"),
    ],
)
def test_a_wrong_value_is_told_in_one_line_with_what_it_takes(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"{PREFIX}{name}", value)
    with pytest.raises(SettingsError) as told:
        load()
    assert f"{PREFIX}{name}" in str(told.value)
    assert "takes" in str(told.value)
    assert "\n" not in str(told.value)


def test_values_are_read_from_the_environment_and_a_dotenv_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(f"{PREFIX}POLL_INTERVAL=0.2\n{PREFIX}ADMINS=1, 2\n")
    monkeypatch.setenv(f"{PREFIX}LOG_LEVEL", "DEBUG")
    settings = load()
    assert (settings.poll_interval, settings.admins, settings.log_level) == (0.2, (1, 2), "debug")


def test_the_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}TELEGRAM_TOKEN", "123:secret")
    assert "secret" not in repr(load())
