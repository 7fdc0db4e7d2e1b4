"""MarianMT engines: shipped, pulled, through CTranslate2 or transformers."""
