// The rules are in protocol, where the server uses them too.
export {
	type Permission,
	can,
	canOwn,
	isBelow,
	isDirectId,
	isRestricted,
	isSlowed,
	refusalOf,
	roles,
	seesUnjoined,
} from "../protocol/permissions.ts";
