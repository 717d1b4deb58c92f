export interface Run {
	code: number;
	stdout: string;
	stderr: string;
}
/** Runs a command in this process: to start one for each of some hundred runs takes minutes. cli.test.ts starts some. */
export declare function runHere(args: readonly string[]): Promise<Run>;
