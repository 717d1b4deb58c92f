import { mib } from "@clickclack/protocol";

/** The bucket takes parts of at least this size, all but the last of the same. It is also the most of a file in memory. */
const part_bytes = 5 * mib;

/** What of the beginning of a file is kept, to see what it is. */
const head_bytes = 32;

/** Writes a file to the bucket as it arrives: in one go if it is small, otherwise in parts, one after the other. */
export class FileWriter {
	readonly #bucket: R2Bucket;
	readonly #key: string;
	readonly #beforeParts: (parts_id: string) => Promise<void>;
	readonly #buffer: Uint8Array;
	readonly #done: R2UploadedPart[] = [];
	#filled = 0;
	#parts: R2MultipartUpload | undefined;
	#head: Uint8Array = new Uint8Array();
	/** how much was written */
	size = 0;

	/**
	 * @param most how much it may be
	 * @param beforeParts is told the name of the parts before the first one
	 */
	constructor(bucket: R2Bucket, key: string, most: number, beforeParts: (parts_id: string) => Promise<void>) {
		this.#bucket = bucket;
		this.#key = key;
		this.#beforeParts = beforeParts;
		this.#buffer = new Uint8Array(Math.min(most, part_bytes));
	}

	/** Its first bytes. */
	get head(): Uint8Array {
		return this.#head.length > 0 ? this.#head : this.#buffer.slice(0, Math.min(this.#filled, head_bytes));
	}

	/** All of it, if it is small. */
	get whole(): Uint8Array | undefined {
		return this.#parts ? undefined : this.#buffer.subarray(0, this.#filled);
	}

	async write(piece: Uint8Array): Promise<void> {
		this.size += piece.length;
		for (let rest = piece; rest.length > 0;) {
			if (this.#filled === this.#buffer.length) await this.#flush();
			const now = rest.subarray(0, this.#buffer.length - this.#filled);
			this.#buffer.set(now, this.#filled);
			this.#filled += now.length;
			rest = rest.subarray(now.length);
		}
	}

	async #flush(): Promise<void> {
		if (!this.#parts) {
			this.#head = this.head;
			this.#parts = await this.#bucket.createMultipartUpload(this.#key);
			await this.#beforeParts(this.#parts.uploadId);
		}
		const part = this.#buffer.subarray(0, this.#filled);
		this.#done.push(await this.#parts.uploadPart(this.#done.length + 1, part));
		this.#filled = 0;
	}

	/** From here on the bucket has it. */
	async close(): Promise<void> {
		if (!this.#parts) return void (await this.#bucket.put(this.#key, this.#buffer.subarray(0, this.#filled)));
		await this.#flush();
		await this.#parts.complete(this.#done);
	}

	/** Leaves nothing in the bucket. */
	async abort(): Promise<void> {
		await this.#parts?.abort().catch(() => {});
		await this.#bucket.delete(this.#key);
	}
}
