"""The numbers that stand at the top of the resident's pages."""

#: The text that names each, and the number.
NUMBERS = (("web-call-gas", "962777"), ("web-call-fire", "119"), ("web-call-ambulance", "120"))
