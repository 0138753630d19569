/* SPDX-License-Identifier: GPL-3.0-or-later */
/* settings.c - reads the settings; the pain policy can only be tightened there. */
#include "settings.h"

#include "settings_ear.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

enum {
	SECTIONS = 9,
	KEYS_MOST = 12,	/* in one section */
	CONDITIONS = 8, /* names of enum condition */
	SECOND_MS = 1000
};

enum form {
	FORM_NUMBER, /* low to high */
	FORM_YES_NO,
	FORM_NAME, /* text that may not be empty, of high bytes */
	FORM_TEXT, /* text of high bytes */
	FORM_PHONE,
	FORM_EAR,
	FORM_LIMIT, /* a pain number of the policy: low to high, and high is as published */
	FORM_ANSWER,
	FORM_CONFIRM,
	FORM_CONDITIONS,
	FORM_HOURS,
	FORM_ONE_BUTTON,
	FORM_WAKE /* a number, or auto */
};

/* One key: where it stands, what it looks like, which member it fills. */
struct rule {
	const char *section, *key;
	enum form form;
	int low, high;
	size_t member;
};

#define MEMBER(name) offsetof(struct settings, name)
#define BYTES(name)  0, (int)sizeof(((struct settings *)NULL)->name)

static const struct rule rules[] = {
    {"session", "routine", FORM_NAME, BYTES(routine), MEMBER(routine)},
    {"session", "voice", FORM_NAME, BYTES(voice), MEMBER(voice)},
    {"session", "captions", FORM_YES_NO, 0, 0, MEMBER(captions)},
    {"session", "explain_always", FORM_YES_NO, 0, 0, MEMBER(explain_always)},
    {"sound", "output", FORM_TEXT, BYTES(output), MEMBER(output)},
    {"sound", "latency", FORM_NUMBER, 40, 500, MEMBER(latency_ms)},
    {"sound", "wake", FORM_WAKE, 0, 3000, MEMBER(wake_ms)},
    {"sound", "keep_awake", FORM_YES_NO, 0, 0, MEMBER(keep_awake)},
    {"sound", "voice", FORM_NUMBER, 0, 100, MEMBER(voice_percent)},
    {"sound", "night", FORM_HOURS, 0, 0, MEMBER(night)},
    {"sound", "night_level", FORM_NUMBER, -18, -3, MEMBER(night_db)},
    {"sound", "recordings", FORM_NUMBER, 0, 100, MEMBER(recordings_percent)},
    {"sound", "tones", FORM_NUMBER, 0, 100, MEMBER(tones_percent)},
    {"ear", "ear", FORM_EAR, 0, 0, MEMBER(ear)},
    {"ear", "enabled", FORM_YES_NO, 0, 0, MEMBER(ear)}, /* as older files have it */
    {"ear", "microphone", FORM_TEXT, BYTES(microphone), MEMBER(microphone)},
    {"ear", "voices", FORM_NAME, BYTES(voices), MEMBER(voices)},
    {"ear", "model", FORM_TEXT, BYTES(ear_model), MEMBER(ear_model)},
    {"ear", "start_phrase", FORM_NAME, BYTES(start_phrase), MEMBER(start_phrase)},
    {"buttons", "device", FORM_TEXT, BYTES(buttons), MEMBER(buttons)},
    {"buttons", "one_button", FORM_ONE_BUTTON, 0, 0, MEMBER(one_button)},
    {"remind", "quiet", FORM_HOURS, 0, 0, MEMBER(quiet)},
    {"policy", "safe", FORM_LIMIT, 0, 2, MEMBER(policy.safe)},
    {"policy", "green", FORM_LIMIT, 1, 3, MEMBER(policy.green)},
    {"policy", "skip", FORM_LIMIT, 4, 6, MEMBER(policy.skip)},
    {"policy", "stop", FORM_LIMIT, 5, 7, MEMBER(policy.stop)},
    {"policy", "tries", FORM_LIMIT, 1, 3, MEMBER(policy.tries)},
    {"policy", "confirm", FORM_CONFIRM, 0, 0, MEMBER(policy.confirm)},
    {"policy", "answer", FORM_ANSWER, 7, 15, MEMBER(policy.answer_ms)},
    {"profile", "conditions", FORM_CONDITIONS, 0, 0, MEMBER(conditions)},
    {"profile", "cleared_by", FORM_TEXT, BYTES(cleared_by), MEMBER(cleared_by)},
    {"numbers", "emergency", FORM_PHONE, BYTES(emergency_number), MEMBER(emergency_number)},
    {"numbers", "urgent", FORM_PHONE, BYTES(urgent_number), MEMBER(urgent_number)},
};

enum { RULES = sizeof(rules) / sizeof(rules[0]) };

static const char *const sections[SECTIONS] = {"session", "sound",   "ear",    "policy",
					       "profile", "numbers", "remind", "buttons", "tones"};

