/** `+02:00`: how far a zone's clocks are ahead. */
const offset = /^([+-])(0\d|1[0-4]):([0-5]\d)$/;

/** In milliseconds; undefined for a name. */
export function offsetIn(zone: string): number | undefined {
	const [, sign, hours, minutes] = offset.exec(zone) ?? [];
	if (sign === undefined) return undefined;
	return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Whether a zone is an offset, or a name that this system knows. */
export function isTimeZone(zone: string): boolean {
	if (offsetIn(zone) !== undefined) return true;
	if (!/^[a-z]/i.test(zone)) return false;
	try {
		new Intl.DateTimeFormat("en", { timeZone: zone }).format();
		return true;
	} catch {
		return false;
	}
}
