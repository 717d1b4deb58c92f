import { thumbHashToDataURL } from "thumbhash";

const known = new Map<string, string>();
const most_known = 200;

/** What a picture looks like until it is there, for CSS. Somebody else may have made it: what is none is nothing. */
export function placeholderOf(hash: string | undefined): string | undefined {
	if (!hash) return undefined;
	if (known.size > most_known) known.clear();
	const made = known.get(hash) ?? draw(hash);
	known.set(hash, made);
	return made || undefined;
}

function draw(hash: string): string {
	try {
		return `url(${thumbHashToDataURL(Uint8Array.from(atob(hash), (char) => char.charCodeAt(0)))})`;
	} catch {
		return "";
	}
}
