/**
 * The ipvsadm commands that create a row of the table.
 */
import {showCommand} from '../../director/port/show-command.ts';
import {addServerArguments, addServiceArguments} from '../../ipvs/format/arguments.ts';
import type {ConsoleRow, Destination} from './console-row.ts';

/** The command that adds a server; none if its whole entry is not known. */
export function entryCommands({service, server}: Destination): readonly string[] {
	return server.rule === null
		? []
		: [showCommand(['ipvsadm', ...addServerArguments(service.key, server.rule)])];
}

/**
 * The commands that create this row; for a service including its servers, of which at most `most` are listed. Null if
 * the rule is not known.
 */
export function ruleCommands(
	row: ConsoleRow,
	most = Number.POSITIVE_INFINITY,
): readonly string[] | null {
	const {service} = row;
	if (row.kind === 'server') {
		return row.server.rule === null ? null : entryCommands(row);
	}

	return service.rule === null
		? null
		: [
				showCommand(['ipvsadm', ...addServiceArguments(service.rule)]),
				...service.servers.slice(0, most).flatMap(server => entryCommands({service, server})),
			];
}
