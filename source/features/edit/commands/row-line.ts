/**
 * The words of `lvstop add|edit|delete|zero` as words of ipvsadm. SERVICE and SERVER can be written as for every
 * subcommand, or by ipvsadm's options.
 */
import {findTarget, serviceNamed} from '../../../commands/find-target.ts';
import {UsageError} from '../../../commands/usage-error.ts';
import type {Reading} from '../../../director/reading/reading.ts';
import {parseIpAddress} from '../../../ipvs/address.ts';
import {serviceArguments} from '../../../ipvs/format/arguments.ts';
import type {ServerKey} from '../../../ipvs/server.ts';
import {serviceId} from '../../../ipvs/service.ts';
import {nearestName} from '../../../text/nearest-name.ts';
import type {EditingCommand} from './typed-command.ts';

/** The rows that a subcommand works on. */
export type RowKind = 'service' | 'server';

/** The letters of ipvsadm's commands. */
export const commandLetters: Readonly<
	Record<'add' | 'edit' | 'delete', Readonly<Record<RowKind, string>>>
> = {
	add: {service: '-A', server: '-a'},
	edit: {service: '-E', server: '-e'},
	delete: {service: '-D', server: '-d'},
};

/**
 * The row that the first word names; the other words.
 * @throws {UsageError} if it is neither `service` nor `server`
 */
export function rowKindOf(words: readonly string[]): {
	readonly kind: RowKind;
	readonly rest: readonly string[];
} {
	const [kind = '', ...rest] = words;
	if (kind === 'service' || kind === 'server') {
		return {kind, rest};
	}

	const nearest = nearestName(kind, ['service', 'server']);
	throw new UsageError(
		`write service or server first, not '${kind}'${nearest === null ? '' : `; did you mean ${nearest}?`}`,
	);
}

/** An address without a port; null if the word is something else. */
function loneAddress(word: string): string | null {
	return parseIpAddress(word.replace(/^\[(.*)\]$/, '$1'));
}

/** A command line in ipvsadm's words. */
export interface RowLine {
	readonly words: readonly string[];
	/** The SERVER if it was written as an address alone: its port has to be found in the table. */
	readonly address: string | null;
}

/**
 * Replaces the words SERVICE and SERVER in front by ipvsadm's options.
 * @param letter the command of ipvsadm
 * @param most how many of the two words there may be
 * @throws {UsageError}
 */
export function rowLine(letter: string, typed: readonly string[], most: 1 | 2): RowLine {
	const firstOption = typed.findIndex(word => word.startsWith('-'));
	const names = firstOption === -1 ? typed : typed.slice(0, firstOption);
	const [service, server, more] = names;
	const unexpected = most === 1 ? server : more;
	if (unexpected !== undefined) {
		throw new UsageError(`unexpected argument ${unexpected}`);
	}

	return {
		words: [
			letter,
			...(service === undefined ? [] : serviceArguments(serviceNamed(service))),
			...(server === undefined ? [] : ['-r', loneAddress(server) ?? server]),
			...typed.slice(names.length),
		],
		address: server === undefined ? null : loneAddress(server),
	};
}

/**
 * Gives a command the port of the only server with that address, as every subcommand does.
 * @throws {UsageError} if several servers have it
 * @throws {SubcommandError} if none has it
 */
export function withPortOf(address: string | null) {
	return (command: EditingCommand, reading: Reading): EditingCommand => {
		const isNamed = command.command === 'edit-server' || command.command === 'delete-server';
		if (address === null || !isNamed) {
			return command;
		}

		const {server} = findTarget(reading, serviceId(command.service), address);
		const key: ServerKey = {address: server.address, port: server.port};
		return 'given' in command
			? {...command, given: {...command.given, ...key}}
			: {...command, server: key};
	};
}
