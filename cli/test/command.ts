import { vi } from "vitest";
import { main } from "../main.ts";

export interface Run {
	code: number;
	stdout: string;
	stderr: string;
}

/** Runs a command in this process: to start one for each of some hundred runs takes minutes. cli.test.ts starts some. */
export async function runHere(args: readonly string[]): Promise<Run> {
	const [out, err] = [written(process.stdout), written(process.stderr)];
	const code = await main(args).finally(vi.restoreAllMocks);
	return { code, stdout: out.join(""), stderr: err.join("") };
}

/** What is written to a stream from now on. */
function written(stream: NodeJS.WriteStream): string[] {
	const texts: string[] = [];
	vi.spyOn(stream, "write").mockImplementation((text) => texts.push(String(text)) > 0);
	return texts;
}
