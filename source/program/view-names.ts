/**
 * The names of the views for the command line, which is parsed before the console is loaded.
 */

/** In the order of their keys. A test compares them with the features. */
export const viewNames: readonly string[] = [
	'services',
	'servers',
	'connections',
	'traffic',
	'snapshots',
	'log',
	'checks',
];
