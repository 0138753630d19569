/* SPDX-License-Identifier: GPL-3.0-or-later */
/* voiceprint_file.c - reads, writes and deletes what is known of people's voices. */
#include "voiceprint_file.h"

#include "fault.h"
#include "ini_file.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	MAGIC_BYTES = 8,
	SUM_BYTES = 4,
	FRAME_BYTES = 2 * TAKE_CEPSTRA,
	TAKE_HEAD = TAKE_WORD + 4 + FRAME_BYTES,
	HEAD_BYTES = MAGIC_BYTES + 4,
	FILE_BYTES = HEAD_BYTES + PERSON_TAKES * (TAKE_HEAD + TAKE_FRAMES * FRAME_BYTES) + SUM_BYTES
};

/* The last character is the version. */
static const char magic[MAGIC_BYTES + 1] = "easevoi1";
static const char ending[] = ".voice";

/* --- numbers ----------------------------------------------------------- */

static void put(unsigned char *to, uint32_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		to[i] = (unsigned char)(value >> (8 * i));
}

static uint32_t get(const unsigned char *from, int bytes)
{
	uint32_t value = 0;
	for (int i = 0; i < bytes; i++)
		value |= (uint32_t)from[i] << (8 * i);
	return value;
}

static uint32_t check_sum(const unsigned char *bytes, size_t count)
{
	uint32_t sum = 0xFFFFFFFFU;
	for (size_t i = 0; i < count; i++) {
		sum ^= bytes[i];
		for (int bit = 0; bit < 8; bit++)
			sum = (sum >> 1) ^ (0xEDB88320U & (0U - (sum & 1U)));
	}
	return ~sum;
}

/* --- names ------------------------------------------------------------- */

bool voiceprint_path(const char *folder, const char *name, char path[VOICE_PATH_BYTES])
{
	int length = snprintf(path, VOICE_PATH_BYTES, "%s/%s%s", folder, name, ending);
	return length > 0 && length < VOICE_PATH_BYTES;
}

/* "/home/ann/voices/ann.voice" is "ann"; false when that is no name for a person. */
static bool name_of(const char *path, char name[PERSON_NAME])
{
	const char *slash = strrchr(path, '/');
	const char *own = slash != NULL ? slash + 1 : path;
	size_t length = strlen(own), tail = strlen(ending);
	if (length <= tail || strcmp(own + length - tail, ending) != 0 ||
	    length - tail >= PERSON_NAME)
		return false;
	snprintf(name, PERSON_NAME, "%.*s", (int)(length - tail), own);
	return person_name_fits(name);
}

/* --- reading ----------------------------------------------------------- */

/* A text that only a damaged file would not have: lower-case words with blanks between. */
static bool is_word(const unsigned char *bytes)
{
	const char *word = (const char *)bytes;
	size_t length = strnlen(word, TAKE_WORD);
	return length > 0 && length < TAKE_WORD &&
	       strspn(word, "abcdefghijklmnopqrstuvwxyz' ") == length;
}

static void parse_shape(int16_t shape[TAKE_CEPSTRA], const unsigned char *bytes, size_t *at)
{
	for (int c = 0; c < TAKE_CEPSTRA; c++, *at += 2)
		shape[c] = (int16_t)get(bytes + *at, 2);
}

/* A take at *at; moves behind it. */
static bool parse_take(struct take *take, const unsigned char *bytes, size_t count, size_t *at)
{
	if (count - *at < TAKE_HEAD || !is_word(bytes + *at))
		return false;
	uint32_t frames = get(bytes + *at + TAKE_WORD, 4);
	if (frames < TAKE_FRAMES_LEAST || frames > TAKE_FRAMES ||
	    count - *at - TAKE_HEAD < (size_t)frames * FRAME_BYTES)
		return false;
	*take = (struct take){.frames = (int)frames};
	memcpy(take->word, bytes + *at, TAKE_WORD);
	*at += TAKE_WORD + 4;
	parse_shape(take->mean, bytes, at);
	for (int i = 0; i < take->frames; i++)
		parse_shape(take->cepstra[i], bytes, at);
	return true;
}

static bool parse(struct person *person, const unsigned char *bytes, size_t count)
{
	struct take take;
	size_t at = HEAD_BYTES;
	uint32_t takes = get(bytes + MAGIC_BYTES, 4);
	if (takes == 0 || takes > PERSON_TAKES)
		return false;
	for (uint32_t i = 0; i < takes; i++)
		if (!parse_take(&take, bytes, count - SUM_BYTES, &at) || !person_add(person, &take))
			return false;
	return at == count - SUM_BYTES;
}