struct settings settings_default(void)
{
	return (struct settings){
	    .routine = "last",
	    .voice = "calm",
	    .latency_ms = 100,
	    .wake_ms = WAKE_AUTO,
	    .voice_percent = 100,
	    .recordings_percent = 100,
	    .tones_percent = 70,
	    .tones = {.timbre = TIMBRE_SOFT},
	    .night_db = -8,
	    .captions = true,
	    .ear = true,
	    .voices = "all",
	    .start_phrase = "coach start",
	    .one_button = ONE_BUTTON_AUTO,
	    .quiet = {.from = 21 * 60, .to = 7 * 60},
	    .policy = policy_default(),
	    .emergency_number = "999",
	    .urgent_number = "111",
	};
}

static const struct rule *find_rule(const struct ini_line *line)
{
	for (int i = 0; i < RULES; i++) {
		if (strcmp(rules[i].section, line->section) == 0 &&
		    strcmp(rules[i].key, line->key) == 0)
			return &rules[i];
	}
	return NULL;
}

static bool is_section(const char *name)
{
	for (int i = 0; i < SECTIONS; i++) {
		if (strcmp(sections[i], name) == 0)
			return true;
	}
	return false;
}

static void remark_unknown(const struct ini_line *line, struct remarks *remarks)
{
	const char *keys[KEYS_MOST];
	int count = 0;
	for (int i = 0; i < RULES; i++) {
		if (strcmp(rules[i].section, line->section) == 0) {
			assert(count < KEYS_MOST);
			keys[count++] = rules[i].key;
		}
	}
	ini_unknown_key(line, keys, count, remarks);
}

static void read_name(const struct ini_line *line, char *text, size_t bytes,
		      struct remarks *remarks)
{
	if (line->value[0] == '\0')
		remark_error(remarks, line->line, "%s is empty; a name belongs there", line->key);
	else
		ini_text(line, text, bytes, remarks);
}

/* A wrong number said in an emergency helps nobody. */
static void read_phone(const struct ini_line *line, char *text, size_t bytes,
		       struct remarks *remarks)
{
	const char *value = line->value;
	bool digit = strpbrk(value, "0123456789");
	if (digit && strspn(value, "0123456789 +-()/") == strlen(value))
		ini_text(line, text, bytes, remarks);
	else
		remark_error(remarks, line->line,
			     "%s must be a telephone number in digits, such as 112, not \"%s\"",
			     line->key, ini_show(value).text);
}

/* A whole number beyond the published one is no slip of the pen, and gets its own sentence. */
static void read_limit(const struct ini_line *line, const struct rule *rule, int *limit,
		       struct remarks *remarks)
{
	size_t digits = strspn(line->value, "0123456789");
	bool whole = digits > 0 && digits < 6 && line->value[digits] == '\0';
	int number = 0;
	for (size_t i = 0; whole && i < digits; i++)
		number = number * 10 + (line->value[i] - '0');
	if (whole && number > rule->high)
		remark_error(remarks, line->line,
			     "%s = %d is looser than the published %d; settings may only tighten "
			     "the policy: %d to %d",
			     line->key, number, rule->high, rule->low, rule->high);
	else
		ini_number(line, rule->low, rule->high, limit, remarks);
}

static void read_answer(const struct ini_line *line, const struct rule *rule, int *answer_ms,
			struct remarks *remarks)
{
	int seconds;
	bool one_digit = line->value[0] >= '0' && line->value[0] < '7' && line->value[1] == '\0';
	if (one_digit)
		remark_error(remarks, line->line,
			     "answer = %s is looser than the published %d seconds; settings may "
			     "only tighten the policy: %d to %d",
			     line->value, rule->low, rule->low, rule->high);
	else if (ini_number(line, rule->low, rule->high, &seconds, remarks))
		*answer_ms = seconds * SECOND_MS;
}

static void read_confirm(const struct ini_line *line, enum confirm_mode *confirm,
			 struct remarks *remarks)
{
	static const char *const modes[] = {
	    [CONFIRM_BY_CONSEQUENCE] = "consequence",
	    [CONFIRM_ALWAYS] = "always",
	};
	int mode;
	if (ini_choice(line, modes, 2, &mode, remarks))
		*confirm = (enum confirm_mode)mode;
}

static void read_conditions(const struct ini_line *line, unsigned *conditions,
			    struct remarks *remarks)
{
	/* In the order of the bits of enum condition. */
	static const char *const names[CONDITIONS] = {"osteoporosis", "disc",  "knee",	  "wrist",
						      "shoulder",     "heart", "surgery", "injury"};
	static_assert(CONDITION_INJURY == 1 << (CONDITIONS - 1), "a name for each condition");
	ini_bits(line, names, CONDITIONS, conditions, remarks);
}

