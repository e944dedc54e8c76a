"""The door to the outside: the buyer's chat window, its messages and pictures. The only room that knows HTTP."""
