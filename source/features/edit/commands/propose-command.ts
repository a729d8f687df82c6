/**
 * Makes the plan of a typed command: what it leaves out of an edit is taken from the present row.
 */
import {exitCode} from '../../../commands/exit-code.ts';
import {findServer, findService} from '../../../commands/find-target.ts';
import {optionName} from '../../../commands/option.ts';
import {SubcommandError} from '../../../commands/subcommand.ts';
import {UsageError} from '../../../commands/usage-error.ts';
import type {Reading} from '../../../director/reading/reading.ts';
import {
	type ServerChange,
	type ServiceChange,
	serverChanges,
	serviceChanges,
} from '../../../ipvs/diff.ts';
import {UnreadableLine} from '../../../ipvs/line-parser.ts';
import type {Timeouts} from '../../../ipvs/listing.ts';
import {completeServer, type GivenServer} from '../../../ipvs/parse/saved-server.ts';
import {completeService, type GivenService} from '../../../ipvs/parse/saved-service.ts';
import type {ServiceKey, ServiceRule} from '../../../ipvs/service.ts';
import {fieldName, fieldValue} from '../../../plans/field-words.ts';
import {notKnownInFull, type Sysctls, targetName} from '../../../plans/known-row.ts';
import type {Proposal} from '../../../plans/plan.ts';
import {proposeAddServer, proposeDeleteServers, proposeEditServer} from '../server-edits.ts';
import {
	proposeAddService,
	proposeDeleteServices,
	proposeEditService,
	withCanonicalFlags,
} from '../service-edits.ts';
import {proposeTimeouts} from '../set-timeouts.ts';
import {proposeStartDaemon, proposeStopDaemon} from '../sync-daemon.ts';
import {proposeZero} from '../zero-counters.ts';
import type {EditingCommand} from './typed-command.ts';

/** A value of a service that an edit takes away; ipvsadm has no option for that. */
export type RemovedValue = 'persistent' | 'pe' | 'ops' | 'schedFlags';

/** The director as it was read, and what the command line says besides ipvsadm's words. */
export interface ProposedOn {
	readonly reading: Reading;
	readonly sysctls: Sysctls;
	readonly removed: readonly RemovedValue[];
}

/** A plan or the reason against it, with the lines about what changes; or why there is nothing to do. */
export type ProposedChange =
	| {readonly proposal: Proposal; readonly changes: readonly string[]}
	| {readonly nothing: string};

/** Completes a row; a value that does not fit to the present row is a refusal, otherwise a wrong command line. */
function completed<Rule>(complete: () => Rule, isEdit: boolean): Rule {
	try {
		return complete();
	} catch (error) {
		if (error instanceof UnreadableLine) {
			throw isEdit
				? new SubcommandError(exitCode.refused, error.message)
				: new UsageError(error.message);
		}

		throw error;
	}
}

function changeLines(changes: readonly (ServiceChange | ServerChange)[]): readonly string[] {
	return changes.map(
		({field, before, after}) => `${fieldName(field)}: ${fieldValue(before)} → ${fieldValue(after)}`,
	);
}

/** A kept value in words. Of a persistence whose timeout was given, only the mask is kept. */
function keptValue({field, before, after}: ServiceChange | ServerChange): string {
	const isMask =
		typeof before === 'object' && before !== null && 'netmask' in before && after !== null;
	return isMask ? `netmask ${before.netmask}` : `${fieldName(field)} ${fieldValue(before)}`;
}

/**
 * The line about the values that stay although ipvsadm would reset them, because the command line leaves them out.
 * @param alone what ipvsadm would do with the typed words alone; null if it would refuse them
 */
function keptLines<Rule>(
	after: Rule,
	alone: Rule | null,
	changesOf: (before: Rule, after: Rule) => readonly (ServiceChange | ServerChange)[],
): readonly string[] {
	const kept = alone === null ? [] : changesOf(after, alone);
	const values = kept.map(keptValue);
	return values.length === 0
		? []
		: [`not given, so kept; ipvsadm alone would reset this: ${values.join(', ')}`];
}

function orNull<Rule>(complete: () => Rule): Rule | null {
	try {
		return complete();
	} catch {
		return null;
	}
}

/** @throws {UsageError} if a value is given and removed */
function refuseContradiction(given: GivenService, removed: readonly RemovedValue[]): void {
	const isGiven: Readonly<Record<RemovedValue, boolean>> = {
		persistent: given.timeout !== null || given.netmask !== null,
		pe: given.engine !== null,
		ops: given.onePacket,
		schedFlags: given.schedulerFlags !== null,
	};
	const both = removed.find(value => isGiven[value]);
	if (both !== undefined) {
		const name = optionName(both);
		throw new UsageError(`only one of --${name} and --no-${name} can be used`);
	}
}

