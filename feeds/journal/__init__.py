"""All SQL about sources, items, claims, stories and changes; every function takes the transaction first."""
