// The rules stand beside the contract, where the server reads them too.
export {
	type Permission,
	can,
	isBelow,
	isRestricted,
	refusalOf,
	roles,
	seesUnjoined,
} from "../protocol/permissions.ts";
