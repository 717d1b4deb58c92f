const correlation = /^[A-Za-z0-9._:-]{1,128}$/;

interface RequestIds {
	/** ours, for the logs */
	request_id: string;
	/** may be the caller's, to follow its own work */
	correlation_id: string;
}

/** @param given the caller's correlation id; an invalid one is replaced */
export function requestIds(uuid: string, given: string | undefined): RequestIds {
	const id = uuid.replaceAll("-", "");
	const own = given?.trim();
	const isValid = own !== undefined && correlation.test(own);
	return { request_id: `req_${id}`, correlation_id: isValid ? own : `corr_${id}` };
}
