/* SPDX-License-Identifier: GPL-3.0-or-later */
/* button_keys.c - the kernel's key codes, made into the characters of the one table of keys. */
#include "button_keys.h"

#include <linux/input-event-codes.h>
#include <stddef.h>

enum { HELD_SHIFT = 0x03, HELD_CONTROL = 0x0c, HELD_OTHER = 0xf0 };

struct pair {
	unsigned code;
	int value;
};

static const struct pair holding[] = {
    {KEY_LEFTSHIFT, 0x01}, {KEY_RIGHTSHIFT, 0x02}, {KEY_LEFTCTRL, 0x04}, {KEY_RIGHTCTRL, 0x08},
    {KEY_LEFTALT, 0x10},   {KEY_RIGHTALT, 0x20},   {KEY_LEFTMETA, 0x40}, {KEY_RIGHTMETA, 0x80},
};

static const struct pair keys[] = {
    /* digits: of a keyboard, a number pad, a remote control */
    {KEY_0, '0'},
    {KEY_1, '1'},
    {KEY_2, '2'},
    {KEY_3, '3'},
    {KEY_4, '4'},
    {KEY_5, '5'},
    {KEY_6, '6'},
    {KEY_7, '7'},
    {KEY_8, '8'},
    {KEY_9, '9'},
    {KEY_KP0, '0'},
    {KEY_KP1, '1'},
    {KEY_KP2, '2'},
    {KEY_KP3, '3'},
    {KEY_KP4, '4'},
    {KEY_KP5, '5'},
    {KEY_KP6, '6'},
    {KEY_KP7, '7'},
    {KEY_KP8, '8'},
    {KEY_KP9, '9'},
    {KEY_NUMERIC_0, '0'},
    {KEY_NUMERIC_1, '1'},
    {KEY_NUMERIC_2, '2'},
    {KEY_NUMERIC_3, '3'},
    {KEY_NUMERIC_4, '4'},
    {KEY_NUMERIC_5, '5'},
    {KEY_NUMERIC_6, '6'},
    {KEY_NUMERIC_7, '7'},
    {KEY_NUMERIC_8, '8'},
    {KEY_NUMERIC_9, '9'},
    {KEY_KPASTERISK, '*'},
    {KEY_NUMERIC_STAR, '*'},
    /* around them */
    {KEY_KPPLUS, '+'},
    {KEY_KPMINUS, '-'},
    {KEY_MINUS, '-'},
    {KEY_KPSLASH, '/'},
    {KEY_SLASH, '/'},
    {KEY_KPDOT, '.'},
    {KEY_KPCOMMA, '.'},
    {KEY_DOT, '.'},
    {KEY_COMMA, '.'},
    {KEY_KPENTER, '\n'},
    {KEY_ENTER, '\n'},
    {KEY_SPACE, ' '},
    {KEY_BACKSPACE, 'c'},
    {KEY_C, 'c'},
    {KEY_E, 'e'},
    {KEY_F, 'f'},
    {KEY_H, 'h'},
    {KEY_K, 'k'},
    {KEY_L, 'l'},
    {KEY_M, 'm'},
    {KEY_N, 'n'},
    {KEY_O, 'o'},
    {KEY_Q, 'q'},
    {KEY_R, 'r'},
    {KEY_S, 's'},
    {KEY_T, 't'},
    {KEY_X, 'x'},
    {KEY_Y, 'y'},
    /*
     * A presenter: next, back, the black screen, and the key that begins and ends a show, which
     * sends F5 and Esc in turn and so must mean one thing.
     */
    {KEY_PAGEDOWN, '\n'},
    {KEY_RIGHT, '\n'},
    {KEY_DOWN, '\n'},
    {KEY_PAGEUP, 'r'},
    {KEY_LEFT, 'r'},
    {KEY_UP, 'r'},
    {KEY_B, '.'},
    {KEY_F5, ' '},
    {KEY_ESC, ' '},
    /* remote controls and headsets */
    {KEY_OK, '\n'},
    {KEY_SELECT, '\n'},
    {KEY_NEXT, '\n'},
    {KEY_FORWARD, '\n'},
    {KEY_NEXTSONG, '\n'},
    {KEY_PREVIOUS, 'r'},
    {KEY_BACK, 'r'},
    {KEY_PREVIOUSSONG, 'r'},
    {KEY_PLAYPAUSE, ' '},
    {KEY_PLAY, ' '},
    {KEY_PLAYCD, ' '},
    {KEY_PAUSE, ' '},
    {KEY_PAUSECD, ' '},
    {KEY_MEDIA, ' '},
    {KEY_STOP, 's'},
    {KEY_STOPCD, 's'},
    {KEY_EXIT, 's'},
    {KEY_VOLUMEUP, '>'},
    {KEY_VOLUMEDOWN, '<'},
};

/* With Shift a digit is another sign: what was meant as "sharp" must not count as a one. */
static const struct pair shifted[] = {
    {KEY_1, '!'},     {KEY_8, '*'},	{KEY_SLASH, '?'}, {KEY_EQUAL, '+'},
    {KEY_DOT, '>'},   {KEY_COMMA, '<'}, {KEY_MINUS, '_'}, {KEY_ENTER, '\n'},
    {KEY_SPACE, ' '}, {KEY_F5, ' '},	{KEY_ESC, ' '},
};

/* A keyboard that is the coach's alone must still be able to end it. */
static const struct pair with_control[] = {{KEY_C, 's'}};

static int find(const struct pair *list, size_t count, unsigned code)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].code == code)
			return list[i].value;
	return 0;
}

#define FIND(list, code) find(list, sizeof(list) / sizeof((list)[0]), code)

static bool is_letter(int key)
{
	return key >= 'a' && key <= 'z';
}

int button_key(unsigned *held, unsigned code, bool down)
{
	unsigned bit = (unsigned)FIND(holding, code);
	*held = down ? *held | bit : *held & ~bit;
	if (!down || bit != 0)
		return 0;
	if (*held & HELD_CONTROL)
		return FIND(with_control, code);
	if (*held & HELD_OTHER)
		return 0;
	int key = FIND(keys, code);
	if ((*held & HELD_SHIFT) && !is_letter(key))
		return FIND(shifted, code);
	return key;
}
