# SPDX-License-Identifier: GPL-3.0-or-later
# What "cmake --install" puts where, and what cpack makes of it: a package for this Debian.
# The program needs the libraries of the release it was built on, so each release has its own.

# The architecture that is built for, not the one that builds.
set(arch_of_x86_64-linux-gnu amd64)
set(arch_of_aarch64-linux-gnu arm64)
set(arch_of_arm-linux-gnueabihf armhf)
set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE ${arch_of_${CMAKE_LIBRARY_ARCHITECTURE}})
# 0.1.0-1~deb12u1 on Debian 12, 0.1.0-1~deb13u1 on 13: an upgrade of the system upgrades it too.
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
cmake_host_system_information(RESULT release QUERY DISTRIB_INFO)
if(release_ID STREQUAL "debian" OR release_ID STREQUAL "raspbian")
	set(CPACK_DEBIAN_PACKAGE_RELEASE 1~deb${release_VERSION_ID}u1)
endif()
set(package_version ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})

install(TARGETS easeback)
install(DIRECTORY routines voices DESTINATION ${CMAKE_INSTALL_DATADIR}/easeback
	FILES_MATCHING PATTERN "*.ini" PATTERN "README.md")
install(FILES config/easeback.ini DESTINATION ${CMAKE_INSTALL_DATADIR}/easeback/config)
install(FILES src/app/easeback.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
	RENAME easeback)

# gzipped NAME FILE FOLDER: without a time in it, so that the same source gives the same bytes.
function(gzipped name file folder)
	set(made ${CMAKE_BINARY_DIR}/installed/${name}.gz)
	add_custom_command(OUTPUT ${made} DEPENDS ${file} VERBATIM
		COMMAND sh -c "gzip -9n <'${file}' >'${made}'")
	set_property(GLOBAL APPEND PROPERTY easeback_gzipped ${made})
	install(FILES ${made} DESTINATION ${folder})
endfunction()
configure_file(packaging/changelog.in ${CMAKE_BINARY_DIR}/installed/changelog @ONLY)
gzipped(easeback.1 ${CMAKE_SOURCE_DIR}/src/app/easeback.1 ${CMAKE_INSTALL_MANDIR}/man1)
gzipped(README.md ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_INSTALL_DOCDIR})
gzipped(changelog.Debian ${CMAKE_BINARY_DIR}/installed/changelog ${CMAKE_INSTALL_DOCDIR})
get_property(made GLOBAL PROPERTY easeback_gzipped)
add_custom_target(papers ALL DEPENDS ${made})
install(FILES SAFETY.md packaging/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The unit of the person's own systemd, and who may read buttons.
configure_file(config/easeback.service.in ${CMAKE_BINARY_DIR}/installed/easeback.service @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/installed/easeback.service DESTINATION lib/systemd/user)
file(GLOB rules CONFIGURE_DEPENDS config/*.rules)
if(rules)
	install(FILES ${rules} DESTINATION lib/udev/rules.d)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME easeback)
set(CPACK_PACKAGE_VENDOR "easeback")
file(STRINGS packaging/changelog.in signed REGEX "^ -- " LIMIT_COUNT 1)
string(REGEX REPLACE "^ -- (.*>) .*" "\\1" CPACK_PACKAGE_CONTACT "${signed}")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION sound)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Without the model keys answer. What is large or depends on the house is only suggested: what
# draws the charts of the report, and a plug-in for the sound server, which "easeback doctor" names.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "pocketsphinx-en-us")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
	"gnuplot-nox | gnuplot, pipewire-alsa, libasound2-plugins, libnss-mdns")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "hands-free exercise coach for people with back pain")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Leads through exercises for the back by voice and beeps, without a screen, on
a Raspberry Pi or any other computer with a loudspeaker. It counts, keeps the
time, and asks after each exercise how much it hurts; a spoken or keyed number
from zero to ten makes it go on, slow down, leave an exercise out, or stop.
.
Nothing that is said leaves the machine, unless a speech server of your own
is named in the settings.")

include(CPack)
