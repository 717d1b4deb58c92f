import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { ChannelId, UserId, WorkspaceId } from "@clickclack/sdk";

type Rows<R> = (text: TemplateStringsArray, ...values: SQLInputValue[]) => R[];

/** The database of a workspace whose server is stopped. */
export class Database {
	readonly #db: DatabaseSync;
	readonly #nums = new Map<string, number>();
	readonly #statements = new Map<TemplateStringsArray, StatementSync>();

	private constructor(db: DatabaseSync) {
		this.#db = db;
	}

	/** Finds it among what a server has stored. */
	static of(workspace_id: WorkspaceId, data: string): Database {
		const paths = readdirSync(data, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".sqlite"));
		for (const path of paths) {
			const db = new DatabaseSync(join(data, path));
			if (isOf(db, workspace_id)) return new Database(db);
			db.close();
		}
		throw new Error(`nothing is stored of ${workspace_id}`);
	}

	/** Runs one statement; the same text is prepared once. */
	sql = <R extends object>(...[text, ...values]: Parameters<Rows<R>>): R[] => {
		let statement = this.#statements.get(text);
		if (!statement) this.#statements.set(text, (statement = this.#db.prepare(text.join("?"))));
		return statement.all(...values) as R[];
	};

	/** Does `work` without a journal, which for so much would be as large as the database: a failure leaves it unusable. */
	unguarded(work: () => void): void {
		this.#db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; BEGIN");
		work();
		this.#statements.clear();
		this.#db.exec("COMMIT; PRAGMA journal_mode = WAL");
	}

	get bytes(): number {
		const [{ bytes }] = this.sql<{ bytes: number }>`
			SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size` as [{ bytes: number }];
		return bytes;
	}

	/** The number that stands for an id in messages. */
	numOf(id: UserId | ChannelId): number {
		const known = this.#nums.get(id);
		if (known !== undefined) return known;
		const [{ num }] = this.sql<{ num: number }>`
			SELECT num FROM conversations WHERE id = ${id} UNION ALL SELECT num FROM members WHERE user_id = ${id}` as [
			{ num: number },
		];
		this.#nums.set(id, num);
		return num;
	}

	/** Of the messages alone, with their indexes and their words in the search index. */
	get message_bytes(): number {
		const [{ bytes }] = this.sql<{ bytes: number }>`
			SELECT sum(pgsize) AS bytes FROM dbstat WHERE name GLOB 'messages*' OR name GLOB 'search_*'` as [
			{ bytes: number },
		];
		return bytes;
	}

	close(): void {
		this.#db.close();
	}
}

function isOf(db: DatabaseSync, workspace_id: WorkspaceId): boolean {
	const tables = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'workspace'").all();
	return tables.length > 0 && db.prepare("SELECT 1 FROM workspace WHERE id = ?").all(workspace_id).length > 0;
}
