/**
 * The completion of zsh: a function file for a folder in zsh's fpath.
 */
import {
	argumentFunction,
	commandsFunction,
	mayBeLeftOut,
	optionsFunction,
	placeFunction,
	walk,
} from './shell-cases.ts';

/** The script; it ends with a line break. */
export function zshCompletion(): string {
	return `#compdef lvstop
# zsh completion for lvstop. Generated from its options by "npm run docs".

_lvstop_words() {
	compadd -V words -- "$@"
}

# Adds words with their descriptions: pairs of both.
_lvstop_described() {
	local -a described
	while (( $# )); do
		described+=("\${1//:/\\\\:}\${2:+:$2}")
		shift 2
	done
	_describe -V 'lvstop' described
}

_lvstop_options() {
	_lvstop_described "$@"
}

# Asks lvstop itself. It ends by itself after two seconds and says nothing if it may not read the table.
_lvstop_live() {
	local line
	local -a pairs
	for line in "\${(@f)$("\${(Q)words[1]/#\\~\\//$HOME/}" complete "$1" -- "\${typed[@]}" </dev/null 2>/dev/null)}"; do
		[[ -n $line ]] && pairs+=("\${line%%$'\\t'*}" "\${\${line#*$'\\t'}:#$line}")
	done
	(( $#pairs )) && _lvstop_described "\${pairs[@]}"
}

_lvstop_files() {
	_files
}

_lvstop_hosts() {
	_hosts
}

_lvstop_programs() {
	_command_names -e
}

${argumentFunction}
${optionsFunction}
${placeFunction}
${commandsFunction}
_lvstop() {
	local -a typed
	typed=("\${(@Q)words[2,CURRENT-1]}")
${walk}	if [[ -n $option ]] && (( ! plain )); then
		_lvstop_argument "$option"
		[[ ${mayBeLeftOut} ]] || return
	fi
	if (( ! plain )) && [[ $PREFIX == --*=* ]]; then
		local name=\${PREFIX%%=*}
		compset -P '*='
		_lvstop_argument "$name"
	elif (( ! plain )) && [[ $PREFIX == -* ]]; then
		_lvstop_options_of "$command"
	elif [[ -z $command ]]; then
		_lvstop_commands
	else
		_lvstop_place "$command" "$first" "$count"
	fi
}

_lvstop "$@"
`;
}
