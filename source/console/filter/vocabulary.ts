/**
 * The terms of the filter language: one table for every view, so that a term means the same everywhere. A column says
 * which of them it answers, and gives the values.
 */

/**
 * The kind of a term's value. `number`: compared as a number. `traffic`: a rate in the units of the screen. `port`: a
 * port number. `word`: one of a few words. `text`: found anywhere in a text. `network`: a network or an address.
 */
export type TermKind = 'number' | 'traffic' | 'port' | 'word' | 'text' | 'network';

export interface TermDefinition {
	readonly kind: TermKind;
	/** One line for the completion and the documents. */
	readonly help: string;
	readonly example: string;
	/** Other names, such as that of the column for `--sort`. */
	readonly aliases?: readonly string[];
}

/** All terms, in the order in which they are offered. */
export const vocabulary = {
	state: {kind: 'word', help: 'in this state', example: 'state:draining'},
	weight: {kind: 'number', help: 'weight of a server', example: 'weight=0'},
	active: {kind: 'number', help: 'active connections', example: 'active>100'},
	inactive: {
		kind: 'number',
		help: 'inactive connections',
		example: 'inactive>1k',
		aliases: ['inact'],
	},
	'conn/s': {
		kind: 'number',
		help: 'new connections per second',
		example: 'conn/s>10',
		aliases: ['connections'],
	},
	in: {kind: 'traffic', help: 'traffic to the servers', example: 'in>1M'},
	out: {kind: 'traffic', help: 'traffic to the clients', example: 'out>=2.5Mb'},
	'in-packets': {
		kind: 'number',
		help: 'packets per second to the servers',
		example: 'in-packets>1k',
	},
	'out-packets': {
		kind: 'number',
		help: 'packets per second to the clients',
		example: 'out-packets>1k',
	},
	total: {kind: 'number', help: 'connections counted since the start', example: 'total>1M'},
	weighted: {
		kind: 'number',
		help: 'servers or entries with a weight above 0',
		example: 'weighted=0',
		aliases: ['up'],
	},
	net: {kind: 'network', help: 'an address in this network', example: 'net:10.0.1.0/24'},
	client: {kind: 'network', help: 'a client in this network', example: 'client:203.0.113.0/24'},
	port: {kind: 'port', help: 'a port of the service or the server', example: 'port:443'},
	proto: {kind: 'word', help: 'protocol of the service', example: 'proto:udp'},
	via: {kind: 'word', help: 'forwarding method', example: 'via:tun'},
	scheduler: {kind: 'text', help: 'scheduler of the service', example: 'scheduler:wlc'},
	service: {kind: 'text', help: 'part of the id of a service', example: 'service:tcp:10.1.1.1'},
	server: {kind: 'text', help: 'part of the address of a server', example: 'server:10.0.0.8'},
	name: {kind: 'text', help: 'part of the name', example: 'name:web'},
	expires: {kind: 'number', help: 'seconds until the entry expires', example: 'expires<60'},
	host: {kind: 'text', help: 'part of the name of the director', example: 'host:lb1'},
	services: {kind: 'number', help: 'number of services', example: 'services>10'},
	servers: {kind: 'number', help: 'number of servers', example: 'servers=0'},
	note: {kind: 'text', help: 'part of the note', example: 'note:upgrade'},
	severity: {kind: 'word', help: 'severity of a finding', example: 'severity:error'},
	check: {kind: 'text', help: 'part of the id of the check', example: 'check:no-weight'},
	about: {kind: 'text', help: 'part of what a finding is about', example: 'about:10.0.0.8'},
	time: {kind: 'text', help: 'part of the time', example: 'time:2026-11-27'},
	user: {kind: 'text', help: 'part of the name of the user', example: 'user:anna'},
	exit: {kind: 'number', help: 'exit code of the command', example: 'exit!=0'},
	command: {kind: 'text', help: 'part of the command', example: 'command:10.0.0.8'},
	plan: {kind: 'text', help: 'part of the title of the plan', example: 'plan:drain'},
} as const satisfies Readonly<Record<string, TermDefinition>>;

export type TermName = keyof typeof vocabulary;

/** The names of the terms of a kind. */
export type TermOf<Kind extends TermKind> = {
	[Name in TermName]: (typeof vocabulary)[Name]['kind'] extends Kind ? Name : never;
}[TermName];

/** The terms by their names and their other names. */
const byName: ReadonlyMap<string, TermName> = new Map(
	Object.entries(vocabulary).flatMap(([name, {aliases = []}]: [string, TermDefinition]) =>
		// Object.entries forgets the names of a table.
		[name, ...aliases].map(each => [each, name as TermName] as const),
	),
);

/** All names of terms, without their other names. */
export const termNames: readonly TermName[] = [...new Set(byName.values())];

/** The term with this name, in any case; undefined if there is none. */
export function termNamed(text: string): TermName | undefined {
	return byName.get(text.toLowerCase());
}

/** The kind of a term. */
export function kindOf(name: TermName): TermKind {
	return vocabulary[name].kind;
}
