/** The server of the browser tests: its own port, its own operator, data that are thrown away. */
export const port = Number(process.env["E2E_PORT"] ?? 8790);
export const origin = `http://127.0.0.1:${port}`;
export const operator_token = "operator-of-the-browser-tests";
