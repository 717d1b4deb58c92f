const unitOf = (unit: "byte" | "kilobyte" | "megabyte" | "gigabyte", unitDisplay: "short" | "long" = "short") =>
	new Intl.NumberFormat(undefined, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 });
const units = [unitOf("byte", "long"), unitOf("kilobyte"), unitOf("megabyte"), unitOf("gigabyte")];

/** `1.2 MB`, as systems say it: of 1,024 each. */
export function sizeOf(bytes: number): string {
	const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
	const value = bytes / 1_024 ** step;
	return units[step]!.format(value < 10 ? value : Math.round(value));
}

/** `3:07`, of a sound or a video. */
export function lengthOf(duration_ms: number): string {
	const seconds = Math.round(duration_ms / 1_000);
	const [minutes, rest] = [Math.floor(seconds / 60), String(seconds % 60).padStart(2, "0")];
	return minutes < 60
		? `${minutes}:${rest}`
		: `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}
