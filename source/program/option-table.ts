/**
 * Every option of the program, in the order in which `--help` shows them.
 */

/** What parseArgs needs, and what `--help` says. `value` names the argument. */
export const optionTable = {
	once: {type: 'boolean', help: 'print the table once as plain text and end'},
	batch: {type: 'boolean', short: 'b', help: 'print the table as plain text at every reading'},
	json: {type: 'boolean', help: 'print one JSON object a reading, a line each'},
	count: {type: 'string', short: 'n', value: 'N', help: 'end after N readings'},
	interval: {type: 'string', short: 'd', value: 'S', help: 'seconds between readings (2)'},
	view: {type: 'string', value: 'NAME', help: 'the view to begin with'},
	filter: {type: 'string', value: 'TEXT', help: 'show only the rows that match'},
	sort: {
		type: 'string',
		value: 'COLUMN',
		help: 'sort by a column; -COLUMN for the other direction',
	},
	budget: {
		type: 'string',
		value: 'S',
		help: 'seconds that one reading of the connection table may take (1)',
	},
	'read-only': {type: 'boolean', help: 'nothing can be changed'},
	'no-read-only': {
		type: 'boolean',
		help: 'changes are allowed where the configuration says read-only',
	},
	config: {
		type: 'string',
		value: 'FILE',
		help: 'read this file instead of the configuration files',
	},
	via: {type: 'string', value: 'COMMAND', help: 'put words before every command, as in --via sudo'},
	host: {type: 'string', value: '[USER@]HOST', help: 'look at another machine, over ssh'},
	netns: {type: 'string', value: 'NAME', help: 'look at another network namespace'},
	source: {
		type: 'string',
		value: 'NAME',
		help: 'read a local director by netlink or by ipvsadm (auto)',
	},
	demo: {
		type: 'string',
		value: '[SCENE]',
		help: 'an embedded director with traffic; nothing is real',
	},
	keys: {
		type: 'string',
		value: 'SCRIPT',
		help: 'press these keys first; with --once print the screen then',
	},
	'no-color': {type: 'boolean', help: 'no colours (NO_COLOR in the environment does the same)'},
	'dry-run': {type: 'boolean', help: 'show the commands of every change and change nothing'},
	yes: {type: 'boolean', short: 'y', help: 'change without asking'},
	wait: {type: 'boolean', help: 'drain: wait until the server is empty'},
	timeout: {type: 'string', value: 'S', help: 'drain: wait so many seconds at most'},
	delete: {type: 'boolean', help: 'drain: delete the server when it is empty'},
	force: {type: 'boolean', help: 'save: replace the file where it is there'},
	note: {type: 'string', value: 'TEXT', help: 'save: words to keep with a snapshot'},
	service: {
		type: 'string',
		multiple: true,
		value: 'SERVICE',
		help: 'diff, restore: only this service; may be repeated',
	},
	'keep-weights': {
		type: 'boolean',
		help: 'diff, restore: leave the weights of servers that both have',
	},
	'rollback-on-error': {type: 'boolean', help: 'restore: go back where it fails'},
	finish: {type: 'boolean', help: 'restore: finish one that was cut off'},
	'roll-back': {type: 'boolean', help: 'restore: take back one that was cut off'},
	forget: {type: 'boolean', help: 'restore: leave one that was cut off as it is'},
	version: {type: 'boolean', short: 'V', help: 'print the version and end'},
	help: {type: 'boolean', short: 'h', help: 'print this help and end'},
} as const;
