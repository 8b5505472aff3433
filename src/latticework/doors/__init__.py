"""The doors: the command line. No arithmetic here."""
