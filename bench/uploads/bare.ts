interface Bindings {
	UPLOADS: R2Bucket;
}

/** The bytes of a request into the bucket, and out again. Nobody is asked who they are, and no form is read. */
export default {
	async fetch(request, { UPLOADS }) {
		const { pathname } = new URL(request.url);
		if (request.method !== "PUT") return new Response((await UPLOADS.get(pathname))?.body ?? null);
		await UPLOADS.put(pathname, request.body);
		return new Response(null, { status: 201 });
	},
} satisfies ExportedHandler<Bindings>;
