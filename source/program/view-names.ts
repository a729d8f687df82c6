/**
 * The names of the views, for the command line: it is read before the console is loaded.
 */

/** In the order of their keys. A test holds them against the features. */
export const viewNames: readonly string[] = [
	'services',
	'servers',
	'connections',
	'traffic',
	'snapshots',
	'log',
];
