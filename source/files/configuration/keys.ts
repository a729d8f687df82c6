/**
 * The plain keys of a configuration file: the table from which files are parsed, `lvstop config` prints, and
 * docs/configuration.md is generated.
 */
import * as v from 'valibot';
import {isSshDestination} from '../../text/ssh-destination.ts';
import {wholeNumber} from '../stored.ts';
import type {Configuration} from './configuration.ts';
import {asText, type Key, type KnownValues, number, oneOf, trueOrFalse, word} from './key.ts';

/** The keys that choose a director; an option of the command line that does overrides all of them. */
const ofDirector = {
	via: {
		...word('a command', via => ({via})),
		help: 'Run every command through this one, such as `sudo`.',
		usual: null,
		options: {via: asText},
	},
	host: {
		takes: 'a host, such as "root@lb1"',
		schema: v.pipe(
			v.string(),
			v.check(isSshDestination),
			v.transform((host): Configuration => ({host})),
		),
		help: 'Use the director on another host, over ssh.',
		usual: null,
		options: {host: asText},
	},
	netns: {
		...word('a name or a path', netns => ({netns})),
		help: 'Use the director in another network namespace, by its name or its file.',
		usual: null,
		options: {netns: asText},
	},
	container: {
		...word('a name', container => ({container})),
		help: 'Use the director in the network namespace of a docker or podman container.',
		usual: null,
		options: {container: asText},
	},
} as const satisfies Readonly<Record<string, Key>>;

/** Every plain key by its name, which is that of the command line option if there is one. */
export function configurationKeys({
	views,
	sources,
	namesShown,
	themes,
}: KnownValues): Readonly<Record<string, Key>> {
	return {
		interval: {
			...number({least: 0.5, most: 3600}, seconds => ({interval: seconds * 1000})),
			help: 'Seconds between readings.',
			usual: 2,
			options: {interval: Number},
		},
		budget: {
			...number({least: 0.1, most: 60}, seconds => ({budget: seconds * 1000})),
			help: 'Time limit for one reading of the connection table, in seconds.',
			usual: 1,
			options: {budget: Number},
		},
		'read-only': {
			...trueOrFalse(readOnly => ({readOnly})),
			help: 'Allow no changes, neither in the console nor by subcommands. `--no-read-only` allows them once.',
			usual: false,
			options: {readOnly: () => true, noReadOnly: () => false},
		},
		'dry-run': {
			...trueOrFalse(dryRun => ({dryRun})),
			help: 'In the console, show the commands of every change but change nothing.',
			usual: false,
			options: {dryRun: () => true},
		},
		units: {
			...oneOf(['bits', 'bytes'], units => ({units})),
			help: 'Unit of traffic in the console. For printed tables there is `--units`.',
			usual: 'bits',
			options: {units: asText},
		},
		theme: {
			...oneOf(['auto', ...themes], theme => ({theme})),
			help: 'Colour theme of the console; `mono` has no colours. `auto` asks the terminal for its background, and is `light` or `dark` by its answer. If it does not answer, the variable COLORFGBG decides; without that it is `dark`. A table `[theme]` has your own. NO_COLOR always wins.',
			usual: 'auto',
			options: {noColor: () => 'mono'},
		},
		view: {
			...oneOf(views, view => ({view})),
			help: 'The view that the console opens first.',
			usual: views[0] ?? null,
			options: {view: asText},
		},
		'resolve-names': {
			...trueOrFalse(resolveNames => ({resolveNames})),
			help: 'Look up names of addresses in /etc/hosts and then in DNS, both of the machine that lvstop runs on, also if the director is elsewhere.',
			usual: false,
			options: {names: how => how !== 'off'},
		},
		'show-names': {
			...oneOf(namesShown, showNames => ({showNames})),
			help: 'Where the console shows names of addresses: in a column beside them, instead of them, or not at all. `[names]` has names of your own.',
			usual: namesShown[0] ?? null,
			options: {names: asText},
		},
		mouse: {
			...trueOrFalse(mouse => ({mouse})),
			help: 'Use the mouse in the console: the wheel scrolls, a click chooses a row, a second one opens it, titles sort, names of views and key hints can be clicked. With Shift (Option on macOS) the terminal selects text as usual; with `false` it does so without.',
			usual: true,
		},
		remember: {
			...trueOrFalse(remember => ({remember})),
			help: 'Keep the last view, units, sort orders, columns, folds, side panel and graphs below the view of the console for the next one on the same director. They win over the other keys of the file, because they were chosen later. Without it, nothing is written.',
			usual: false,
		},
		'keep-snapshots': {
			takes: 'a whole number of 1 or more',
			schema: v.pipe(
				wholeNumber(1, Number.MAX_SAFE_INTEGER),
				v.transform(keepSnapshots => ({keepSnapshots})),
			),
			help: 'How many snapshots of a director to keep. After each save, lvstop deletes the oldest ones above this number, but never one with a name or a note.',
			usual: null,
			otherwise: 'all',
		},
		...ofDirector,
		source: {
			...oneOf(sources, source => ({source})),
			help: 'Read a local director by netlink or by ipvsadm. Netlink is ignored for a director elsewhere.',
			usual: sources[0] ?? null,
			options: {source: asText},
		},
	};
}
