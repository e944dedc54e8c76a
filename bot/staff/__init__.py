"""Who works at the desk: people, their roles and passwords, and who is signed in."""
