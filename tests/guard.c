/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * guard.c - proves that audio callbacks make no allocation, lock or system call.
 *
 * A library for LD_PRELOAD; the program needs no change:
 *
 *	cc -shared -fPIC -o guard.so guard.c -ldl
 *	GUARD_REPORT=report.txt LD_PRELOAD=./guard.so program
 *
 * It stands between the program and Pa_OpenStream and puts its own callback
 * round the program's. Inside, allocations and locks are counted by functions
 * of the same name here, and system calls by the kernel: with "syscall user
 * dispatch" (Linux 5.11 and later, x86-64) each becomes a signal.
 *
 * At the program's end one line is written to $GUARD_REPORT, and the exit code
 * is 99 if anything was counted. No stream, no report. glibc only. Of several
 * system calls in one run of the callback only the first is counted.
 */
#define _GNU_SOURCE /* RTLD_NEXT and the registers in a signal's context */
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include <portaudio.h>

#if defined(__x86_64__) && defined(PR_SET_SYSCALL_USER_DISPATCH)
#define WATCHES_SYSTEM_CALLS 1
#else
#define WATCHES_SYSTEM_CALLS 0
#endif

enum { EXIT_BROKEN = 99, PASS = 0, CATCH = 1 };

/* The program's own callback. */
struct inner {
	PaStreamCallback *callback;
	void *context;
};

/* A preloaded library has no one to hand it a context: its counters are global. */
static atomic_ulong callbacks, allocations, locks, system_calls;
static atomic_int not_watched; /* errno of prctl, or -1: not on this machine */
static atomic_int owner;       /* the process that opened a stream */
static _Thread_local bool inside;
static _Thread_local volatile char gate; /* the kernel looks at it before each system call */

static void count(atomic_ulong *counter)
{
	if (inside)
		atomic_fetch_add(counter, 1);
}

/* --- allocations: glibc has its own under a second name --- */

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *block);

void *malloc(size_t size)
{
	count(&allocations);
	return __libc_malloc(size);
}

void *calloc(size_t items, size_t size)
{
	count(&allocations);
	return __libc_calloc(items, size);
}

