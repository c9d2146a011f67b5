"""What a sentence vouches for."""

import pytest

from feeds.understand.doubt import doubtful


@pytest.mark.parametrize(
    "sentence",
    [
        "Is Telegram blocked in Russia?",
        "Rumours of a full block of Telegram spread on Monday",
        "Several users reported that X does not open",
        "The report could not be independently verified",
        "По слухам, Telegram заблокируют",
        "Пользователи жалуются на блокировку",
        "Instagram kapatıldı mı?",
        "Telegram soll angeblich gesperrt sein",
    ],
)
def test_it_does_not_vouch(sentence: str) -> None:
    assert doubtful(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia blocks Telegram",
        "Roskomnadzor said it had blocked the site for users in Russia",
        "Роскомнадзор заблокировал Telegram",
        "What the block means: users lose access",
    ],
)
def test_it_vouches(sentence: str) -> None:
    assert not doubtful(sentence)
