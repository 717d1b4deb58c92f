const [least, most] = [1, 8];

/** How large a picture is drawn, and how far it is moved from the middle. */
export class Zoom {
	/** 1: all of it fits into the window */
	scale = $state(1);
	x = $state(0);
	y = $state(0);
	/** the picture has taken hold of it: it can be used */
	isUsed = $state(false);

	by(factor: number, at: { x: number; y: number } = { x: 0, y: 0 }): void {
		const scale = Math.min(most, Math.max(least, this.scale * factor));
		// what is under the pointer stays there
		const change = scale / this.scale;
		this.move(at.x - this.x - (at.x - this.x) * change, at.y - this.y - (at.y - this.y) * change);
		this.scale = scale;
		if (scale === least) [this.x, this.y] = [0, 0];
	}

	move(x: number, y: number): void {
		this.x += x;
		this.y += y;
	}

	reset(): void {
		[this.scale, this.x, this.y] = [1, 0, 0];
	}
}
