/**
 * Puts a bug into a program that Node loads this before (`node --import`): a signal throws an uncaught error, rejects a
 * promise, breaks drawing, or breaks writing to the terminal.
 */
process.on('SIGUSR2', () => {
	throw new Error('a bug that was put in');
});
process.on('SIGALRM', () => {
	void Promise.reject(new Error('a bug that was put in'));
});
process.on('SIGVTALRM', () => {
	// Whatever is drawn is split in characters.
	String.prototype.codePointAt = () => {
		throw new Error('a bug that was put in');
	};
});
process.on('SIGXCPU', () => {
	const write = process.stdout.write.bind(process.stdout);
	// A frame begins with this; restoring the terminal does not.
	const beginOfFrame = '\u{1B}[?2026h';
	process.stdout.write = (text: string | Uint8Array, ...rest: never[]) => {
		if (String(text).startsWith(beginOfFrame)) {
			throw new Error('a bug that was put in');
		}

		return write(text, ...rest);
	};
});
