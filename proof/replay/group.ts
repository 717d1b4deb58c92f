import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** What was started and may not have ended. */
const running = new Set<number>();

/** Whoever still lives in this group of processes dies. */
function kill(group: number): void {
	running.delete(group);
	try {
		process.kill(-group, "SIGKILL");
	} catch {}
}

// a group of its own hears nothing of what ends this process
process.once("exit", () => running.forEach(kill));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

/**
 * Runs a script of Node's and all that it starts, for so long at most. A runtime may outlive the script that started it
 * and hold its pipes open, and whoever reads them would wait for ever: what is left dies with the script.
 * @throws with what was said, unless it ended well
 */
export async function runGroup(args: string[], env: Record<string, string>, longest_ms: number): Promise<void> {
	const child = spawn(process.execPath, args, {
		env: { ...process.env, ...env },
		stdio: ["ignore", "pipe", "pipe"],
		detached: true,
	});
	const group = child.pid!;
	running.add(group);
	let isLate = false;
	const timer = setTimeout(() => {
		isLate = true;
		kill(group);
	}, longest_ms);
	child.once("exit", () => kill(group));
	const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
	clearTimeout(timer);
	if (code !== 0) throw new Error(`${isLate ? `not done after ${longest_ms / 1000} s\n` : ""}${out}${err}`);
}
