/**
 * The common parts of the completions of bash and zsh: the loop over the words before the cursor, and the cases that
 * select the words for each place. They call `_lvstop_words`, `_lvstop_live`, `_lvstop_files`, `_lvstop_hosts` and
 * `_lvstop_programs`, which each shell defines in its own way.
 */
import {
	allOptions,
	ambiguous,
	type CompletedOption,
	commands,
	general,
	ofConsole,
	quoted,
	type Source,
	type Sources,
} from './model.ts';

const shellFunction = {
	files: '_lvstop_files',
	hosts: '_lvstop_hosts',
	commands: '_lvstop_programs',
};

function call({words, live, shell}: Source): readonly string[] {
	return [
		...(words === undefined ? [] : [`_lvstop_words ${words.map(quoted).join(' ')}`]),
		...(live === undefined ? [] : [`_lvstop_live ${live}`]),
		...(shell === undefined ? [] : [shellFunction[shell]]),
	];
}

function calls(sources: Sources): string {
	return sources.flatMap(call).join('; ');
}

function names(options: readonly CompletedOption[]): string {
	return options.flatMap(option => option.names).join('|');
}

const takesAlways = allOptions.filter(({argument}) => argument === 'always');
const takesMaybe = allOptions.filter(({argument}) => argument === 'maybe');
const unambiguousNames = [...takesAlways, ...takesMaybe]
	.flatMap(option => option.names)
	.filter(name => !ambiguous.letters.includes(name))
	.join('|');
const commandNames = [...commands.map(({name}) => name), 'help'].join('|');

/**
 * The loop over the words between lvstop and the cursor, which are in the array `typed`. It finds the command, its
 * first word (`first`), the number of its words (`count`), and the option whose argument comes next (`option`).
 */
export const walk = `	local command= first= option= word
	local -i count=0 plain=0
	for word in "\${typed[@]}"; do
		if (( ! plain )); then
			case $option in
				'') ;;
				${names(takesMaybe)})
					option=
					case $word in
						-*|${commandNames}) ;;
						*) continue ;;
					esac
					;;
				*) option=; continue ;;
			esac
			case $word in
				--) plain=1; continue ;;
				${ambiguous.letters.join('|')})
					case $command in ${ambiguous.commands.join('|')}) option=$word ;; esac
					continue
					;;
				${unambiguousNames}) option=$word; continue ;;
				-?*) continue ;;
			esac
		fi
		if [[ -z $command ]]; then
			command=$word
		else
			(( count == 0 )) && first=$word
			count+=1
		fi
	done
`;

/** A shell condition: whether the argument that comes next may be left out. */
export const mayBeLeftOut = takesMaybe
	.flatMap(option => option.names)
	.map(name => `$option == ${name}`)
	.join(' || ');

/** The function that completes the argument of \`$1\`; it fails if that option takes none. */
export const argumentFunction = `_lvstop_argument() {
	case $1 in
${[...takesAlways, ...takesMaybe].map(option => `		${names([option])}) ${calls(option.sources) || ':'} ;;\n`).join('')}		*) return 1 ;;
	esac
}
`;

function optionCalls(options: readonly CompletedOption[]): string {
	const pairs = options.flatMap(option =>
		option.names.map(name => `${quoted(name)} ${quoted(option.help)}`),
	);
	return pairs.map(pair => ` \\\n\t\t\t\t${pair}`).join('');
}

/** The function that completes options: it calls \`_lvstop_options\` with pairs of name and description. */
export const optionsFunction = `_lvstop_options_of() {
	case $1 in
		'') _lvstop_options${optionCalls(ofConsole)}
			;;
${commands
	.filter(({options}) => options.length > 0)
	.map(({name, options}) => `		${name}) _lvstop_options${optionCalls(options)}\n\t\t\t;;\n`)
	.join('')}	esac
	_lvstop_options${optionCalls(general).replaceAll('\t\t\t\t', '\t\t')}
}
`;

/** The function that completes a word. Its arguments: the command, its first word, the number of words. */
export const placeFunction = `_lvstop_place() {
	case $1:$3:$2 in
${commands
	.flatMap(({name, places}) =>
		places.map(({first, at, sources}) => {
			const place = at === null ? '[1-9]*' : String(at);
			return `		${name}:${place}:${first ?? '*'}) ${calls(sources)} ;;\n`;
		}),
	)
	.join('')}		help:0:*) _lvstop_commands ;;
	esac
}
`;

/** The function that completes the name of a command: it calls \`_lvstop_described\` with pairs. */
export const commandsFunction = `_lvstop_commands() {
	_lvstop_described${commands.map(({name, summary}) => ` \\\n\t\t${quoted(name)} ${quoted(summary)}`).join('')} \\
		'help' 'show the options of a command'
}
`;
