"""Our Rasa components: the only folder that imports rasa."""
