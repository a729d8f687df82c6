/**
 * Reads ldirectord.cf into the services that it wants. The grammar and the defaults are those of ldirectord(8) and of
 * ldirectord's own parser.
 *
 * ldirectord stops at the first wrong line. Here, a wrong line only makes its own block unusable.
 */
import {type ServiceId, serviceId} from '../../../ipvs/service.ts';
import type {Names} from '../../../ipvs/service-names.ts';
import {
	BlockFault,
	type Place,
	type Problem,
	problemAt,
	type WantedRules,
	type WantedService,
} from '../wanted.ts';
import {readSetting, type Setting} from './setting.ts';
import {readVirtual, readVirtualKey} from './virtual.ts';

const globalNames = new Set([
	...['autoreload', 'callback', 'checkcount', 'checkinterval', 'checktimeout', 'cleanstop'],
	...[
		'emailalert',
		'emailalertfreq',
		'emailalertfrom',
		'emailalertstatus',
		'execute',
		'failurecount',
	],
	...[
		'fallback',
		'fallback6',
		'fallbackcommand',
		'fork',
		'logfile',
		'maintenancedir',
		'negotiatetimeout',
	],
	...['quiescent', 'readdquiescent', 'smtp', 'supervised'],
]);

const ownNames = new Set([
	...['real', 'real6', 'request', 'receive', 'checktype', 'checkcommand', 'checktimeout'],
	...[
		'negotiatetimeout',
		'checkcount',
		'failurecount',
		'checkinterval',
		'checkport',
		'login',
		'passwd',
	],
	...[
		'database',
		'secret',
		'load',
		'scheduler',
		'persistent',
		'netmask',
		'protocol',
		'ops',
		'service',
	],
	...[
		'httpmethod',
		'virtualhost',
		'fallback',
		'fallback6',
		'fallbackcommand',
		'quiescent',
		'emailalert',
	],
	...['emailalertfreq', 'emailalertstatus', 'monitorfile', 'cleanstop', 'smtp'],
]);

/** A virtual service as it is written in the file. */
interface Block {
	readonly virtual: Setting;
	readonly settings: Setting[];
	/** The first line of the block that ldirectord does not know; null if there is none. */
	fault: {readonly place: Place; readonly text: string} | null;
}

/** Collects the lines of a file. */
class Lines {
	readonly blocks: Block[] = [];
	readonly globals = new Map<string, Setting>();
	readonly problems: Problem[] = [];
	#block: Block | null = null;

	take(place: Place, text: string): void {
		if (/^\s*#/.test(text)) {
			return;
		}

		// As in ldirectord, the lines below that begin with four blanks or a tab belong to the block.
		const indented = text.replace(/#.*/, '').replaceAll('\t', '    ').trimEnd();
		if (this.#block && /^ {4}/.test(indented)) {
			this.#inBlock(this.#block, place, indented.trim());
			return;
		}

		this.#block = null;
		if (text.trim() !== '') {
			this.#atTop(place, text.trimEnd());
		}
	}

	#inBlock(block: Block, place: Place, text: string): void {
		const setting = readSetting(place, text);
		if (setting && ownNames.has(setting.name)) {
			block.settings.push(setting);
		} else {
			block.fault ??= {place, text};
		}
	}

	#atTop(place: Place, text: string): void {
		const setting = readSetting(place, text);
		if (setting && /^virtual6?$/.test(setting.name)) {
			this.#block = {virtual: setting, settings: [], fault: null};
			this.blocks.push(this.#block);
		} else if (setting && globalNames.has(setting.name)) {
			this.globals.set(setting.name, setting);
		} else if (text !== 'supervised') {
			this.problems.push(
				problemAt(
					place,
					'error',
					`ldirectord does not know this line, and stops here: ${text.trim()}`,
				),
			);
		}
	}
}

/** The ids that a block may have. There are none if they cannot be read either. */
function idsOf({virtual, settings}: Block, names: Names): readonly ServiceId[] {
	try {
		const key = readVirtualKey(
			virtual,
			settings.filter(({name}) => name !== 'protocol'),
			names,
		);
		return key.kind === 'fwmark'
			? [serviceId(key)]
			: (['tcp', 'udp'] as const).map(protocol => serviceId({...key, protocol}));
	} catch (error) {
		if (error instanceof BlockFault) {
			return [];
		}

		throw error;
	}
}

/** Reads a text. `names` resolves the names of ports and hosts. */
export function parseLdirectord(file: string, text: string, names: Names): WantedRules {
	const lines = new Lines();
	for (const [index, line] of text.split('\n').entries()) {
		lines.take({file, line: index + 1}, line);
	}

	const {problems} = lines;
	const services = new Map<ServiceId, WantedService>();
	const unread: ServiceId[] = [];
	for (const block of lines.blocks) {
		const {virtual, settings, fault} = block;
		try {
			if (fault) {
				throw new BlockFault(
					fault.place,
					`ldirectord does not know this line, and stops here: ${fault.text}`,
				);
			}

			const service = readVirtual(virtual, settings, {names, settings: lines.globals});
			const id = serviceId(service.rule.key);
			if (services.has(id)) {
				problems.push(problemAt(virtual, 'error', `${id} is there twice; the first one counts`));
			} else {
				services.set(id, service);
			}
		} catch (error) {
			if (!(error instanceof BlockFault)) {
				throw error;
			}

			const about = `${virtual.name}=${virtual.value}`;
			problems.push(problemAt(error.place, 'error', `${error.message}; not compared: ${about}`));
			unread.push(...idsOf(block, names));
		}
	}

	return {
		program: 'ldirectord',
		services: [...services.values()],
		problems,
		unread: [...new Set(unread)].filter(id => !services.has(id)),
	};
}
