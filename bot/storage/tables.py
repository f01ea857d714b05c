"""Imports every module that declares tables, so that the metadata is complete."""

import booking.archives
import booking.entities
import bot.accounts
import bot.channels.telegram.entities
import bot.mail.entities
import bot.places.saved_places
import oversight.call_entities
import oversight.callback_entities
import oversight.case_entities
import oversight.entities
import oversight.handover_life
import oversight.offices
import oversight.surge_entities
import vendors.entities

__all__ = ["booking", "bot", "oversight", "vendors"]
