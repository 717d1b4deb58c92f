import { spawn } from "node:child_process";
import { once } from "node:events";

// a group of its own hears nothing of what ends this process
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

/**
 * Runs a script of Node's and all that it starts, for so long at most. A runtime may outlive the script that started it:
 * what is left dies with the script. Nothing is piped, for whoever reads a pipe that such a runtime holds waits for ever.
 * @throws unless it ended well; it has said why
 */
export async function runGroup(args: string[], env: Record<string, string>, timeout: number): Promise<void> {
	const child = spawn(process.execPath, args, {
		env: { ...process.env, ...env },
		stdio: ["ignore", "ignore", "inherit"],
		detached: true,
		timeout,
		killSignal: "SIGKILL",
	});
	const end = () => {
		process.off("exit", end);
		try {
			process.kill(-child.pid!, "SIGKILL");
		} catch {}
	};
	process.on("exit", end);
	child.once("exit", end);
	const [code] = await once(child, "exit");
	if (code !== 0) throw new Error(code === null ? `not done after ${timeout / 1000} s` : `ended with ${code}`);
}