static void read_hours(const struct ini_line *line, struct day_hours *hours,
		       struct remarks *remarks)
{
	if (!day_hours_read(line->value, hours))
		remark_error(remarks, line->line,
			     "%s must be hours such as 21:00-07:00, or empty, not \"%s\"",
			     line->key, ini_show(line->value).text);
}

static void read_one_button(const struct ini_line *line, enum one_button *one,
			    struct remarks *remarks)
{
	static const char *const names[] = {
	    [ONE_BUTTON_AUTO] = "auto", [ONE_BUTTON_YES] = "yes", [ONE_BUTTON_NO] = "no"};
	int choice;
	if (ini_choice(line, names, 3, &choice, remarks))
		*one = (enum one_button)choice;
}

static void read_value(const struct ini_line *line, const struct rule *rule,
		       struct settings *settings, struct remarks *remarks)
{
	void *member = (char *)settings + rule->member;
	size_t bytes = (size_t)rule->high;
	switch (rule->form) {
	case FORM_NUMBER:
		ini_number(line, rule->low, rule->high, member, remarks);
		break;
	case FORM_WAKE:
		if (strcmp(line->value, "auto") == 0)
			*(int *)member = WAKE_AUTO;
		else
			ini_number(line, rule->low, rule->high, member, remarks);
		break;
	case FORM_YES_NO:
		ini_bool(line, member, remarks);
		break;
	case FORM_NAME:
		read_name(line, member, bytes, remarks);
		break;
	case FORM_TEXT:
		ini_text(line, member, bytes, remarks);
		break;
	case FORM_PHONE:
		read_phone(line, member, bytes, remarks);
		break;
	case FORM_EAR:
		settings_read_ear(line, settings, remarks);
		break;
	case FORM_LIMIT:
		read_limit(line, rule, member, remarks);
		break;
	case FORM_ANSWER:
		read_answer(line, rule, member, remarks);
		break;
	case FORM_CONFIRM:
		read_confirm(line, member, remarks);
		break;
	case FORM_CONDITIONS:
		read_conditions(line, member, remarks);
		break;
	case FORM_HOURS:
		read_hours(line, member, remarks);
		break;
	case FORM_ONE_BUTTON:
		read_one_button(line, member, remarks);
		break;
	}
}

static void read_line(const struct ini_line *line, struct settings *settings,
		      struct remarks *remarks)
{
	if (!line->key) {
		struct ini_line head = {.key = "a section", .value = line->section};
		int section;
		head.line = line->line;
		ini_choice(&head, sections, SECTIONS, &section, remarks);
		return;
	}
	if (!is_section(line->section))
		return;
	const struct rule *rule = find_rule(line);
	if (strcmp(line->section, "tones") == 0)
		settings_read_tones(line, &settings->tones, remarks);
	else if (rule)
		read_value(line, rule, settings, remarks);
	else
		remark_unknown(line, remarks);
}

/* The line that the order of the limits is remarked at: the last one that sets a limit. */
static int policy_line(const struct ini *ini)
{
	int line = 0;
	for (int i = 0; i < ini->count; i++) {
		if (ini->list[i].key && strcmp(ini->list[i].section, "policy") == 0)
			line = ini->list[i].line;
	}
	return line;
}

static const struct ini_line *find_line(const struct ini *ini, const char *section, const char *key)
{
	for (int i = 0; i < ini->count; i++)
		if (ini->list[i].key && strcmp(ini->list[i].section, section) == 0 &&
		    strcmp(ini->list[i].key, key) == 0)
			return &ini->list[i];
	return NULL;
}

/* Whoever wrote that nobody listens must not be listened to because of another line. */
static void check_ear(const struct ini *ini, struct remarks *remarks)
{
	const struct ini_line *older = find_line(ini, "ear", "enabled");
	if (older && find_line(ini, "ear", "ear"))
		remark_error(remarks, older->line,
			     "enabled is the older name of ear; only one of them may be there");
}

static void check_order(const struct ini *ini, const struct policy *policy, struct remarks *remarks)
{
	const char *wrong = policy_check(policy);
	if (wrong)
		remark_error(
		    remarks, policy_line(ini),
		    "%s breaks the order safe <= green < skip <= stop: they are %d, %d, %d "
		    "and %d",
		    wrong, policy->safe, policy->green, policy->skip, policy->stop);
}

bool settings_read(const char *path, struct settings *settings, struct remarks *remarks)
{
	assert(path && settings && remarks);
	struct ini ini;
	struct settings read = *settings;
	int errors = remarks->errors;
	if (!ini_read(path, &ini, remarks))
		return false;
	for (int i = 0; i < ini.count; i++)
		read_line(&ini.list[i], &read, remarks);
	check_ear(&ini, remarks);
	settings_check_phrase(&ini, &read, remarks);
	if (remarks->errors == errors)
		check_order(&ini, &read.policy, remarks);
	ini_free(&ini);
	if (remarks->errors != errors)
		return false;
	*settings = read;
	return true;
}
