/**
 * Puts a bug into a program that Node loads this before (`node --import`): a signal throws an error that
 * nothing catches, or leaves a promise rejected.
 */
process.on('SIGUSR2', () => {
	throw new Error('a bug that was put in');
});
process.on('SIGALRM', () => {
	void Promise.reject(new Error('a bug that was put in'));
});
