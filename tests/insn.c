/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * insn.c - a plug-in for qemu that counts the instructions a program runs.
 *
 * Debian ships qemu without a header for plug-ins, so what is used of its
 * interface is declared here. Built by arm64.sh with API, the interface's version.
 */
#include <inttypes.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id,
					   void (*translated)(qemu_plugin_id_t,
							      struct qemu_plugin_tb *));
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *block,
					  void (*run)(unsigned, void *), int flags, void *context);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t id, void (*end)(qemu_plugin_id_t, void *),
				    void *context);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);

extern int qemu_plugin_version;
int qemu_plugin_version = API;
int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int count, char **words);

static _Atomic uint64_t total;

static void ran(unsigned processor, void *context)
{
	(void)processor;
	atomic_fetch_add_explicit(&total, (uintptr_t)context, memory_order_relaxed);
}

/* A block is translated once and run often, always from its first instruction on. */
static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
	(void)id;
	enum { NO_REGISTERS };
	qemu_plugin_register_vcpu_tb_exec_cb(block, ran, NO_REGISTERS,
					     (void *)(uintptr_t)qemu_plugin_tb_n_insns(block));
}

static void tell(qemu_plugin_id_t id, void *context)
{
	(void)id;
	(void)context;
	fprintf(stderr, "instructions: %" PRIu64 "\n", atomic_load(&total));
}

int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int count, char **words)
{
	(void)info;
	(void)count;
	(void)words;
	qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
	qemu_plugin_register_atexit_cb(id, tell, NULL);
	return 0;
}
