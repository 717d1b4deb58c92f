/**
 * Makes a request from what was asked: the very same one, its nonce too, when the same is asked again, because it may have
 * arrived without an answer. What differs is another request.
 */
export function once<Asked, Request>(make: (asked: Asked) => Request): (asked: Asked) => Request {
	let last: { key: string; request: Request } | undefined;
	return (asked) => {
		const key = JSON.stringify(asked);
		if (last?.key !== key) last = { key, request: make(asked) };
		return last.request;
	};
}
