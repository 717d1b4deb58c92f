/** Starts at the beginning of a run without spaces, so that each run is read once. */
const secrets = /\b(sst|mgt|ivt|ccb)_[\w.-]+|(?<![^\s"'<>/@])[^\s"'<>/@]+@[^\s"'<>/@]+/g;
const withoutSecrets = (text = ""): string => text.replaceAll(secrets, (_, kind = "e-mail") => `[${kind}]`);

/** Logs a bug and where it happened, one line of JSON, without the tokens and e-mail addresses that the error quotes. */
export function logError({ message, stack }: Error, where: Record<string, string>): void {
	console.error(JSON.stringify({ ...where, message: withoutSecrets(message), stack: withoutSecrets(stack) }));
}
