import { isConnectionError, type Upload, type WorkspaceId } from "@clickclack/sdk";
import { errorText } from "../errors.ts";
import { laterClient } from "../state/later-client.ts";
import { measure, type Measures } from "./measure.ts";
import { transfer, whyNot } from "./transfer.ts";

/** So many files are on their way at a time. */
const max_sending = 3;
let sending = 0;
const queue: (() => void)[] = [];

async function turn<T>(work: () => Promise<T>): Promise<T> {
	if (sending >= max_sending) await new Promise<void>((begin) => queue.push(begin));
	sending++;
	try {
		return await work();
	} finally {
		sending--;
		queue.shift()?.();
	}
}

/** A file that was chosen for a message, until it has arrived. */
export class Chip {
	readonly nonce = crypto.randomUUID();
	readonly file: File;
	readonly #workspace_id: WorkspaceId;
	state = $state<"waiting" | "uploading" | "failed" | "done">("waiting");
	/** how much has left, from 0 to 1 */
	progress = $state(0);
	failure = $state("");
	thumbnail = $state<string>();
	upload = $state.raw<Upload>();
	/** it begins again by itself when the browser is online */
	isOffline = false;
	#ending = new AbortController();
	#measures: Promise<Measures> | undefined;

	constructor(file: File, workspace_id: WorkspaceId) {
		this.file = file;
		this.#workspace_id = workspace_id;
	}

	/** Like an upload, before it is one. */
	get about(): { filename: string; content_type: string; byte_size: number } {
		return { filename: this.file.name, content_type: this.file.type, byte_size: this.file.size };
	}

	/** @returns whether it has arrived */
	async begin(): Promise<boolean> {
		Object.assign(this, { state: "waiting", progress: 0, failure: "", isOffline: false });
		const { thumbnail, ...measures } = await (this.#measures ??= measure(this.file));
		this.thumbnail = thumbnail;
		return await turn(() => this.#send(measures));
	}

	async #send(measures: Measures): Promise<boolean> {
		const { signal } = this.#ending;
		if (signal.aborted) return false;
		this.state = "uploading";
		const about = { workspace_id: this.#workspace_id, nonce: this.nonce, ...measures };
		try {
			this.upload = await transfer(this.file, about, { signal, onprogress: (part) => (this.progress = part) });
			this.state = "done";
			return true;
		} catch (error) {
			this.isOffline = isConnectionError(error) && !navigator.onLine;
			this.failure = (await whyNot(error, this.file)) || errorText(error);
			this.state = "failed";
			return false;
		}
	}

	/** It is not wanted any more. What may have arrived without an answer is looked for. */
	cancel(): void {
		const { state } = this;
		this.#ending.abort();
		if (state !== "uploading" && state !== "failed") return;
		const find = () => laterClient.uploads.byNonce(this.#workspace_id, this.nonce);
		void find()
			.then(({ id }) => laterClient.uploads.delete(id))
			.catch(() => {});
	}
}
