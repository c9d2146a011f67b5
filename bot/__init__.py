"""Talks to people: watches, alerts, answers."""
