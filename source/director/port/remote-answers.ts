/**
 * Takes the output of a remote script apart.
 */
import type {CommandResult, StreamEnd} from './port.ts';
import type {Rights} from './remote-script.ts';

/** One file or command. */
export interface Section extends CommandResult {
	/** The time since the other host's boot, milliseconds, before and after it; null if that is not known. */
	readonly from: number | null;
	readonly to: number | null;
}

/** The whole answer of a script that ran to its end. */
export interface RemoteAnswers {
	/** In the order of the script. */
	readonly sections: readonly Section[];
	readonly rights: Rights;
	/** The name of the user there; null if the script did not ask for it. */
	readonly user: string | null;
	/** The time since boot at the beginning and at the end, milliseconds; null if it is not known. */
	readonly from: number | null;
	readonly to: number | null;
}

/** The end of a section: exit code, seconds since boot, rights, user. */
const endLine = /^ (\d+) (\S+) (own|sudo) (.+)\n/;

interface Mark {
	readonly exitCode: number;
	readonly uptime: number | null;
	readonly rights: Rights;
	readonly user: string | null;
	/** The output after it, up to the next one. */
	readonly output: string;
}

function parseMark(text: string): Mark | null {
	const [line, code, seconds, rights, user] = endLine.exec(text) ?? [];
	if (line === undefined) {
		return null;
	}

	const uptime = Number(seconds) * 1000;
	return {
		exitCode: Number(code),
		uptime: Number.isFinite(uptime) ? uptime : null,
		rights: rights === 'sudo' ? 'sudo' : 'own',
		user: user === '-' ? null : (user ?? null),
		output: text.slice(line.length),
	};
}

/**
 * Takes the output of a script apart.
 * @param output what ssh returned; the beginning of a long standard error may be missing
 * @returns null if the script did not begin, or a section has no end
 */
export function parseAnswers(
	token: string,
	{stdout, stderr}: Pick<CommandResult, 'stdout' | 'stderr'>,
): RemoteAnswers | null {
	// What comes before the first mark is the output of login scripts.
	const [, ...texts] = stdout.split(token);
	const marks: Mark[] = [];
	for (const text of texts) {
		const mark = parseMark(text);
		if (mark === null) {
			return null;
		}

		marks.push(mark);
	}

	const [first] = marks;
	const last = marks.at(-1);
	if (first === undefined || last === undefined) {
		return null;
	}

	const messages = stderr.split(`${token}\n`);
	const sections = marks.slice(1).map((end, place): Section => {
		const begin = marks[place] ?? first;
		// Counted from the end, because the beginning may be missing.
		const message = messages.at(place - marks.length);
		return {
			exitCode: end.exitCode,
			stdout: begin.output,
			stderr: message ?? '',
			from: begin.uptime,
			to: end.uptime,
		};
	});
	const {rights, user, uptime} = last;
	return {sections, rights, user, from: first.uptime, to: uptime};
}

/** The output after the line of the token: login scripts may print before it. */
export async function* afterToken(
	pieces: AsyncGenerator<Uint8Array, StreamEnd>,
	token: string,
): AsyncGenerator<Uint8Array, StreamEnd> {
	const line = Buffer.from(`${token}\n`);
	let before: Buffer | null = Buffer.alloc(0);
	try {
		for (;;) {
			const piece = await pieces.next();
			if (piece.done) {
				return piece.value;
			}

			if (before === null) {
				yield piece.value;
				continue;
			}

			before = Buffer.concat([before, piece.value]);
			const at = before.indexOf(line);
			if (at !== -1) {
				const rest = before.subarray(at + line.length);
				before = null;
				if (rest.length > 0) {
					yield rest;
				}
			}
		}
	} finally {
		await pieces.return({exitCode: 0, stderr: ''});
	}
}
