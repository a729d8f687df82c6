/**
 * Describes the changes that ldirectord makes by itself (its functions _service_down, fallback_on and fallback_off).
 */
import type {ServerRule} from '../../../ipvs/server.ts';
import type {WantedServer, WantedSpare} from '../wanted.ts';

/** The settings that decide about these changes. */
export interface Options {
	/**
	 * True if the weight of a failed server becomes 0, false if the server is removed. Null if the file does not give it:
	 * then it is yes according to the manual, but no in ldirectord 1.186.
	 */
	readonly quiescent: boolean | null;
	/** Whether a failed server that is not in the table is added with weight 0. */
	readonly readdsQuiescent: boolean;
	readonly checkType: string;
	/** The folder in which a file puts a server out of use; null if there is none. */
	readonly maintenance: string | null;
}

/** Adds to a server the changes that ldirectord may make to it. */
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

/** Adds to a fallback server the reason for its use, and its row while it is not used. */
export function spareOf(rule: ServerRule, {quiescent}: Options): WantedSpare {
	return {
		rule,
		name: 'fallback server',
		idle: quiescent === false ? 'absent' : 'either',
		usedBecause: 'ldirectord uses the fallback server while no real server is in use',
		othersOutBecause: null,
	};
}
