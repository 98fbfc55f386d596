/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Whose a connection is that came without an owner (a server's, or one older than the agent), and so which flow it belongs to. */
#ifndef CONNECTIONS_OWNER_H
#define CONNECTIONS_OWNER_H

#include "event.h"

static __always_inline void join_flow(struct sock *sk, struct connection *c, struct task_struct *owner)
{
	struct ml_flow_key key = {};
	struct ml_counters *counters;

	fill_key(&key, sk, c->role, c->port);
	key.peer_netns = c->peer_netns;
	key.peer_tgid = c->peer_tgid;
	key.peer_flow = c->peer_flow;
	key.tgid = c->tgid;
	c->flow = flow_of(&key, owner, c->opened, &c->flags);
	if (!c->flow)
		c->phase = CLOSED;
	counters = c->flow && c->reset_in ? counters_of(c->flow) : 0;
	if (counters)
		ADD(counters->resets_in, 1);
}

/*
 * The accepting process, not the listening one, owns the connection: who it is shows at the first read or send. Reads
 * hold no lock: of two threads the first one decides.
 */
static __always_inline int touch(struct sock *sk, struct connection *c)
{
	__u32 tgid = bpf_get_current_pid_tgid() >> 32;
	if (__sync_val_compare_and_swap(&c->tgid, 0, tgid))
		return 0;
	join_flow(sk, c, bpf_get_current_task_btf());
	if (!c->flow || !(c->flags & LATE_ACCEPT))
		return 0;
	c->accept_wait = since(bpf_ktime_get_ns(), c->opened);
	return record(c->flow, ML_ACCEPT_WAIT, c->accept_wait);
}

#endif
