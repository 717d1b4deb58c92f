-- words that messages may not have, and what happens to one that has: {"action": "refuse", "words": ["…"]}; NULL: off, without any
ALTER TABLE workspace ADD COLUMN word_filter_json TEXT;
