/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_bands.c - the loudness of sound in bands, through the front end of PocketSphinx. */
#include "ear_bands.h"

#include <assert.h>
#include <pocketsphinx.h>
#include <sphinxbase/err.h>
#include <sphinxbase/fe.h>
#include <stdlib.h>
#include <string.h>

struct bands {
	cmd_ln_t *config;
	fe_t *fe;
};

struct bands *bands_open(void)
{
	struct bands *b = calloc(1, sizeof *b);
	if (b == NULL)
		return NULL;
	err_set_logfp(NULL);
	b->config = cmd_ln_init(NULL, fe_get_args(), TRUE, "-logspec", "yes", "-nfilt", "40",
				"-lowerf", "100", "-upperf", "7600", "-remove_noise", "no",
				"-remove_silence", "no", "-dither", "no", NULL);
	b->fe = b->config != NULL ? fe_init_auto_r(b->config) : NULL;
	if (b->fe != NULL && fe_get_output_size(b->fe) == BANDS)
		return b;
	bands_close(b);
	return NULL;
}

int bands_run(struct bands *b, const int16_t *samples, size_t count, float *out, int max)
{
	int32 frames = max - 1;
	int32 tail = 0, index;
	size_t left = count;
	const int16 *from = samples;
	assert(max > 1);
	mfcc_t **rows = ckd_calloc_2d((size_t)max, BANDS, sizeof(mfcc_t));
	fe_start_stream(b->fe);
	fe_start_utt(b->fe);
	fe_process_frames(b->fe, &from, &left, rows, &frames, &index);
	fe_end_utt(b->fe, rows[frames], &tail);
	memcpy(out, rows[0], (size_t)(frames + tail) * BANDS * sizeof *out);
	ckd_free_2d(rows);
	return frames + tail;
}

void bands_close(struct bands *b)
{
	if (b == NULL)
		return;
	if (b->fe != NULL)
		fe_free(b->fe);
	if (b->config != NULL)
		cmd_ln_free_r(b->config);
	free(b);
}
