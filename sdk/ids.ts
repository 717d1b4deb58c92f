// The rule is in protocol, where the server uses it too.
export { isRouteOf, routeId } from "../protocol/route-id.ts";

/** Whether a text is an id of this kind: `isId("chn", text)`. Only the server knows whether it exists. */
export const isId = <Prefix extends string>(prefix: Prefix, text: string): text is `${Prefix}_${string}` =>
	text.startsWith(`${prefix}_`);
