"""亲亲售后: an after-sales assistant in plain Python; Rasa and the web sit on top of it."""