function withoutValues(rule: ServiceRule, removed: readonly RemovedValue[]): ServiceRule {
	const has = (value: RemovedValue) => !removed.includes(value);
	return {
		...rule,
		persistence: has('persistent') ? rule.persistence : null,
		engine: has('pe') ? rule.engine : null,
		onePacket: has('ops') && rule.onePacket,
		schedulerFlags: has('schedFlags') ? rule.schedulerFlags : [],
	};
}

function refuseNetmaskAlone({netmask}: GivenService, {persistence}: ServiceRule): string | null {
	return netmask !== null && persistence === null ? '-M has no effect without -p' : null;
}

function proposeNewService(given: GivenService, {reading}: ProposedOn): ProposedChange {
	const rule = completed(() => completeService(given, null), false);
	const refused = refuseNetmaskAlone(given, rule);
	if (refused !== null) {
		throw new UsageError(refused);
	}

	return {proposal: proposeAddService(rule, [], reading.services), changes: []};
}

function proposeServiceEdit(given: GivenService, {reading, removed}: ProposedOn): ProposedChange {
	refuseContradiction(given, removed);
	const service = findService(reading, given.key);
	const before = service.rule;
	if (!before) {
		return {proposal: {refused: notKnownInFull(service.id, service)}, changes: []};
	}

	const edited = completed(() => completeService(given, before), true);
	const after = withCanonicalFlags(withoutValues(edited, removed));
	const refused = refuseNetmaskAlone(given, after);
	if (refused !== null) {
		return {proposal: {refused}, changes: []};
	}

	const changes = serviceChanges(before, after);
	return changes.length === 0
		? {nothing: `${service.id} already has these values`}
		: {
				proposal: proposeEditService(service, after),
				changes: [
					...changeLines(changes),
					...keptLines(
						after,
						orNull(() => withCanonicalFlags(completeService(given, null))),
						serviceChanges,
					),
				],
			};
}

function proposeServerEdit(
	key: ServiceKey,
	given: GivenServer,
	{reading, sysctls}: ProposedOn,
): ProposedChange {
	const service = findService(reading, key);
	const server = findServer(service, given);
	const before = server.rule;
	if (!before) {
		const name = targetName({service, server});
		return {proposal: {refused: notKnownInFull(name, server)}, changes: []};
	}

	const after = completed(() => completeServer(given, before), true);
	const changes = serverChanges(before, after);
	const {services, settings} = reading;
	return changes.length === 0
		? {nothing: `${targetName({service, server})} already has these values`}
		: {
				proposal: proposeEditServer({service, server}, after, {services, sysctls, settings}),
				changes: [
					...changeLines(changes),
					...keptLines(
						after,
						orNull(() => completeServer(given, null)),
						serverChanges,
					),
				],
			};
}

const settingsUnknown: ProposedChange = {
	proposal: {refused: 'the timeouts and sync daemons of the director are not known'},
	changes: [],
};

function proposeSet(given: Timeouts, {reading: {settings}}: ProposedOn): ProposedChange {
	if (!settings) {
		return settingsUnknown;
	}

	const before = settings.timeouts;
	const after = {
		tcp: given.tcp || before.tcp,
		tcpFin: given.tcpFin || before.tcpFin,
		udp: given.udp || before.udp,
	};
	const isSame =
		after.tcp === before.tcp && after.tcpFin === before.tcpFin && after.udp === before.udp;
	return isSame
		? {nothing: 'the timeouts already have these values'}
		: {proposal: proposeTimeouts(before, after), changes: []};
}

/**
 * Makes the plan.
 * @throws {UsageError} if the values of a new row do not fit together
 * @throws {SubcommandError} if there is no such row, or the values of an edit do not fit to it
 */
export function proposeCommand(command: EditingCommand, on: ProposedOn): ProposedChange {
	const {reading, sysctls} = on;
	const only = (proposal: Proposal): ProposedChange => ({proposal, changes: []});
	switch (command.command) {
		case 'add-service':
			return proposeNewService(command.given, on);
		case 'edit-service':
			return proposeServiceEdit(command.given, on);
		case 'delete-service': {
			const service = findService(reading, command.service);
			return only(proposeDeleteServices([service], {all: reading.services, sysctls}));
		}

		case 'add-server': {
			const rule = completed(() => completeServer(command.given, null), false);
			return only(proposeAddServer(findService(reading, command.service), rule));
		}

		case 'edit-server':
			return proposeServerEdit(command.service, command.given, on);
		case 'delete-server': {
			const service = findService(reading, command.service);
			const server = findServer(service, command.server);
			return only(proposeDeleteServers([{service, server}], sysctls));
		}

		case 'zero':
			return only(
				proposeZero(command.service === null ? null : [findService(reading, command.service)]),
			);
		case 'set':
			return proposeSet(command.timeouts, on);
		case 'start-daemon':
			return reading.settings
				? only(proposeStartDaemon(command.daemon, reading.settings.daemons))
				: settingsUnknown;
		case 'stop-daemon':
			return reading.settings
				? only(proposeStopDaemon(command.role, reading.settings.daemons))
				: settingsUnknown;
	}
}
