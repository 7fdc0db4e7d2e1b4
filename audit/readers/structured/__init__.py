"""Files whose text stands in a structure of another kind than a page: subtitles, keys, office."""
