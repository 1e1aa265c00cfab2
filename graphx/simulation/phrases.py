"""How a simulated outlet credits its source, and what it says of itself.

In:   the source's outlet.
Out:  lines.  ``{name}`` is the outlet's name, ``{url}`` the source's address.
"""

from typing import Final

HEAD: Final = (
    "Originally published by {name}.",
    "This story first appeared in {name}.",
    "This article was originally published on {name}.",
    "Republished from {name} with permission.",
    "Originally appeared at {name}",
    "Cross-posted from {name}.",
    "Source: {name}",
    "Via {name}",
)
FOOT: Final = (
    "This article was originally published by {name}.",
    "Originally published at {name}.",
    "The original source of this article is {name}.",
    "This story was first published in {name}. Read the original article at {url}",
    "Source: {name}",
    "Source: {url}",
    "(Originally posted on {name})",
    "Reprinted with permission from {name}.",
    "This piece first ran in {name} and is republished here with permission.",
)
EXCERPT: Final = ("Excerpted from {name}.", "This is an excerpt from {name}.")
TRANSLATION: Final = ("Translated from {name}.",)
WIRE_FOOT: Final = ("Source: {name}", "({name})", "This story was provided by {name}.")
DATELINES: Final = ("{city} ({name}) – ", "{city} ({name}) — ", "{city}, ({name}) - ")
NOTICES: Final = (
    "{name} is read by people who like their news in the morning. Support {name} with a gift.",
    "Sign up for the newsletter of {name} and never miss what happens near you again.",
    "© {name}. All rights reserved. Write to the newsroom of {name} with your corrections.",
    "Follow {name} for more. Every reader helps {name} to stay open for everyone.",
)
"""What an outlet puts after every text; its own words, and the same each time."""

QUOTE_LEADS: Final = (
    "The text of the resolution reads:",
    "The statement says in full:",
    "The document that was published states:",
)

CORRECTIONS: Final = (
    "Correction: An earlier version of this story gave the number {old}; it is {new}.",
    "This story has been corrected: the number is {new}, not {old}.",
    "Updated: the number given before, {old}, was wrong. It is {new}.",
)