static bool check(const char *path, const unsigned char *bytes, size_t count, struct fault *why)
{
	if (count < MAGIC_BYTES || memcmp(bytes, magic, MAGIC_BYTES - 1) != 0)
		return fault_set(why, FAULT_INPUT, "%s: is no voice that \"easeback enrol\" wrote",
				 path);
	if (bytes[MAGIC_BYTES - 1] != magic[MAGIC_BYTES - 1])
		return fault_set(why, FAULT_INPUT,
				 "%s: was written by another version of easeback; \"easeback "
				 "enrol\" makes it anew",
				 path);
	if (count < HEAD_BYTES + SUM_BYTES ||
	    get(bytes + count - SUM_BYTES, 4) != check_sum(bytes, count - SUM_BYTES))
		return fault_set(why, FAULT_INPUT,
				 "%s: is damaged or cut short; \"easeback enrol\" makes it anew",
				 path);
	return true;
}

/* Up to one byte more than a file may have; 0 and *why when it cannot be read. */
static size_t read_bytes(const char *path, unsigned char *bytes, struct fault *why)
{
	size_t count = 0;
	struct stat about;
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (file < 0 || fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
		fault_set(why, FAULT_INPUT, "%s: %s", path,
			  file < 0 ? strerror(errno) : "is no ordinary file");
		if (file >= 0)
			close(file);
		return 0;
	}
	for (ssize_t got = 1; got > 0 && count <= FILE_BYTES; count += (size_t)(got > 0 ? got : 0))
		got = read(file, bytes + count, FILE_BYTES + 1 - count);
	close(file);
	if (count == 0 || count > FILE_BYTES)
		fault_set(why, FAULT_INPUT, "%s: %s", path,
			  count == 0 ? "is empty" : "is too large for a voice");
	return count <= FILE_BYTES ? count : 0;
}

static struct person *parse_new(const char *path, const unsigned char *bytes, size_t count,
				struct fault *why)
{
	char name[PERSON_NAME];
	if (!name_of(path, name)) {
		fault_set(why, FAULT_INPUT, "%s: the name of a voice has letters, digits, - and _",
			  path);
		return NULL;
	}
	struct person *person = person_new(name);
	if (person == NULL || !parse(person, bytes, count)) {
		fault_set(why, FAULT_INPUT, "%s: %s", path,
			  person == NULL ? "there is not enough memory" : "is damaged");
		free(person);
		return NULL;
	}
	person_settle(person);
	return person;
}

struct person *person_read(const char *path, struct fault *why)
{
	struct person *person = NULL;
	unsigned char *bytes = malloc(FILE_BYTES + 1);
	if (bytes == NULL) {
		fault_set(why, FAULT_SYSTEM, "%s: there is not enough memory", path);
		return NULL;
	}
	size_t count = read_bytes(path, bytes, why);
	if (count > 0 && check(path, bytes, count, why))
		person = parse_new(path, bytes, count, why);
	free(bytes);
	return person;
}

/* --- writing ----------------------------------------------------------- */

static size_t format_shape(unsigned char *bytes, const int16_t shape[TAKE_CEPSTRA])
{
	for (int c = 0; c < TAKE_CEPSTRA; c++)
		put(bytes + 2 * c, (uint16_t)shape[c], 2);
	return FRAME_BYTES;
}

static size_t format(const struct person *person, unsigned char *bytes)
{
	size_t at = HEAD_BYTES;
	memcpy(bytes, magic, MAGIC_BYTES);
	put(bytes + MAGIC_BYTES, (uint32_t)person->count, 4);
	for (int t = 0; t < person->count; t++) {
		const struct take *take = &person->take[t];
		memcpy(bytes + at, take->word, TAKE_WORD);
		put(bytes + at + TAKE_WORD, (uint32_t)take->frames, 4);
		at += TAKE_WORD + 4;
		at += format_shape(bytes + at, take->mean);
		for (int i = 0; i < take->frames; i++)
			at += format_shape(bytes + at, take->cepstra[i]);
	}
	put(bytes + at, check_sum(bytes, at), 4);
	return at + SUM_BYTES;
}

