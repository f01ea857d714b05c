"""Telegram: aiogram takes updates in, python-telegram-bot delivers what the outbox holds."""
