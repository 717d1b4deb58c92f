// The results of vitest and playwright as counts: { passed, failed, files }.
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./setup.mjs";

const read = (path) => JSON.parse(readFileSync(path, "utf8"));

/** Every test file of ours, so that one that no runner picked up is noticed. */
export function testFiles() {
	const folders = readdirSync(root, { withFileTypes: true }).filter(
		(entry) => entry.isDirectory() && !/^\.|^node_modules$|^dist$/.test(entry.name),
	);
	return folders.flatMap(({ name: folder }) =>
		readdirSync(join(root, folder), { recursive: true })
			.map((name) => join(folder, name))
			.filter((path) => /\.(test|spec)\.ts$/.test(path) && !/\/(node_modules|dist)\//.test(path)),
	);
}

export function vitestReport(path) {
	const files = read(path).testResults.map(({ name, status, message, assertionResults }) => {
		const count = (wanted) => assertionResults.filter((test) => test.status === wanted).length;
		const [passed, failed] = [count("passed"), count("failed")];
		// a file that cannot be loaded has no tests and fails as a whole
		const broken = status === "failed" && failed === 0 ? 1 : 0;
		return { file: relative(root, name), passed, failed: failed + broken, message };
	});
	return total(files);
}

export function playwrightReport(path) {
	const { suites, stats, config } = read(path);
	const specs = (suite) => [...suite.specs, ...(suite.suites ?? []).flatMap(specs)];
	const ran = (suite) => specs(suite).some((spec) => spec.tests.some((test) => test.status !== "skipped"));
	const files = suites.filter(ran).map((suite) => relative(root, join(config.rootDir, suite.file)));
	return { passed: stats.expected, failed: stats.unexpected + stats.flaky, files };
}

function total(files) {
	const sum = (key) => files.reduce((all, one) => all + one[key], 0);
	const ran = files.filter(({ passed, failed }) => passed + failed > 0);
	return { passed: sum("passed"), failed: sum("failed"), files: ran.map(({ file }) => file) };
}
