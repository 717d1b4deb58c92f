const far = 80;

/** Something that is dragged down, and let go. */
export class Drag {
	#from: number | undefined;
	/** how far, in px */
	by = $state(0);

	begin({ clientY }: PointerEvent): void {
		this.#from = clientY;
	}

	move({ clientY }: PointerEvent): void {
		if (this.#from !== undefined) this.by = Math.max(0, clientY - this.#from);
	}

	/** @returns whether it was dragged far */
	end(): boolean {
		const isFar = this.by > far;
		this.#from = undefined;
		this.by = 0;
		return isFar;
	}
}
