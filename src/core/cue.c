/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cue.c - the names of the cues. */
#include "cue.h"

#include <assert.h>
#include <string.h>

static const char *const names[CUES] = {
#define CUE(id, name) [CUE_##id] = name,
    CUE_LIST(CUE)
#undef CUE
};

const char *cue_name(enum cue cue)
{
	assert((unsigned)cue < CUES);
	return names[cue];
}

bool cue_from_name(const char *name, enum cue *cue)
{
	assert(name && cue);
	for (unsigned i = 0; i < CUES; i++) {
		if (strcmp(names[i], name) == 0) {
			*cue = (enum cue)i;
			return true;
		}
	}
	return false;
}

bool cue_is_exercise_text(enum cue cue)
{
	return cue == CUE_SETUP || cue == CUE_MOVE || cue == CUE_BREATHE || cue == CUE_EASIER_WAY;
}
