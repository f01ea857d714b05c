"""Imports every module that declares tables, so that the metadata is complete."""

import booking.entities
import bot.accounts
import bot.mail.entities
import bot.saved_places
import oversight.entities
import vendors.entities

__all__ = ["booking", "bot", "oversight", "vendors"]
