# SPDX-License-Identifier: GPL-3.0-or-later
# Builds for a Raspberry Pi with a 64-bit system, on any Debian that has gcc-aarch64-linux-gnu,
# pkgconf:arm64 and the libraries of that architecture beside its own. Runs its tests in qemu.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(PKG_CONFIG_EXECUTABLE /usr/bin/aarch64-linux-gnu-pkg-config)
find_program(EASEBACK_QEMU NAMES qemu-aarch64-static qemu-aarch64)
if(EASEBACK_QEMU)
	set(CMAKE_CROSSCOMPILING_EMULATOR ${EASEBACK_QEMU})
endif()
