# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DOUT=FILE.c -DNAMES="a;b" -DFOLDER=DIR -P embed.cmake: DIR/ear_NAME.weights as arrays in C.
set(text "/* Made by embed.cmake from the .weights files. */\n#include \"ear_weights.h\"\n\n#include <assert.h>\n#include <string.h>\n")
set(cases "")
foreach(name IN LISTS NAMES)
	file(READ "${FOLDER}/ear_${name}.weights" hex HEX)
	string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
	string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
	string(APPEND text "\nstatic const unsigned char ${name}[] = {\n${bytes}};\n")
	string(APPEND cases "\tif (strcmp(name, \"${name}\") == 0) {\n\t\t*bytes = sizeof ${name};\n\t\treturn ${name};\n\t}\n")
endforeach()
string(APPEND text "\nconst unsigned char *weights_of(const char *name, size_t *bytes)\n{\n${cases}\tassert(strcmp(name, \"over\") == 0); /* no other name is known */\n\t*bytes = 0;\n\treturn NULL;\n}\n")
file(WRITE "${OUT}" "${text}")
