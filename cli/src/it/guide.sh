#!/bin/sh
# Runs the commands of docs/writing-an-optimizer.md as they stand, in a folder of its own, and looks at what comes of them.
#
#   guide.sh ROOT FOLDER      ROOT: the source tree; FOLDER: emptied, then used
set -eu

root=$1
folder=$2
rm -rf "$folder"
mkdir -p "$folder"

# The blocks of ```sh, one behind the other. The third command makes the folder of the plugin: not in the source tree, but here.
awk '/^```sh$/ { inside = 1; count++; if (count == 3) print "cd \"$GUIDE_FOLDER\""; next } /^```$/ { inside = 0; next } inside' \
    "$root/docs/writing-an-optimizer.md" > "$folder/commands.sh"
commands=$(grep -c '^```sh$' "$root/docs/writing-an-optimizer.md")
if [ "$commands" -gt 10 ]; then
    echo "guide: $commands commands; a newcomer is promised ten" >&2
    exit 1
fi

cd "$root"
if ! GUIDE_FOLDER=$folder sh -eu "$folder/commands.sh" > "$folder/output.txt" 2>&1; then
    cat "$folder/output.txt" >&2
    echo "guide: a command of docs/writing-an-optimizer.md failed, see above" >&2
    exit 1
fi
for expected in '^power-sign$' 'accuracy'; do
    if ! grep -q "$expected" "$folder/output.txt"; then
        cat "$folder/output.txt" >&2
        echo "guide: the output has no '$expected'" >&2
        exit 1
    fi
done
