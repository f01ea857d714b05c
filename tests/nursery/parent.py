"""What the parent of all warm processes has imported and read; it must start no thread, as it is forked."""

import gc
from importlib import import_module

from bot.understanding.reader import Reader
from locales.texts import Texts

#: With what the commands import only when they need it.
for name in ("bot.cli.app", "bot.running.serve", "bot.web.server", "bot.channels.telegram.service"):
    import_module(name)
Reader().load()
Texts()
gc.collect()
gc.freeze()  # so that children do not copy what they only look at
