/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_bare.c - a program that does nothing but have the libraries easeback has: its memory is
 *                the floor that no session can go below.
 *
 *	bench_bare [ear]    sound, a voice and an open stream; with "ear" the recogniser and its
 *model
 */
#include <espeak-ng/speak_lib.h>
#include <pocketsphinx.h>
#include <portaudio.h>
#include <sndfile.h>
#include <speex/speex_resampler.h>

#include <stdio.h>
#include <string.h>

#define MODEL "/usr/share/pocketsphinx/model/en-us/"

static int silence(const void *input, void *output, unsigned long frames,
		   const PaStreamCallbackTimeInfo *time, PaStreamCallbackFlags flags, void *context)
{
	(void)input;
	(void)time;
	(void)flags;
	(void)context;
	memset(output, 0, frames * 2 * sizeof(short));
	return paContinue;
}

static int collect(short *wave, int count, espeak_EVENT *events)
{
	(void)wave;
	(void)count;
	(void)events;
	return 0;
}

static void speak(void)
{
	static const char words[] = "Hello.";
	espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT);
	espeak_SetVoiceByName("en-gb");
	espeak_SetSynthCallback(collect);
	espeak_Synth(words, sizeof words, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, NULL);
}

/* As its own documentation begins: the model and its whole dictionary. */
static void load_ear(void)
{
	cmd_ln_t *options = cmd_ln_init(NULL, ps_args(), TRUE, "-hmm", MODEL "en-us", "-dict",
					MODEL "cmudict-en-us.dict", "-logfn", "/dev/null", NULL);
	ps_decoder_t *decoder = ps_init(options);
	if (decoder == NULL)
		fputs("bench_bare: no model\n", stderr);
}

int main(int words, char **word)
{
	PaStream *stream = NULL;
	int error;
	if (Pa_Initialize() == paNoError &&
	    Pa_OpenDefaultStream(&stream, 0, 2, paInt16, 48000, paFramesPerBufferUnspecified,
				 silence, NULL) == paNoError)
		Pa_StartStream(stream);
	speak();
	if (words > 1 && strcmp(word[1], "ear") == 0)
		load_ear();
	printf("%s\n", sf_version_string());
	speex_resampler_destroy(speex_resampler_init(1, 22050, 48000, 5, &error));
	Pa_Sleep(1000);
	if (stream != NULL)
		Pa_CloseStream(stream);
	Pa_Terminate();
	return 0;
}
