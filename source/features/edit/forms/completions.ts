/**
 * Completions for the fields of forms: names that the kernel has or can load, and known addresses.
 */
import type {Device} from '../../../director/machine/ip-rows.ts';
import type {IpvsModules} from '../../../director/machine/ipvs-modules.ts';
import type {LiveDirector, LiveServer, LiveService} from '../../../director/polling/live.ts';
import {forwardingName} from '../../../director/vocabulary.ts';
import {schedulers} from '../../../ipvs/scheduler.ts';
import type {ServerRule} from '../../../ipvs/server.ts';
import {type Sysctls, unknownSysctls} from '../../../plans/known-row.ts';
import type {FieldCompletion, Values} from './field.ts';
import {type FormFacts, unknownFacts} from './form-facts.ts';

/** The director as far as a form is completed from it. */
export interface FormContext {
	readonly director: LiveDirector | null;
	readonly facts: FormFacts;
	readonly sysctls: Sysctls;
}

/** Nothing is known of the director. */
export const emptyContext: FormContext = {
	director: null,
	facts: unknownFacts,
	sysctls: unknownSysctls,
};

/** Whether the kernel has a module, in words; empty if that is not known. */
export function moduleWords(modules: IpvsModules | null, name: string, isUsed: boolean): string {
	if (isUsed || modules?.present.has(name)) {
		return 'loaded';
	}

	if (modules === null || modules.loadable === null) {
		return '';
	}

	return modules.loadable.has(name) ? 'can be loaded' : 'this kernel does not have it';
}

function withWords(...words: readonly string[]): string {
	return words.filter(word => word !== '').join('; ');
}

/** Modules that are neither a scheduler nor a persistence engine. */
const helpers: readonly string[] = ['ftp'];

/** The names of the schedulers, or of the engines, that the kernel has or can load. */
function moduleNames({modules}: FormFacts, isEngine: boolean): readonly string[] {
	return [...(modules?.present ?? []), ...(modules?.loadable ?? [])].flatMap(name =>
		name.startsWith('pe_') === isEngine && !helpers.includes(name)
			? [isEngine ? name.slice('pe_'.length) : name]
			: [],
	);
}

/** A scheduler in words: whether it is loaded, and how it chooses a server. */
export function schedulerWords(name: string, {director, facts}: FormContext): string {
	if (name === 'none') {
		return schedulers.find(each => each.name === name)?.description ?? '';
	}

	const isUsed = director?.services.some(({scheduler}) => scheduler === name) ?? false;
	const words = moduleWords(facts.modules, name, isUsed);
	const about = schedulers.find(each => each.name === name)?.description;
	const unknown = words === '' ? `the kernel loads the module ip_vs_${name}` : '';
	return withWords(words, about ?? unknown);
}

/** The schedulers that the kernel has or can load; all that are known if that is not known. */
export function schedulerCompletions(context: FormContext): readonly FieldCompletion[] {
	const {modules} = context.facts;
	const inUse = context.director?.services.map(({scheduler}) => scheduler) ?? [];
	const own = new Set([...inUse, ...moduleNames(context.facts, false)]);
	const known = schedulers.map(({name}) => name);
	const offered = known.filter(
		name => name === 'none' || (modules?.loadable ?? null) === null || own.has(name),
	);
	return [...new Set([...offered, ...own])]
		.filter(name => name !== '')
		.map(text => ({text, about: schedulerWords(text, context)}));
}

const engineNotes: Readonly<Record<string, string>> = {
	sip: 'SIP calls are distinguished by Call-ID',
};

/** A persistence engine in words: whether it is loaded, and how it tells clients apart. */
export function engineWords(name: string, {director, facts}: FormContext): string {
	const isUsed = director?.services.some(({rule}) => rule?.engine === name) ?? false;
	const words = moduleWords(facts.modules, `pe_${name}`, isUsed);
	const unknown = words === '' ? `the kernel loads the module ip_vs_pe_${name}` : '';
	return withWords(words, engineNotes[name] ?? unknown);
}

/** The persistence engines that the kernel has or can load. */
export function engineCompletions(context: FormContext): readonly FieldCompletion[] {
	const own = moduleNames(context.facts, true);
	const loadable = context.facts.modules?.loadable ?? null;
	return [...new Set([...(loadable === null ? ['sip'] : []), ...own])].map(text => ({
		text,
		about: engineWords(text, context),
	}));
}

function deviceWords({flags, addresses}: Device): string {
	const state = flags.includes('UP') ? (flags.includes('LOWER_UP') ? 'up' : 'no carrier') : 'down';
	const [first, ...others] = addresses.filter(({scope}) => scope !== 'link');
	const more = others.length === 0 ? '' : ` and ${others.length} more`;
	return first === undefined ? state : `${state}, ${first.address}/${first.prefixLength}${more}`;
}

/** The interfaces of the director, without the loopback. */
export function interfaceCompletions({facts}: FormContext): readonly FieldCompletion[] {
	return (facts.devices ?? [])
		.filter(({flags, name}) => name !== 'lo' && !flags.includes('LOOPBACK'))
		.map(device => ({text: device.name, about: deviceWords(device)}));
}

/** Each text once, the first of its kind. */
function unique(items: readonly FieldCompletion[]): readonly FieldCompletion[] {
	return [...new Map(items.toReversed().map(item => [item.text, item])).values()].toReversed();
}

/** The addresses that clients may connect to: those of services, and the director's own. */
export function virtualAddresses({director, facts}: FormContext): readonly FieldCompletion[] {
	const services = (director?.services ?? []).flatMap(({key, id}) =>
		key.kind === 'address' ? [{text: key.address, about: `of the service ${id}`}] : [],
	);
	const own = (facts.devices ?? []).flatMap(({name, addresses}) =>
		addresses
			.filter(({scope}) => scope !== 'host' && scope !== 'link')
			.map(({address}) => ({text: address, about: `on ${name} of this director`})),
	);
	return unique([...services, ...own]);
}

/** The port, the forwarding method and the weight of a server, in words. */
function serverWords(rule: ServerRule): string {
	const {port, weight} = rule;
	return `port ${port}, ${forwardingName(rule)}, weight ${weight}`;
}

/**
 * The servers of other services. Taking one takes its values over, which the form then shows. One that several services
 * have alike is offered once.
 */
export function serverAddresses(
	{director}: FormContext,
	{id: own, servers: present}: LiveService,
	valuesOf: (rule: ServerRule) => Values,
): readonly FieldCompletion[] {
	const taken = new Set(present.map(server => server.id));
	const items = new Map<string, FieldCompletion>();
	const offer = ({rule, id}: LiveServer, service: string): void => {
		const entry = JSON.stringify(rule);
		if (rule !== null && !taken.has(id) && !items.has(entry)) {
			const about = `as in ${service}: ${serverWords(rule)}`;
			items.set(entry, {text: rule.address, about, also: valuesOf(rule)});
		}
	};
	for (const {id, servers} of director?.services ?? []) {
		for (const server of id === own || items.size >= mostAddresses ? [] : servers) {
			offer(server, id);
		}
	}

	return [...items.values()];
}

/** More addresses nobody goes through. */
const mostAddresses = 500;
