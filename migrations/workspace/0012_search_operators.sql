-- the index is built anew, because a search finds messages also by what is about them (durable-objects/workspace/search/
-- indexing.ts); until a job has added all messages, from the oldest on, searches find fewer. Words are the first column: each
-- term in the second one takes two bytes more.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (words, place, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\]^_{|}~'");
-- deletes only mark: SQLite's own clean-up can take seconds at once (see search/indexing.ts)
INSERT INTO search (search, rank) VALUES ('deletemerge', 0);
