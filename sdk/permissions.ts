// The rules are in protocol, where the server uses them too.
export {
	type Permission,
	can,
	isBelow,
	isDirectId,
	isRestricted,
	refusalOf,
	roles,
	seesUnjoined,
} from "../protocol/permissions.ts";