void *realloc(void *block, size_t size)
{
	count(&allocations);
	return __libc_realloc(block, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	count(&allocations);
	return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size)
{
	count(&allocations);
	*block = __libc_memalign(alignment, size);
	return *block != NULL ? 0 : ENOMEM;
}

void free(void *block)
{
	count(&allocations);
	__libc_free(block);
}

/* --- locks --- */

/* C has no cast from an object's pointer to a function's. */
static void find(const char *name, void *function)
{
	void *symbol = dlsym(RTLD_NEXT, name);
	memcpy(function, &symbol, sizeof symbol);
}

int pthread_mutex_lock(pthread_mutex_t *mutex)
{
	static int (*real)(pthread_mutex_t *);
	count(&locks);
	if (real == NULL)
		find("pthread_mutex_lock", &real);
	return real(mutex);
}

int pthread_mutex_trylock(pthread_mutex_t *mutex)
{
	static int (*real)(pthread_mutex_t *);
	count(&locks);
	if (real == NULL)
		find("pthread_mutex_trylock", &real);
	return real(mutex);
}

int pthread_rwlock_rdlock(pthread_rwlock_t *lock)
{
	static int (*real)(pthread_rwlock_t *);
	count(&locks);
	if (real == NULL)
		find("pthread_rwlock_rdlock", &real);
	return real(lock);
}

int pthread_rwlock_wrlock(pthread_rwlock_t *lock)
{
	static int (*real)(pthread_rwlock_t *);
	count(&locks);
	if (real == NULL)
		find("pthread_rwlock_wrlock", &real);
	return real(lock);
}

/* --- system calls --- */

#if WATCHES_SYSTEM_CALLS
/* Make the call in the program's stead; the gate stays open, since returning from here is one too.
 */
static void caught(int number, siginfo_t *info, void *context)
{
	greg_t *r = ((ucontext_t *)context)->uc_mcontext.gregs;
	int before = errno;
	(void)number;
	gate = PASS;
	atomic_fetch_add(&system_calls, 1);
	long result = syscall(info->si_syscall, r[REG_RDI], r[REG_RSI], r[REG_RDX], r[REG_R10],
			      r[REG_R8], r[REG_R9]);
	r[REG_RAX] = result == -1 ? -errno : result;
	errno = before;
}

static void arm(void)
{
	struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
	sigset_t own;
	sigaction(SIGSYS, &action, NULL);
	sigemptyset(&own);
	sigaddset(&own, SIGSYS);
	pthread_sigmask(SIG_UNBLOCK, &own, NULL);
	gate = PASS;
	if (prctl(PR_SET_SYSCALL_USER_DISPATCH, PR_SYS_DISPATCH_ON, 0L, 0L, &gate) != 0)
		atomic_store(&not_watched, errno);
}

/* The thread may end at any time; the kernel must not look at its memory then. */
static void disarm(void)
{
	gate = PASS;
	prctl(PR_SET_SYSCALL_USER_DISPATCH, PR_SYS_DISPATCH_OFF, 0L, 0L, 0L);
}
#else
static void arm(void)
{
	atomic_store(&not_watched, -1);
}

static void disarm(void)
{
}
#endif

/* --- PortAudio --- */

static int guarded(const void *input, void *output, unsigned long frames,
		   const PaStreamCallbackTimeInfo *time, PaStreamCallbackFlags flags, void *context)
{
	const struct inner *inner = context;
	arm();
	inside = true;
	gate = CATCH;
	int result = inner->callback(input, output, frames, time, flags, inner->context);
	gate = PASS;
	inside = false;
	disarm();
	atomic_fetch_add(&callbacks, 1);
	return result;
}

typedef PaError open_stream(PaStream **, const PaStreamParameters *, const PaStreamParameters *,
			    double, unsigned long, PaStreamFlags, PaStreamCallback *, void *);

PaError Pa_OpenStream(PaStream **stream, const PaStreamParameters *in,
		      const PaStreamParameters *out, double rate, unsigned long frames,
		      PaStreamFlags flags, PaStreamCallback *callback, void *context)
{
	open_stream *real;
	/* never freed: nobody tells when the last callback was */
	struct inner *inner = malloc(sizeof *inner);
	find("Pa_OpenStream", &real);
	if (inner == NULL || callback == NULL)
		return real(stream, in, out, rate, frames, flags, callback, context);
	*inner = (struct inner){callback, context};
	atomic_store(&owner, getpid());
	return real(stream, in, out, rate, frames, flags, guarded, inner);
}

/* --- the report --- */

static void write_report(FILE *file)
{
	int reason = atomic_load(&not_watched);
	fprintf(file, "guard: %lu callbacks, %lu allocations, %lu locks, ", atomic_load(&callbacks),
		atomic_load(&allocations), atomic_load(&locks));
	if (reason == 0)
		fprintf(file, "%lu system calls\n", atomic_load(&system_calls));
	else
		fprintf(file, "system calls not watched: %s\n",
			reason > 0 ? strerror(reason) : "only on x86-64 and Linux 5.11 or later");
}

static void finish(void)
{
	/* what the program started has this library too, but no stream of its own */
	if (atomic_load(&owner) != getpid())
		return;
	const char *path = getenv("GUARD_REPORT");
	FILE *file = path != NULL ? fopen(path, "w") : NULL;
	write_report(file != NULL ? file : stderr);
	if (file != NULL)
		fclose(file);
	if (atomic_load(&allocations) + atomic_load(&locks) + atomic_load(&system_calls) == 0)
		return;
	fflush(NULL);
	_exit(EXIT_BROKEN);
}

static void begin(void) __attribute__((constructor));

/* Registered first, so that it is called last. */
static void begin(void)
{
	atexit(finish);
}
