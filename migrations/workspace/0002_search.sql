-- the index is built anew, because the terms in it are others now (durable-objects/workspace/search/tokenizer.ts); until a
-- job has added all messages, from the oldest on, searches find fewer. Words come already folded and parted by spaces, so
-- nothing else parts them: all else that is ASCII is a letter to the index.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (place, words, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\]^_{|}~'");
-- deletes only mark: SQLite's own clean-up can take seconds at once (see search/indexing.ts)
INSERT INTO search (search, rank) VALUES ('deletemerge', 0);
