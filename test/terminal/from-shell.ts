/**
 * The built program, run from a shell that looks at the terminal before and after it.
 */
import {readFileSync} from 'node:fs';
import {expect} from 'vitest';
import {
	builtProgram,
	openTerminal,
	type PseudoTerminal,
	type TerminalOptions,
} from './pseudo-terminal.ts';

export interface ShellSession extends PseudoTerminal {
	/** Sends a signal to lvstop alone, as `kill` does. */
	signal(signal: NodeJS.Signals): void;
	/**
	 * Waits for the end of lvstop and checks that the shell finds everything as it was, and nothing typed.
	 * @returns the exit code of lvstop
	 */
	restored(): Promise<number>;
}

/**
 * Starts lvstop.
 * @param options words for lvstop, in the shell's spelling
 * @param node words for Node before the program
 * @param environment assignments before the command, in the shell's spelling
 * @param ways what the terminal is like
 */
export function fromShell(
	options: string,
	node = '',
	environment = '',
	ways: TerminalOptions = {},
): ShellSession {
	const script = `
		before=$(stty -g)
		${environment} "$0" ${node} "$1" ${options}
		echo "exit code $?"
		[ "$(stty -g)" = "$before" ] && echo settings as before || echo other settings
		read -r line
		echo "the shell has read <$line>"
		read -r line`;
	const terminal = openTerminal(['sh', '-c', script, process.execPath, builtProgram], ways);
	const {pid} = terminal.pty;
	return {
		...terminal,
		signal(signal) {
			const child = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
			process.kill(Number(child), signal);
		},
		async restored() {
			await terminal.shows(/^(settings as before|other settings)/m);
			expect(terminal.frame()).toContain('settings as before');
			expect(terminal.isAlternate()).toBe(false);
			expect(terminal.hasCursor()).toBe(true);
			expect(terminal.isPasteBracketed()).toBe(false);
			expect(terminal.mouse()).toBe('none');
			// What the terminal answered is not for the shell, which would echo it.
			expect(terminal.frame()).not.toMatch(/rgb:|\^\[/);
			// A key that was typed as lvstop ended is echoed before it.
			return Number(/^j?exit code (\d+)/m.exec(terminal.frame())?.[1]);
		},
	};
}
