import type { Upload, UploadId, WorkspaceId } from "@clickclack/sdk";
import { laterClient } from "../state/later-client.ts";
import { arriving, attached } from "../state/attached.ts";
import { toast } from "../state/toasts.svelte.ts";
import * as strings from "../strings/uploads.ts";
import { Chip } from "./chip.svelte.ts";
import { sizeOf } from "./size.ts";

/** As many as a message may have. */
const max_files = 10;
/** The server keeps what no message has for a day. */
const kept_ms = 23 * 60 * 60 * 1_000;

/** The files for the next message of a timeline. They stay while its author is elsewhere; those that have arrived outlive the page. */
export class Tray {
	readonly #timeline: string;
	readonly #workspace_id: WorkspaceId;
	#chosen = $state.raw<Chip[]>([]);

	constructor(timeline: string, workspace_id: WorkspaceId) {
		this.#timeline = timeline;
		this.#workspace_id = workspace_id;
		const known = attached.of(timeline) ?? [];
		const fresh = known.filter(({ created_at }) => Date.now() - Date.parse(created_at) < kept_ms);
		if (fresh.length < known.length) this.#keep(fresh);
		addEventListener("online", () => {
			for (const chip of this.chips) if (chip.isOffline) void this.begin(chip);
		});
		addEventListener("beforeunload", (event) => this.uploading > 0 && event.preventDefault());
	}

	/** Those of this page; one that was sent, or removed in another tab, is gone. */
	get chips(): Chip[] {
		const ids = this.#ids;
		return this.#chosen.filter(({ upload }) => !upload || ids.has(upload.id));
	}

	/** Those that an earlier page or another tab has uploaded. */
	get others(): Upload[] {
		const mine = new Set(this.#chosen.map(({ upload }) => upload?.id));
		return (attached.of(this.#timeline) ?? []).filter(({ id }) => !mine.has(id));
	}

	get #ids(): Set<UploadId> {
		return new Set(attached.of(this.#timeline)?.map(({ id }) => id));
	}

	get uploading(): number {
		return this.chips.filter(({ state }) => state === "waiting" || state === "uploading").length;
	}

	get failed(): number {
		return this.chips.filter(({ state }) => state === "failed").length;
	}

	/** @param most_bytes of one file */
	add(files: File[], most_bytes: number): void {
		const fit = files.filter((file) => {
			const why = whyNot(file, most_bytes);
			if (why) toast.error(why);
			return !why;
		});
		const room = max_files - this.chips.length - this.others.length;
		if (fit.length > room) toast.error(strings.tooMany(max_files));
		const added = fit.slice(0, room).map((file) => new Chip(file, this.#workspace_id));
		if (added.length === 0) return;
		arriving.set(this.#timeline, undefined);
		this.#chosen = [...this.chips, ...added];
		for (const chip of added) void this.begin(chip);
	}

	async begin(chip: Chip): Promise<void> {
		arriving.set(this.#timeline, arriving.get(this.#timeline));
		const isDone = await chip.begin();
		if (!this.#chosen.includes(chip)) return;
		if (isDone) {
			this.#keep([...this.others, ...this.#arrived(chip)]);
			this.#settle();
		}
		// its author decides what becomes of that
		else arriving.set(this.#timeline, undefined);
	}

	/** In the order in which they were chosen. */
	#arrived(last: Chip): Upload[] {
		const ids = this.#ids;
		return this.#chosen.flatMap(({ upload }) =>
			upload && (ids.has(upload.id) || upload === last.upload) ? [upload] : [],
		);
	}

	#keep(uploads: Upload[]): void {
		if (uploads.length > 0) attached.put(this.#timeline, uploads);
		else attached.drop(this.#timeline);
	}

	/** When all are there, what waits for them goes on. */
	#settle(): void {
		if (this.uploading + this.failed > 0) return;
		const then = arriving.get(this.#timeline);
		arriving.delete(this.#timeline);
		then?.();
	}

	remove(chip: Chip): void {
		this.#chosen = this.#chosen.filter((one) => one !== chip);
		if (chip.upload) return this.drop(chip.upload);
		chip.cancel();
		// without the one that was waited for, it is not what was to be sent
		if (arriving.has(this.#timeline)) arriving.set(this.#timeline, undefined);
		this.#settle();
	}

	drop({ id }: Upload): void {
		this.#keep((attached.of(this.#timeline) ?? []).filter((upload) => upload.id !== id));
		// what is left there is deleted by the server
		laterClient.uploads.delete(id).catch(() => {});
	}
}

function whyNot({ name, size }: File, most_bytes: number): string | undefined {
	if (size === 0) return strings.isEmpty(name);
	return size > most_bytes ? strings.tooLarge(name, sizeOf(size), sizeOf(most_bytes)) : undefined;
}

const trays = new Map<string, Tray>();

export function trayOf(timeline: string, workspace_id: WorkspaceId): Tray {
	const known = trays.get(timeline) ?? new Tray(timeline, workspace_id);
	trays.set(timeline, known);
	return known;
}
