/**
 * The completion of fish.
 */
import {
	allOptions,
	ambiguous,
	type CompletedOption,
	commands,
	general,
	ofConsole,
	type Source,
	type Sources,
} from './model.ts';

/** A text in single quotes; fish has two escapes in them. */
function quoted(text: string): string {
	return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

const shellFunction = {
	files: '(__fish_complete_path (commandline -ct))',
	hosts: '(__fish_print_hostnames)',
	commands: '(__fish_complete_command)',
};

function wordsOf({words, live, shell}: Source): readonly string[] {
	return [
		...(words ?? []),
		...(live === undefined ? [] : [`(__lvstop_live ${live})`]),
		...(shell === undefined ? [] : [shellFunction[shell]]),
	];
}

function argumentOf(sources: Sources): string {
	const words = sources.flatMap(wordsOf);
	return words.length === 0 ? '' : ` -a ${quoted(words.join(' '))}`;
}

function optionLine(option: CompletedOption, condition: string): string {
	const {long, short, help, argument, sources} = option;
	const letter = short === null ? '' : ` -s ${short.slice(1)}`;
	const argues = argument === 'always' ? ' -x' : '';
	return `complete -c lvstop${condition}${letter} -l ${long.slice(2)}${argues}${argumentOf(sources)} -d ${quoted(help)}\n`;
}

function optionLines(options: readonly CompletedOption[], condition = ''): string {
	return options
		.map(option => optionLine(option, condition && ` -n ${quoted(condition)}`))
		.join('');
}

function names(options: readonly CompletedOption[]): string {
	return options.flatMap(option => option.names).join(' ');
}

/** The script; it ends with a line break. */
export function fishCompletion(): string {
	const takesAlways = allOptions.filter(({argument}) => argument === 'always');
	const takesMaybe = allOptions.filter(({argument}) => argument === 'maybe');
	const unambiguousNames = [...takesAlways, ...takesMaybe]
		.flatMap(option => option.names)
		.filter(name => !ambiguous.letters.includes(name))
		.join(' ');
	const commandNames = [...commands.map(({name}) => name), 'help'].join(' ');
	return `# fish completion for lvstop. Generated from its options by "npm run docs".

# Prints the command before the cursor and the words after it, a line each.
function __lvstop_typed
	set -l option ''
	set -l plain 0
	set -l command ''
	for word in (commandline -opc)[2..-1]
		if test $plain = 0
			if contains -- $option ${names(takesMaybe)}
				set option ''
				if not string match -q -- '-*' $word; and not contains -- $word ${commandNames}
					continue
				end
			else if test -n "$option"
				set option ''
				continue
			end
			if test "$word" = --
				set plain 1
				continue
			else if contains -- $word ${ambiguous.letters.join(' ')}
				contains -- "$command" ${ambiguous.commands.join(' ')}; and set option $word
				continue
			else if contains -- $word ${unambiguousNames}
				set option $word
				continue
			else if string match -q -- '-?*' $word
				continue
			end
		end
		test -n "$command"; or set command $word
		echo -- $word
	end
end

# Whether this is the command. Without a word: whether there is none yet.
function __lvstop_command
	set -l typed (__lvstop_typed)
	test "$typed[1]" = "$argv[1]"
end

# Whether the word at the cursor is this one (0 is the first) of a command; "more" is any after the first.
function __lvstop_at
	set -l typed (__lvstop_typed)
	set -l count (math (count $typed) - 1)
	test "$typed[1]" = $argv[1]; or return 1
	test $count = $argv[2]; or begin; test $argv[2] = more; and test $count -ge 1; end; or return 1
	test (count $argv) -lt 3; or test "$typed[2]" = $argv[3]
end

# Asks lvstop itself. It ends by itself after two seconds and says nothing if it may not read the table.
function __lvstop_live
	set -l typed (commandline -opc)
	set -l program (string replace -r '^~(?=/)' -- $HOME $typed[1])
	command $program complete $argv[1] -- $typed[2..-1] </dev/null 2>/dev/null
end

complete -c lvstop -f
${commands.map(({name, summary}) => `complete -c lvstop -n __lvstop_command -a ${name} -d ${quoted(summary)}\n`).join('')}complete -c lvstop -n __lvstop_command -a help -d 'show the options of a command'
${commands.map(({name, summary}) => `complete -c lvstop -n '__lvstop_at help 0' -a ${name} -d ${quoted(summary)}\n`).join('')}
${optionLines(general)}
${optionLines(ofConsole, '__lvstop_command')}
${commands
	.map(
		({name, options, places}) =>
			optionLines(options, `__lvstop_command ${name}`) +
			places
				.map(({first, at, sources}) => {
					const condition = `__lvstop_at ${name} ${at ?? 'more'}${first === null ? '' : ` ${first}`}`;
					return `complete -c lvstop -k -n ${quoted(condition)}${argumentOf(sources)}\n`;
				})
				.join(''),
	)
	.join('\n')}`;
}
