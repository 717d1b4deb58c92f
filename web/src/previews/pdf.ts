import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from "pdfjs-dist";
import { default as workerUrl } from "pdfjs-dist/build/pdf.worker.min.mjs?worker&url";

interface TrustedTypes {
	createPolicy(
		name: string,
		rules: { createScriptURL: (url: string) => string },
	): { createScriptURL(url: string): string };
}
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
/** public/_headers allows it by name. */
const policy = trustedTypes?.createPolicy("clickclack-pdf", { createScriptURL: (url) => url });

/** Reads a document, in a worker. Nothing in it runs, and it asks for nothing. */
export async function openPdf(bytes: ArrayBuffer): Promise<PDFDocumentProxy> {
	GlobalWorkerOptions.workerPort ??= new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: "module" });
	const options = { useWasm: false, useSystemFonts: true, enableXfa: false, stopAtErrors: false };
	return await getDocument({ data: bytes, ...options }).promise;
}
