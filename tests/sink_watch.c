/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sink_watch.c - prints what is known of the sound server's sink, until its input ends. */
#include "sink_watch.h"

#include <stdio.h>

int main(void)
{
	struct sink_watch *watch = sink_watch_open();
	sink_watch_await(watch, 1000);
	do {
		struct sink_view view = sink_watch_look(watch);
		printf("%s\t%s\t%s\t%s\t%s\n", view.known ? "known" : "unknown", view.name,
		       sink_kind_name(view.kind), view.ours ? "ours" : "-",
		       view.into_nothing ? "into-nothing" : "-");
		fflush(stdout);
	} while (getchar() != EOF);
	sink_watch_close(watch);
	return 0;
}
