import { ChatError } from "@clickclack/protocol";

/** Who has read much waits for the next page, in the middle of a file too. */
export async function patiently<Page>(ask: () => Promise<Page>): Promise<Page> {
	for (;;)
		try {
			return await ask();
		} catch (error) {
			if (!(error instanceof ChatError) || error.code !== "rate_limited") throw error;
			await scheduler.wait((error.retry_after ?? 1) * 1_000);
		}
}

/** Takes no more than is read of it. */
export function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return new ReadableStream(
		{
			async pull(controller) {
				const { done, value } = await texts.next();
				if (done) controller.close();
				else controller.enqueue(encoder.encode(value));
			},
			async cancel() {
				await texts.return(undefined);
			},
		},
		{ highWaterMark: 0 },
	);
}
