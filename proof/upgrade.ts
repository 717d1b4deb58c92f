/** What a client says to be given a socket. */
export const upgrade = {
	upgrade: "websocket",
	connection: "Upgrade",
	"sec-websocket-version": "13",
	"sec-websocket-key": "Y2xpY2tjbGFjayBwcm9vZg==",
};
