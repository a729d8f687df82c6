/**
 * The terminal's clipboard, written by the control sequence OSC 52 (xterm's control sequences, "Manipulate Selection
 * Data"). It works through ssh, because the sequence is text on the terminal.
 */

/** A program between lvstop and the terminal that must be told to pass a sequence on. */
export type Multiplexer = 'tmux' | 'screen' | null;

/** The multiplexer of this terminal, by the variables that it sets. */
export function multiplexerOf(
	environment: Readonly<Record<string, string | undefined>>,
): Multiplexer {
	if (environment['TMUX']) {
		return 'tmux';
	}

	return environment['STY'] ? 'screen' : null;
}

const start = '\u{1B}]52;c;';
const end = '\u{7}';

/**
 * The sequence that puts a text on the clipboard. tmux takes it itself if `set-clipboard` is `on`, and passes it on in
 * an envelope if `allow-passthrough` is `on`: it gets both. screen needs the envelope.
 */
export function clipboardSequence(text: string, multiplexer: Multiplexer): string {
	const sequence = `${start}${Buffer.from(text).toString('base64')}${end}`;
	switch (multiplexer) {
		case 'tmux':
			return `${sequence}\u{1B}Ptmux;${sequence.replaceAll('\u{1B}', '\u{1B}\u{1B}')}\u{1B}\\`;
		case 'screen':
			return `\u{1B}P${sequence}\u{1B}\\`;
		case null:
			return sequence;
	}
}
