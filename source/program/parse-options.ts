/**
 * The command line together with the configuration: what was asked for, or why it cannot be understood.
 */
import type {Configuration} from '../files/configuration/configuration.ts';
import {
	destinationFrom,
	numberFrom,
	oneOf,
	readOnlyFrom,
	sortFrom,
	sourceFrom,
	unfinishedFrom,
} from './option-values.ts';
import {type KnownNames, type Options, UsageError} from './options.ts';
import {splitOptions} from './split-options.ts';

/**
 * Reads the words after the program's name; what they do not say is as it is configured.
 * @throws {UsageError} with one line that says what is wrong
 */
export function parseOptions(
	words: readonly string[],
	known: KnownNames,
	configured: Configuration = {},
): Options {
	const {values, positionals} = splitOptions(words);
	const [name, ...behind] = positionals;
	if (name !== undefined && !known.commands.includes(name)) {
		throw new UsageError(`there is no command '${name}'; there are: ${known.commands.join(', ')}`);
	}

	if (values.json && (values.once || values.batch)) {
		throw new UsageError('--json prints by itself; leave out --once or -b');
	}

	const ways = [values.demo, values.via, values.host, values.netns].filter(
		way => way !== undefined,
	);
	if (ways.length > 1) {
		throw new UsageError('only one of --demo, --via, --host and --netns can be used');
	}

	const source = sourceFrom(values.source);
	if (
		source === 'netlink' &&
		[values.demo, values.via, values.host].some(way => way !== undefined)
	) {
		throw new UsageError('--source netlink is for a director on this machine');
	}

	const text = values.once || values.batch || false;
	const shown = values.json ? 'json' : text ? 'text' : 'console';
	const isConsole = shown === 'console' && name === undefined;
	const view = oneOf(
		'view',
		values.view ?? (isConsole ? configured.view : undefined),
		shown === 'console' ? known.views : [...known.views, ...known.printedViews],
	);
	const asked = name === undefined ? shown : 'command';
	// What is printed is the same for everybody, and connections have an order and filters of their own.
	const rows = isConsole && view !== 'connections' ? configured : {};
	const count =
		values.count === undefined ? null : numberFrom('count', values.count, {least: 1, most: 1e9});
	if (count !== null && !Number.isInteger(count)) {
		throw new UsageError(`--count takes a whole number, not '${values.count}'`);
	}

	return {
		mode: values.help ? 'help' : values.version ? 'version' : asked,
		interval:
			values.interval === undefined
				? (configured.interval ?? 2000)
				: 1000 * numberFrom('interval', values.interval, {least: 0.5, most: 3600}),
		count: count ?? (values.once ? 1 : Number.POSITIVE_INFINITY),
		readOnly: readOnlyFrom(values) ?? configured.readOnly ?? false,
		config: values.config ?? null,
		units: configured.units ?? 'bits',
		theme: configured.theme ?? 'dark',
		keepSnapshots: configured.keepSnapshots ?? null,
		via: values.via ?? null,
		host: destinationFrom(values.host),
		netns: values.netns ?? null,
		source,
		demo: oneOf('demo', values.demo, known.scenes),
		filter: values.filter ?? rows.filter ?? '',
		sort:
			view !== null && known.printedViews.includes(view)
				? (values.sort ?? null)
				: sortFrom(values.sort ?? rows.sort, known.columns),
		view,
		budget:
			values.budget === undefined
				? (configured.budget ?? 1000)
				: 1000 * numberFrom('budget', values.budget, {least: 0.1, most: 60}),
		keys: values.keys ?? null,
		command: name === undefined ? null : {name, words: behind},
		dryRun: values['dry-run'] ?? false,
		yes: values.yes ?? false,
		wait: values.wait ?? false,
		timeout:
			values.timeout === undefined
				? null
				: 1000 * numberFrom('timeout', values.timeout, {least: 0, most: 1e6}),
		delete: values.delete ?? false,
		json: values.json ?? false,
		force: values.force ?? false,
		note: values.note ?? null,
		keepWeights: values['keep-weights'] ?? false,
		rollbackOnError: values['rollback-on-error'] ?? false,
		service: values.service ?? [],
		unfinished: unfinishedFrom(values),
		color: !values['no-color'],
	};
}
