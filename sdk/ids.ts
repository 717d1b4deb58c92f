/** Whether a text is an id of this kind: `isId("chn", text)`. Whether there is such a thing only the server knows. */
export const isId = <Prefix extends string>(prefix: Prefix, text: string): text is `${Prefix}_${string}` =>
	text.startsWith(`${prefix}_`);
