/**
 * Node's foreign function interface, by which lvstop calls the C library.
 */
import {NetlinkError} from '../../ipvs/netlink/netlink-error.ts';

export type Ffi = typeof import('node:ffi');

/**
 * Loads it (since Node 26).
 * @throws {NetlinkError} `unavailable` if this Node has none
 */
export function loadFfi(): Ffi {
	// Node warns that this module is experimental; the warning must not reach the terminal.
	const {emitWarning} = process;
	process.emitWarning = () => {};
	// An import would fail if the module is missing, and with it the whole program.
	const ffi = process.getBuiltinModule('node:ffi') as Ffi | undefined;
	process.emitWarning = emitWarning;
	if (ffi === undefined) {
		throw new NetlinkError('unavailable', `Node ${process.version} has no node:ffi`);
	}

	return ffi;
}
