/**
 * The tables of a configuration file, whose keys are views, commands, addresses or parts of the screen.
 */
import * as v from 'valibot';
import {nearestName} from '../../text/nearest-name.ts';
import {type KeyTable, type KnownValues, oneOf, text} from './key.ts';

/** The complaint about the first unknown column of a list, with the nearest known one; null if all are known. */
function unknownColumn(value: unknown, names: readonly string[]): string | null {
	const wrong = (Array.isArray(value) ? value : []).find(
		name => typeof name === 'string' && !names.includes(name),
	);
	if (typeof wrong !== 'string') {
		return null;
	}

	const nearest = nearestName(wrong, names);
	return `there is no column ${JSON.stringify(wrong)}; ${nearest === null ? `the columns are: ${names.join(', ')}` : `did you mean ${nearest}?`}`;
}

/** Every table by its name. */
export function configurationTables({
	views,
	columns,
	placeOf,
	themes,
	roles,
	isLook,
}: KnownValues): Readonly<Record<string, KeyTable>> {
	return {
		sort: {
			help: 'The first sort order of each view: a column. `-` before it sorts the largest or last first, `+` the smallest or first first, as with `ps --sort`; without either, figures begin with the largest and texts with the first. `sort = "COLUMN"` without a table is the order of the view that opens first.',
			names: 'a view, or `groups` of connections',
			takes: 'a column of that view, with - or + before it for a direction',
			example: ['[sort]', 'services = "active"', 'connections = "+expires"'],
			usual: {services: 'service', servers: 'address'},
			isByView: true,
			option: 'sort',
			known: Object.keys(columns).filter(view => (columns[view]?.sortable ?? []).length > 0),
			key(view) {
				const names = Object.hasOwn(columns, view) ? (columns[view]?.sortable ?? []) : [];
				return names.length === 0
					? null
					: {
							takes: `a column name, with - or + before it for a direction: ${names.join(', ')}`,
							schema: v.pipe(
								v.string(),
								v.check(name => names.includes(name.replace(/^[-+]/, ''))),
								v.transform(sort => ({sort: {[view]: sort}})),
							),
						};
			},
		},
		filter: {
			help: 'The first filter of each view. `filter = "TEXT"` without a table is the filter of the view that opens first.',
			names: 'a view',
			takes: 'text',
			example: ['[filter]', 'services = "tcp 10.0.0.8"'],
			usual: {},
			isByView: true,
			option: 'filter',
			known: views,
			key: view =>
				views.includes(view) ? text('text', filter => ({filter: {[view]: filter}})) : null,
		},
		columns: {
			help: 'The columns of each view of the console, in their order; the view Connections has `connections` and, for groups, `groups`. The first column of a view is always there. On a narrow terminal the less important ones still give way. The key `C` chooses them while lvstop runs.',
			names: 'a view, or `groups`',
			takes: 'a list of columns of that view',
			example: ['[columns]', 'services = ["via", "weight", "active", "state"]'],
			usual: {},
			isByView: false,
			known: Object.keys(columns),
			key(table) {
				const names = Object.hasOwn(columns, table) ? columns[table]?.all : undefined;
				return names === undefined
					? null
					: {
							takes: `a list of columns: ${names.join(', ')}`,
							schema: v.pipe(
								v.array(v.picklist(names)),
								v.transform(chosen => ({columns: {[table]: chosen}})),
							),
							explain: value => unknownColumn(value, names),
						};
			},
		},
		theme: {
			help: `Your own colour theme, instead of \`theme = "NAME"\`: \`base\` is the theme that it is based on, and each other key is a part of the screen with its look. A look is any of \`bold\`, \`dim\`, \`underline\` and \`inverse\`, then a colour, then \`on\` and a colour for the background; or \`plain\`. The colours are the sixteen of the terminal: \`black\`, \`red\`, \`green\`, \`yellow\`, \`blue\`, \`magenta\`, \`cyan\`, \`white\`, and the same with \`bright-\` before them.`,
			names: `\`base\` or a part of the screen: ${roles.join(', ')}`,
			takes: 'the name of a theme, or a look',
			example: [
				'[theme]',
				'base = "light"',
				'cursor = "black on bright-yellow"',
				'bad = "bold white on red"',
			],
			usual: {},
			isByView: false,
			known: ['base', ...roles],
			key(name) {
				if (name === 'base') {
					return oneOf(['auto', ...themes], theme => ({theme}));
				}

				return roles.includes(name)
					? {
							takes: 'a look such as "bold cyan" or "black on white"',
							schema: v.pipe(
								v.string(),
								v.check(isLook),
								v.transform(look => ({looks: {[name]: look}})),
							),
						}
					: null;
			},
		},
		names: {
			help: 'Your own names of addresses, or of addresses with a port. They come before those of /etc/hosts and DNS. Filters find names too; commands and plans always have addresses.',
			names: 'an address such as `"10.0.0.8"` or `"10.0.0.8:80"`, IPv6 with a port in brackets',
			takes: 'the name',
			example: [
				'[names]',
				'"172.16.249.138:443" = "shop"',
				'"10.0.0.8" = "web1"',
				'"[2001:db8::8]:80" = "web6"',
			],
			usual: {},
			isByView: false,
			known: [],
			complaint: 'is not an address, or an address with a port',
			key(name) {
				const place = placeOf(name);
				return place === null
					? null
					: {
							takes: 'a name of 1 to 100 characters',
							schema: v.pipe(
								v.string(),
								v.regex(/\S/),
								v.maxLength(100),
								v.transform(text => ({names: {[place]: text}})),
							),
						};
			},
		},
		keys: {
			help: 'The keys of the console: one key or a list of keys for each command. A key is one character, `ctrl-` and a letter, or one of `enter`, `esc`, `tab`, `shift-tab`, `space`, `backspace`, `delete`, `up`, `down`, `left`, `right`, `pageup`, `pagedown`, `home` and `end`. Help, hints and messages show the chosen keys. A key with two meanings at one place is an error that names both commands. With an empty list a command has only its name, after `:`. The keys that answer a question or a plan cannot be changed.',
			names: 'the name of a command, from docs/keys.md or `lvstop config`',
			takes: 'a key, or a list of keys',
			example: ['[keys]', 'drain = "ctrl-d"', 'down = ["down", "j", "ctrl-n"]', 'zero-all = []'],
			usual: {},
			isByView: false,
			known: [],
			key: command => ({
				takes: 'a key, or a list of keys',
				schema: v.pipe(
					v.union([v.string(), v.array(v.string())]),
					v.transform(keys => ({keys: {[command]: typeof keys === 'string' ? [keys] : keys}})),
				),
			}),
		},
	};
}
