/**
 * The changes that ldirectord makes by itself (functions _service_down, fallback_on and fallback_off of ldirectord).
 */
import type {ServerRule} from '../../../ipvs/server.ts';
import type {WantedServer, WantedSpare} from '../wanted.ts';

/** The settings that decide about it. */
export interface Options {
	/**
	 * True if the weight of a failed server becomes 0, false if it is removed. Null if the file does not say it: the
	 * manual says that it is yes then, and ldirectord 1.186 takes it as no.
	 */
	readonly quiescent: boolean | null;
	/** Whether a failed server that is not in the table is added with weight 0. */
	readonly readdsQuiescent: boolean;
	readonly checkType: string;
	/** The folder in which a file takes a server out; null if there is none. */
	readonly maintenance: string | null;
}

/** Adds to a server what ldirectord may do to it. */
export function explainServer(
	rule: ServerRule,
	{quiescent, readdsQuiescent, checkType, maintenance}: Options,
): WantedServer {
	const alsoByFile = maintenance === null ? '' : `, or a file in ${maintenance} takes it out`;
	const because = (what: string, option: string): string | null => {
		if (checkType === 'on') {
			return maintenance === null ? null : `a file in ${maintenance} takes the server out`;
		}

		return checkType === 'off'
			? 'with checktype=off ldirectord does not use its servers'
			: `ldirectord ${what} while its check fails (${option})${alsoByFile}`;
	};
	const absentBecause = (): string | null => {
		if (quiescent !== true) {
			return because('removes a server', 'quiescent=no');
		}

		return readdsQuiescent ? null : because('does not add a server', 'readdquiescent=no');
	};
	return {
		rule,
		staysListed: quiescent === true && readdsQuiescent,
		absentBecause: absentBecause(),
		zeroBecause:
			quiescent === false ? null : because('sets the weight of a server to 0', 'quiescent=yes'),
		weightBecause: null,
	};
}

/** Adds to a fallback server when it is used. */
export function spareOf(rule: ServerRule, {quiescent}: Options): WantedSpare {
	return {
		rule,
		name: 'fallback server',
		idle: quiescent === false ? 'absent' : 'either',
		usedBecause: 'ldirectord uses the fallback server while no real server is in use',
		othersOutBecause: null,
	};
}
