#!/bin/sh
# Installs lvstop below /usr/local, or below the given folder: ./install.sh /opt/lvstop
# With --remove before the folder it removes the installed files.
set -eu

usage='usage: ./install.sh [--remove] [FOLDER]'
files='@FILES@'

remove=
if [ "${1-}" = --remove ]; then
	remove=yes
	shift
fi
case ${1-} in
	-*)
		echo "$usage" >&2
		exit 2
		;;
esac
prefix=${1:-/usr/local}
here=$(dirname "$0")

if [ -n "$remove" ]; then
	for file in $files; do
		rm -f "$prefix/$file"
	done
	rmdir "$prefix/share/doc/lvstop" || :
	echo "lvstop is removed from $prefix"
	exit
fi

# If something is missing, the dynamic loader prints its own message about it.
if ! said=$("$here/bin/lvstop" --version 2>&1); then
	echo "lvstop cannot run here: it needs Linux on @MACHINE@ with glibc 2.28 or newer, libstdc++ and libatomic" \
		"(Debian: apt-get install libstdc++6 libatomic1; Red Hat: dnf install libstdc++ libatomic)." \
		"This machine ($(uname -m)) says: $(echo "$said" | head -n 1)" >&2
	exit 1
fi

for file in $files; do
	mkdir -p "$(dirname "$prefix/$file")"
	# A running program cannot be written to, but it can be replaced.
	cp "$here/$file" "$prefix/$file.new"
	mv -f "$prefix/$file.new" "$prefix/$file"
done
echo "$said is installed in $prefix"
