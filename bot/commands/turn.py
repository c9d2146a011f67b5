"""/turn: another page of a timeline in the place of the one shown; only buttons say it."""

from bot.commands.timeline import answer
from bot.desk import Command

COMMAND = Command("turn", answer, in_place=True)
