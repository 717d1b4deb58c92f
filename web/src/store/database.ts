import type { ConversationId, Me, Timeline, Workspace, WorkspaceId } from "@clickclack/sdk";
import type { KeptWorkspace } from "./kept.ts";
import { answerTo, Transaction } from "./requests.ts";

/** Of which build a row is: one of another format is not read. */
interface Formatted {
	format: string;
}

export interface PersonRow extends Formatted {
	id: string;
	user: Me;
	workspaces: Workspace[];
	mayCreateWorkspaces: boolean;
}

/** `tab` wrote it */
export type WorkspaceRow = Formatted & { person: string; id: WorkspaceId; tab: string } & Omit<
		KeptWorkspace,
		"timelines"
	>;

export interface TimelineRow {
	person: string;
	workspace_id: WorkspaceId;
	id: ConversationId;
	timeline: Timeline;
}

/** Something that a person wrote and the server does not have. Its shape is the same in every build. */
export interface WrittenRow {
	person: string;
	kind: string;
	id: string;
	value: unknown;
}

export interface Tables {
	people: { key: string; value: PersonRow };
	workspaces: { key: [string, string]; value: WorkspaceRow };
	timelines: { key: [string, string, string]; value: TimelineRow };
	written: { key: [string, string, string]; value: WrittenRow };
}

/** Some browsers never answer, in a private window for example. */
const patience_ms = 1_500;

let opening: Promise<IDBDatabase | undefined> | undefined;

/** Undefined where the browser has no storage for us: then the app works from memory. */
const database = (): Promise<IDBDatabase | undefined> => (opening ??= open());

/** Whether the browser has storage for us, full or not. */
export const hasStorage = async (): Promise<boolean> => (await database()) !== undefined;

/** There is no storage any more: what is open stays in memory. */
const giveUp = () => void (opening = Promise.resolve(undefined));

function create(db: IDBDatabase): void {
	db.createObjectStore("people", { keyPath: "id" });
	db.createObjectStore("workspaces", { keyPath: ["person", "id"] });
	db.createObjectStore("timelines", { keyPath: ["person", "workspace_id", "id"] });
	db.createObjectStore("written", { keyPath: ["person", "kind", "id"] });
}

async function open(): Promise<IDBDatabase | undefined> {
	const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience_ms));
	try {
		const request = indexedDB.open("clickclack", 1);
		request.addEventListener("upgradeneeded", () => create(request.result));
		return await Promise.race([answerTo(request).then(watch), late]);
	} catch {
		return undefined;
	}
}

function watch(db: IDBDatabase): IDBDatabase {
	db.addEventListener("close", giveUp);
	// A later build waits for this tab to let go of it.
	db.addEventListener("versionchange", () => {
		db.close();
		giveUp();
	});
	return db;
}

/** Does something with rows in one transaction. @returns undefined when there is no storage, or when it fails */
export async function withTables<N extends keyof Tables, T>(
	names: N[],
	mode: "readonly" | "readwrite",
	work: (tx: Transaction<N>) => Promise<T>,
): Promise<T | undefined> {
	const db = await database();
	try {
		return db && (await work(new Transaction(db.transaction(names, mode))));
	} catch {
		return undefined;
	}
}

/** All keys that begin with these parts. */
export const under = (...parts: string[]): IDBKeyRange => IDBKeyRange.bound(parts, [...parts, []]);