static bool make_folders(const char *folder, struct fault *why)
{
	char path[VOICE_PATH_BYTES];
	snprintf(path, sizeof path, "%s/", folder);
	for (char *at = path + 1; *at != '\0'; at++) {
		if (*at != '/')
			continue;
		*at = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			return fault_set(why, FAULT_SYSTEM, "%s: the folder cannot be made: %s",
					 path, strerror(errno));
		*at = '/';
	}
	return true;
}

static bool write_all(int file, const unsigned char *bytes, size_t count)
{
	while (count > 0) {
		ssize_t written = write(file, bytes, count);
		if (written < 0 && errno != EINTR)
			return false;
		if (written > 0) {
			bytes += written;
			count -= (size_t)written;
		}
	}
	return fsync(file) == 0;
}

static bool write_fresh(const char *path, const unsigned char *bytes, size_t count)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (file < 0)
		return false;
	bool written = write_all(file, bytes, count);
	int error = errno;
	if (close(file) == 0 && written)
		return true;
	unlink(path);
	errno = written ? errno : error;
	return false;
}

/* The new name is on disk only when its folder is. */
static void sync_folder(const char *path)
{
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return;
	fsync(folder);
	close(folder);
}

static bool replace(const char *path, const unsigned char *bytes, size_t count, struct fault *why)
{
	char fresh[VOICE_PATH_BYTES + 4];
	snprintf(fresh, sizeof fresh, "%s.new", path);
	if (write_fresh(fresh, bytes, count) && rename(fresh, path) == 0)
		return true;
	int error = errno;
	unlink(fresh);
	return fault_set(why, FAULT_SYSTEM, "%s: cannot be written: %s", path, strerror(error));
}

bool person_write(const char *folder, const struct person *person, struct fault *why)
{
	char path[VOICE_PATH_BYTES];
	assert(person->count > 0);
	if (!voiceprint_path(folder, person->name, path))
		return fault_set(why, FAULT_INPUT, "%.60s...: this path is too long", folder);
	if (!make_folders(folder, why))
		return false;
	unsigned char *bytes = malloc(FILE_BYTES);
	if (bytes == NULL)
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory");
	bool good = replace(path, bytes, format(person, bytes), why);
	free(bytes);
	if (good)
		sync_folder(folder);
	return good;
}

bool person_delete(const char *folder, const char *name, struct fault *why)
{
	char path[VOICE_PATH_BYTES];
	if (!voiceprint_path(folder, name, path))
		return fault_set(why, FAULT_INPUT, "%.60s...: this path is too long", folder);
	if (unlink(path) != 0)
		return fault_set(why, FAULT_INPUT, "%s: %s", path, strerror(errno));
	sync_folder(folder);
	return true;
}

/* --- everybody --------------------------------------------------------- */

static int is_voice(const struct dirent *entry)
{
	char name[PERSON_NAME];
	return name_of(entry->d_name, name);
}

static void add_file(struct voiceprint *voiceprint, const char *path, struct remarks *remarks)
{
	struct fault why;
	struct person *person = person_read(path, &why);
	if (person == NULL) {
		remark_warning(remarks, 0, "%s", why.text);
	} else if (!voiceprint_add(voiceprint, person)) {
		remark_warning(remarks, 0, "%s: only %d voices are used", path, VOICEPRINT_PEOPLE);
		free(person);
	}
}

static void add_everybody(struct voiceprint *voiceprint, const char *folder,
			  struct remarks *remarks)
{
	struct dirent **files;
	char path[VOICE_PATH_BYTES], name[PERSON_NAME];
	int count = scandir(folder, &files, is_voice, alphasort);
	for (int i = 0; i < count; i++) {
		if (name_of(files[i]->d_name, name) && voiceprint_path(folder, name, path))
			add_file(voiceprint, path, remarks);
		free(files[i]);
	}
	if (count >= 0)
		free(files);
}

struct voiceprint *voiceprint_read(const char *folder, const char *only, struct remarks *remarks)
{
	char path[VOICE_PATH_BYTES];
	struct voiceprint *voiceprint = voiceprint_new();
	if (voiceprint == NULL)
		return NULL;
	if (only == NULL)
		add_everybody(voiceprint, folder, remarks);
	else if (voiceprint_path(folder, only, path))
		add_file(voiceprint, path, remarks);
	if (voiceprint->count > 0)
		return voiceprint;
	voiceprint_free(voiceprint);
	return NULL;
}
