/**
 * `lvstop add`, `lvstop edit`, `lvstop delete` and `lvstop zero`
 */
import {consentInFull} from '../../../commands/carry-out.ts';
import type {ExitCode} from '../../../commands/exit-code.ts';
import {flag, type OptionValues} from '../../../commands/option.ts';
import {
	type ChangeContext,
	defineSubcommand,
	type SubcommandContext,
} from '../../../commands/subcommand.ts';
import {UsageError} from '../../../commands/usage-error.ts';
import {rowOptions, serverNames, serviceNames} from './ipvsadm-options.ts';
import type {RemovedValue} from './propose-command.ts';
import {commandLetters, rowKindOf, rowLine, withPortOf} from './row-line.ts';
import {runTypedCommand} from './run-command.ts';
import {readTypedCommand} from './typed-command.ts';

const writtenTwoWays = `SERVICE and SERVER can also be written with ipvsadm's options -t, -u, --sctp-service, -f and -r.`;
const lettersAreIpvsadms = `The letters are ipvsadm's, so -y is a threshold: write --yes in full.`;

async function runRow(
	verb: keyof typeof commandLetters,
	context: ChangeContext,
	removed: readonly RemovedValue[] = [],
): Promise<ExitCode> {
	const {kind, rest} = rowKindOf(context.words);
	if (kind === 'server' && removed.length > 0) {
		throw new UsageError('a server has none of the values that --no-… removes');
	}

	const {words, address} = rowLine(commandLetters[verb][kind], rest, kind === 'service' ? 1 : 2);
	const command = await readTypedCommand(words, context.options);
	return runTypedCommand(command, context, {removed, resolve: withPortOf(address)});
}

/** Adds a service or a server. */
export const addSubcommand = defineSubcommand(
	{
		name: 'add',
		usage: ['add service SERVICE', 'add server SERVICE RIP:PORT'],
		summary: 'add a service or a server',
		description: `Adds a service, or a server to a service. What is not given has ipvsadm's default: scheduler wlc; direct routing
(-g) and weight 1. lvstop shows the plan and asks before it runs.
${writtenTwoWays}
${lettersAreIpvsadms}`,
		words: {least: 1, most: Number.POSITIVE_INFINITY},
		options: consentInFull,
		ipvsadmOptions: rowOptions,
		examples: [
			{
				line: 'add service tcp:172.16.249.138:443 -s wrr -p 300',
				does: 'adds a persistent service without servers',
			},
			{
				line: 'add server tcp:172.16.249.138:80 10.0.0.9:8080 -m -w 5',
				does: 'adds a server behind NAT, which may have another port',
			},
			{
				line: 'add server -t 172.16.249.138:80 -r 10.0.0.9:8080 -m -w 5 --yes',
				does: "the same in ipvsadm's options, without asking",
			},
		],
	},
	context => runRow('add', context),
);

const removals = {
	noPersistent: flag('service: remove the persistence'),
	noPe: flag('service: remove the persistence engine'),
	noOps: flag('service: switch one-packet scheduling off'),
	noSchedFlags: flag('service: remove the scheduler flags'),
};

const editOptions = {...removals, ...consentInFull};

const removedBy: Readonly<Record<keyof typeof removals, RemovedValue>> = {
	noPersistent: 'persistent',
	noPe: 'pe',
	noOps: 'ops',
	noSchedFlags: 'schedFlags',
};

async function runEdit(
	context: SubcommandContext<OptionValues<typeof editOptions>>,
): Promise<ExitCode> {
	const {options} = context;
	const removed = Object.entries(removedBy).flatMap(([key, value]) =>
		Reflect.get(options, key) === true ? [value] : [],
	);
	return runRow('edit', context, removed);
}

/** Changes the values of a service or a server. */
export const editSubcommand = defineSubcommand(
	{
		name: 'edit',
		usage: ['edit service SERVICE', 'edit server SERVICE SERVER'],
		summary: 'change the values of a service or a server',
		description: `Changes the values that are given and keeps all others: lvstop sends the whole entry, because ipvsadm sets what a
command leaves out to its default. lvstop shows each value before and after, and asks before it runs the plan.
The flags of a scheduler go with it. -x 0 and -y 0 remove thresholds.
${writtenTwoWays}
${lettersAreIpvsadms}`,
		words: {least: 1, most: Number.POSITIVE_INFINITY},
		options: editOptions,
		ipvsadmOptions: rowOptions,
		examples: [
			{
				line: 'edit server tcp:172.16.249.138:80 10.0.0.8:80 -w 3 -x 1000 -y 800',
				does: 'changes weight and thresholds, and keeps the forwarding',
			},
			{
				line: 'edit service -t 172.16.249.138:80 -s sh -b sh-port --no-persistent',
				does: 'changes the scheduler and removes the persistence',
			},
		],
	},
	runEdit,
);

/** Deletes a service or a server. */
export const deleteSubcommand = defineSubcommand(
	{
		name: 'delete',
		usage: ['delete service SERVICE', 'delete server SERVICE SERVER'],
		summary: 'delete a service with its servers, or a server',
		description: `Deletes a server, or a service with all its servers. lvstop shows how many connections will be cut off, and asks;
'lvstop drain --delete' waits until a server is empty. 'lvstop undo' adds the rows again, but not their connections.
${writtenTwoWays}`,
		words: {least: 1, most: Number.POSITIVE_INFINITY},
		options: consentInFull,
		ipvsadmOptions: {...serviceNames, ...serverNames},
		examples: [
			{
				line: 'delete server tcp:172.16.249.138:80 10.0.0.8:80',
				does: 'shows what the deletion cuts off and asks before it',
			},
			{line: 'delete service -f 7 --yes', does: 'deletes a service without asking'},
		],
	},
	context => runRow('delete', context),
);

/** Zeroes counters. */
export const zeroSubcommand = defineSubcommand(
	{
		name: 'zero',
		usage: ['zero [SERVICE]'],
		summary: 'zero the counters of a service, or all counters',
		description: `Zeroes the counters of a service and its servers. Without SERVICE, zeroes all counters, including the totals of the
director. This cannot be undone. SERVICE can also be written with ipvsadm's options -t, -u, --sctp-service and -f.`,
		words: {least: 0, most: Number.POSITIVE_INFINITY},
		options: consentInFull,
		ipvsadmOptions: serviceNames,
		examples: [
			{line: 'zero tcp:172.16.249.138:80', does: 'zeroes the counters of one service'},
			{line: 'zero --yes', does: 'zeroes all counters without asking'},
		],
	},
	async context => {
		const {words} = rowLine('-Z', context.words, 1);
		return runTypedCommand(await readTypedCommand(words, context.options), context);
	},
);
