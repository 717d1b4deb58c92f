import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}

/**
 * Keeps two servers off one folder: each would miss half of the messages.
 * @throws Error with a text for people, when another server runs on it
 */
export function lock(folder: string): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const path = join(folder, "lock");
	try {
		writeFileSync(path, String(process.pid), { flag: "wx", mode: 0o600 });
	} catch {
		const holder = Number(readFileSync(path, "utf8"));
		if (holder !== process.pid && isAlive(holder))
			throw new Error(
				`Another ClickClack (process ${holder}) keeps its data in ${folder}: choose another CLICKCLACK_STATE.`,
			);
		// a killed server could not remove its lock
		writeFileSync(path, String(process.pid), { mode: 0o600 });
	}
	process.on("exit", () => rmSync(path, { force: true }));
}
