/**
 * The text of an emulated terminal.
 */
import type {Terminal} from '@xterm/headless';

/** Its lines from the first to the last, without the blanks at their ends. */
export function screenText(terminal: Terminal): string {
	const {active} = terminal.buffer;
	return Array.from(
		{length: terminal.rows},
		(_, line) =>
			active
				.getLine(active.viewportY + line)
				?.translateToString(true)
				.trimEnd() ?? '',
	).join('\n');
}
