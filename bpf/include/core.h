/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What every description of a kernel struct needs, and the kernel's numbers that the programs know. */
#ifndef CORE_H
#define CORE_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <stdbool.h>

#define KERNEL __attribute__((preserve_access_index))
/* A function of its own in every file that calls it; not all that include its header do. */
#define SUBPROGRAM static __noinline __attribute__((unused))

#define AF_INET 2
#define AF_INET6 10
#define IPPROTO_TCP 6
#define IPPROTO_UDP 17
#define ETH_P_IP 0x0800
#define MSG_PEEK 2
#define SEND_SHUTDOWN 2

enum {
	TCP_ESTABLISHED = 1,
	TCP_SYN_SENT = 2,
	TCP_SYN_RECV = 3,
	TCP_FIN_WAIT1 = 4,
	TCP_CLOSE = 7,
	TCP_CLOSE_WAIT = 8,
	TCP_LISTEN = 10,
};

enum sock_flags {
	SOCK_DEAD,
	SOCK_DONE,
};

#endif
