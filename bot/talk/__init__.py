"""Leading the talk: what a message tells, what is still to be asked, what to say next. Plain Python, no Rasa."""
