import type { Upload } from "@clickclack/sdk";
import type { IconName } from "../ui/icons.ts";
import * as strings from "../strings/uploads.ts";

/** What is known of a file: what it is called, and what its sender says that it is. */
export type Named = Pick<Upload, "filename" | "content_type">;

/** How a file is shown when it is opened. */
export type Kind = "image" | "video" | "audio" | "pdf" | "table" | "markdown" | "text" | "other";

const extensionOf = ({ filename }: Named): string => /\.([a-z0-9]{1,10})$/i.exec(filename)?.[1]?.toLowerCase() ?? "";

/** The language of what is text, for its colours, by the end of the name; none for plain text. */
const languages = new Map(
	Object.entries({
		bash: "bash sh zsh",
		c: "c h",
		cpp: "cc cpp cxx hpp hh",
		csharp: "cs",
		css: "css",
		diff: "diff patch",
		go: "go",
		graphql: "graphql gql",
		ini: "ini toml conf cfg env",
		java: "java",
		javascript: "js mjs cjs jsx",
		json: "json jsonc jsonl ndjson map webmanifest ipynb",
		kotlin: "kt kts",
		less: "less",
		lua: "lua",
		makefile: "makefile mk",
		objectivec: "m mm",
		perl: "pl pm",
		php: "php",
		python: "py pyi",
		r: "r",
		ruby: "rb",
		rust: "rs",
		scss: "scss",
		sql: "sql",
		swift: "swift",
		typescript: "ts mts cts tsx",
		vbnet: "vb",
		xml: "xml html htm xhtml svg svelte vue plist rss atom xsd xsl",
		yaml: "yaml yml",
		"": "txt log text csv tsv lock gitignore srt vtt tex rst adoc org ics vcf asc pem",
	}).flatMap(([language, ends]) => ends.split(" ").map((end) => [end, language] as const)),
);

const types: [kind: Kind, type: RegExp][] = [
	["image", /^image\/(?:png|jpeg|gif|webp|avif)$/],
	["video", /^video\/(?:mp4|webm)$/],
	["audio", /^audio\/(?:mpeg|mp3|ogg|wav|x-wav|wave|mp4|m4a|x-m4a|aac)$/],
	["pdf", /^application\/pdf$/],
	["table", /^text\/(?:csv|tab-separated-values)$/],
	["markdown", /^text\/(?:x-)?markdown$/],
	["text", /^text\/|[/+](?:json|xml|javascript|x-sh|sql|yaml|toml)$/],
];
const ends = new Map<string, Kind>([
	["csv", "table"],
	["tsv", "table"],
	["md", "markdown"],
	["markdown", "markdown"],
	["pdf", "pdf"],
]);

export function kindOf(file: Named): Kind {
	const end = extensionOf(file);
	const media = types.find(([, type]) => type.test(file.content_type))?.[0];
	if (media && media !== "text") return media;
	return ends.get(end) ?? (languages.has(end) ? "text" : (media ?? "other"));
}

export const languageOf = (file: Named): string | undefined =>
	languages.get(extensionOf(file)) || (/json/.test(file.content_type) ? "json" : undefined);

const icons: Record<Kind, IconName> = {
	image: "image",
	video: "film",
	audio: "music",
	pdf: "file",
	table: "rows",
	markdown: "text",
	text: "code",
	other: "file",
};

/** Of what nothing here shows, by the end of the name. */
const others: [icon: IconName, hue: number, ends: RegExp][] = [
	["package", 7, /^(?:zip|gz|tgz|bz2|xz|zst|7z|rar|tar|dmg|iso|jar|deb|rpm|apk)$/],
	["rows", 1, /^(?:xlsx?|ods|numbers)$/],
	["text", 2, /^(?:docx?|odt|pages|rtf|epub)$/],
	["image", 10, /^(?:pptx?|odp|key)$/],
	["image", 4, /^(?:heic|heif|tiff?|bmp|psd|ai|sketch|fig|ico)$/],
	["film", 14, /^(?:mov|avi|mkv|m4v)$/],
	["music", 12, /^(?:flac|aiff?|mid|opus)$/],
];
const hues: Record<Kind, number> = {
	image: 4,
	video: 14,
	audio: 12,
	pdf: 6,
	table: 1,
	markdown: 15,
	text: 9,
	other: 7,
};

/** How a file is drawn: with which icon, on which of the colours of tokens.css. */
export function lookOf(file: Named): { icon: IconName; hue: number } {
	const kind = kindOf(file);
	const other = others.find(([, , end]) => end.test(extensionOf(file)));
	if (kind === "other" && other) return { icon: other[0], hue: other[1] };
	if (kind === "text" && !languageOf(file)) return { icon: "text", hue: 15 };
	return { icon: icons[kind], hue: hues[kind] };
}

/** `PDF`, `TAR`: the end of the name, which says more to most people than a media type. */
export const typeOf = (file: Named): string => extensionOf(file).slice(0, 5).toUpperCase() || strings.file;

export const addressOf = ({ id }: Pick<Upload, "id">): string => `/api/uploads/${id}`;
