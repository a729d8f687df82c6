/** Labels of keys for people. */

const labels: Readonly<Record<string, string>> = {
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	home: 'Home',
	end: 'End',
	enter: 'Enter',
	esc: 'Esc',
	tab: 'Tab',
	'shift-tab': 'Shift-Tab',
	space: 'Space',
	backspace: 'Backspace',
	delete: 'Delete',
};

/** `↑`, `Enter`, `Ctrl-L`, `w`. */
export function keyLabel(key: string): string {
	return (
		labels[key] ??
		(key.startsWith('ctrl-') ? `Ctrl-${key.slice('ctrl-'.length).toUpperCase()}` : key)
	);
}

/** Finds the label of the first key of a command; `:theme` if it has none. */
export function keyNames(
	bindings: readonly {readonly command: string; readonly keys: readonly string[]}[],
): (command: string) => string {
	const labels = new Map<string, string>();
	for (const {command, keys} of bindings) {
		const [key] = keys;
		if (key !== undefined && !labels.has(command)) {
			labels.set(command, keyLabel(key));
		}
	}

	return command => labels.get(command) ?? `:${command}`;
}
