# SPDX-License-Identifier: GPL-3.0-or-later
# Builds for a Raspberry Pi with a 32-bit system (from the second on), on any Debian that has
# gcc-arm-linux-gnueabihf, pkgconf:armhf and the libraries of that architecture beside its own.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR armv7l)
set(CMAKE_LIBRARY_ARCHITECTURE arm-linux-gnueabihf)
set(CMAKE_C_COMPILER arm-linux-gnueabihf-gcc)
# Folders on a large or a network disk have entries that a 32-bit program cannot read otherwise.
set(CMAKE_C_FLAGS_INIT -D_FILE_OFFSET_BITS=64)
set(PKG_CONFIG_EXECUTABLE /usr/bin/arm-linux-gnueabihf-pkg-config)
find_program(EASEBACK_QEMU NAMES qemu-arm-static qemu-arm)
if(EASEBACK_QEMU)
	set(CMAKE_CROSSCOMPILING_EMULATOR ${EASEBACK_QEMU})
endif()
