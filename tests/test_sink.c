/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sink.c - what kind of loudspeaker a name stands for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sink.h"

/* Cards as ALSA names them on Raspberry Pis of all ages, with PortAudio's way of writing them. */
static void the_cards_of_a_raspberry_pi_are_known_by_their_names(void **state)
{
	(void)state;
	assert_int_equal(sink_kind("bcm2835 Headphones: - (hw:0,0)"), SINK_JACK);
	assert_int_equal(sink_kind("bcm2835 ALSA: - (hw:0,0)"), SINK_JACK);
	assert_int_equal(sink_kind("bcm2835 ALSA: IEC958/HDMI (hw:0,1)"), SINK_HDMI);
	assert_int_equal(sink_kind("bcm2835 HDMI 1: - (hw:0,0)"), SINK_HDMI);
	assert_int_equal(sink_kind("vc4-hdmi-0: MAI PCM i2s-hifi-0 (hw:1,0)"), SINK_HDMI);
	assert_int_equal(sink_kind("UMC202HD 192k: USB Audio (hw:2,0)"), SINK_USB);
	assert_int_equal(sink_kind("USB Headphones Set: USB Audio (hw:2,0)"), SINK_USB);
	assert_int_equal(
	    sink_kind("snd_rpi_hifiberry_dac: HifiBerry DAC HiFi pcm5102a-hifi-0 (hw:1,0)"),
	    SINK_HAT);
	assert_int_equal(sink_kind("seeed-2mic-voicecard: bcm2835-i2s-wm8960-hifi (hw:1,0)"),
			 SINK_HAT);
	assert_int_equal(sink_kind("default"), SINK_UNKNOWN);
	assert_int_equal(sink_kind(""), SINK_UNKNOWN);
}

static void the_sinks_of_a_sound_server_are_known_by_their_names(void **state)
{
	(void)state;
	assert_int_equal(sink_kind("bluez_output.F8_5C_7D_00_11_22.1"), SINK_BLUETOOTH);
	assert_int_equal(sink_kind("bluez_sink.F8_5C_7D_00_11_22.a2dp_sink"), SINK_BLUETOOTH);
	assert_int_equal(sink_kind("alsa_output.usb-Jieli_UACDemo-00.analog-stereo"), SINK_USB);
	assert_int_equal(sink_kind("alsa_output.platform-fef00700.hdmi.hdmi-stereo"), SINK_HDMI);
	assert_int_equal(sink_kind("alsa_output.platform-bcm2835_audio.stereo-fallback"),
			 SINK_JACK);
	assert_int_equal(sink_kind("alsa_output.platform-soc_sound.stereo-fallback"), SINK_HAT);
	assert_int_equal(sink_kind("alsa_output.pci-0000_00_1f.3.analog-stereo"), SINK_JACK);
	assert_int_equal(sink_kind("auto_null"), SINK_NOTHING);
	assert_int_equal(sink_kind("Dummy Output"), SINK_NOTHING);
}

static void what_wakes_late_gets_a_longer_lead(void **state)
{
	(void)state;
	assert_int_equal(sink_wake_ms(SINK_USB), 600);
	assert_int_equal(sink_wake_ms(SINK_BLUETOOTH), 1000);
	assert_int_equal(sink_wake_ms(SINK_HDMI), 1500);
	assert_true(sink_wake_ms(SINK_JACK) < sink_wake_ms(SINK_USB));
	assert_int_equal(sink_wake_ms(SINK_UNKNOWN), sink_wake_ms(SINK_USB));
}

static void what_was_plugged_in_goes_before_what_was_there(void **state)
{
	const char *const all[] = {
	    "vc4-hdmi-0: MAI PCM i2s-hifi-0 (hw:0,0)",
	    "bcm2835 Headphones: - (hw:1,0)",
	    "snd_rpi_hifiberry_dac: HifiBerry DAC HiFi pcm5102a-hifi-0 (hw:2,0)",
	    "UE Boom: USB Audio (hw:3,0)",
	    "sysdefault",
	    "default"};
	const char *const unknown[] = {"sysdefault", "dmix", "default"};
	(void)state;
	assert_int_equal(sink_choose(all, 6), 3);
	assert_int_equal(sink_choose(all, 3), 2);
	assert_int_equal(sink_choose(all, 2), 1);
	assert_int_equal(sink_choose(all, 1), 0);
	assert_int_equal(sink_choose(all + 4, 2), -1);
	assert_int_equal(sink_choose(unknown, 3), -1);
	assert_int_equal(sink_choose(all, 0), -1);
}

static void the_number_of_a_card_counts_for_nothing(void **state)
{
	char bare[SINK_BARE_BYTES];
	(void)state;
	sink_bare_name("UE Boom: USB Audio (hw:3,0)", bare);
	assert_string_equal(bare, "UE Boom: USB Audio");
	sink_bare_name("UE (hw:x) Boom", bare);
	assert_string_equal(bare, "UE (hw:x) Boom");
	sink_bare_name("default", bare);
	assert_string_equal(bare, "default");
	sink_bare_name("", bare);
	assert_string_equal(bare, "");
	assert_true(sink_has("UE Boom: USB Audio (hw:1,0)", "UE Boom: USB Audio (hw:3,0)"));
	assert_true(sink_has("UE Boom: USB Audio (hw:1,0)", "ue boom"));
	assert_false(sink_has("UE Boom: USB Audio (hw:1,0)", "Headphones"));
	/* nothing but a number names no device by its name; it stands for itself */
	assert_false(sink_has("UE Boom: USB Audio (hw:1,0)", "(hw:3,0)"));
	assert_true(sink_has("UE Boom: USB Audio (hw:1,0)", "(hw:1,0)"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_cards_of_a_raspberry_pi_are_known_by_their_names),
	    cmocka_unit_test(the_sinks_of_a_sound_server_are_known_by_their_names),
	    cmocka_unit_test(what_wakes_late_gets_a_longer_lead),
	    cmocka_unit_test(what_was_plugged_in_goes_before_what_was_there),
	    cmocka_unit_test(the_number_of_a_card_counts_for_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
