const named: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
const unescaped = (text: string) => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => named[entity]!);
const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const blocks = /\s*(<(?:\/?(?:blockquote|h[1-6]|li|ol|p|table|tbody|td|th|thead|tr|ul)\b[^>]*|hr|br)>)\s*/g;

/** HTML in one of the many ways to write the same: how empty elements end, what is escaped, white space that is not seen. */
export function normalised(html: string): string {
	const written = html.split(/(<[^>]*>)/).map((piece, at) => (at % 2 === 1 ? tag(piece) : escaped(unescaped(piece))));
	const parts = written.join("").split(/(<pre>.*?<\/pre>)/s);
	const seen = parts.map((part, at) =>
		at % 2 === 1
			? part
			: part
					.replace(/ *\n */g, "\n")
					.replace(blocks, "$1")
					.trim(),
	);
	return seen.join("");
}

const tag = (written: string) =>
	written
		.replace(/ ?\/>$/, ">")
		.replace(/="([^"]*)"/g, (_, value: string) => `="${escaped(decoded(unescaped(value)))}"`);

/** An address may be written with more or fewer percent signs. */
function decoded(address: string): string {
	try {
		return decodeURIComponent(address);
	} catch {
		return address;
	}
}
