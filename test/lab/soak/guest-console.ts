/**
 * The built console in the guest, on its terminal, with an emulator that shows what a person would see.
 */
import {randomUUID} from 'node:crypto';
import {fileURLToPath} from 'node:url';
import xterm from '@xterm/headless';
import {screenText} from '../../support/screen-text.ts';
import type {Guest} from '../guest.ts';
import {runToEnd} from '../traffic.ts';

export interface GuestConsole {
	/** Its process in the guest. */
	readonly pid: number;
	type(keys: string): void;
	screen(): string;
	/** Whether the terminal is as programs find it: no alternate screen, no bracketed paste. */
	isGivenBack(): boolean;
	/**
	 * Waits until the screen has this.
	 * @returns how long it took, milliseconds; null where it did not come in time
	 */
	shows(text: RegExp, limit: number): Promise<number | null>;
	/** Settles when it has ended; rejects with what it said where that was an error. */
	readonly ended: Promise<void>;
}

/** The program as `npm run build` makes it. */
const builtProgram = fileURLToPath(new URL('../../../dist/lvstop.mjs', import.meta.url));

const size = {columns: 140, rows: 40} as const;

/** Starts the console with these words; a guest has one terminal. */
export async function startConsole(guest: Guest, words: readonly string[]): Promise<GuestConsole> {
	const emulator = new xterm.Terminal({
		cols: size.columns,
		rows: size.rows,
		allowProposedApi: true,
	});
	const isGivenBack = () =>
		emulator.buffer.active.type === 'normal' && !emulator.modes.bracketedPasteMode;
	const show = (bytes: Uint8Array) => emulator.write(bytes);
	guest.terminal.on('data', show);
	emulator.onData(answer => guest.terminal.write(answer));
	await guest.run(
		`stty -F /dev/tty0 sane iutf8 rows ${size.rows} cols ${size.columns}`.split(' ') as ['stty'],
	);
	const pidFile = `/run/${randomUUID()}.pid`;
	const inside = `echo $$ >${pidFile}; exec "$@"`;
	const start = `exec setsid -c -w sh -c '${inside}' sh "$@" </dev/tty0 >/dev/tty0 2>&1`;
	const lvstop = [process.execPath, builtProgram, ...words];
	const variables = ['TERM=xterm-256color', 'XDG_STATE_HOME=/run/state', 'LANG=C.UTF-8'];
	const ended = runToEnd(guest, {
		command: ['sh', '-c', start, 'sh', 'env', ...variables, ...lvstop],
	})
		// What it has written last comes on another way than the news of its end.
		.then(() => until(isGivenBack, 2000))
		.then(() => undefined)
		.finally(() => guest.terminal.off('data', show));
	ended.catch(() => undefined);
	const pid = await guest.runScript(`until [ -s ${pidFile} ]; do sleep 0.1; done; cat ${pidFile}`);
	const screen = () => screenText(emulator);
	return {
		pid: Number(pid),
		type: keys => guest.terminal.write(keys),
		screen,
		isGivenBack,
		shows: (text, limit) => until(() => text.test(screen()), limit),
		ended,
	};
}

/** @returns how long it took until it was so, milliseconds; null where it was not so in time */
async function until(isSo: () => boolean, limit: number): Promise<number | null> {
	const from = performance.now();
	while (!isSo()) {
		if (performance.now() - from > limit) {
			return null;
		}

		await new Promise(resolve => setTimeout(resolve, 50));
	}

	return Math.round(performance.now() - from);
}
