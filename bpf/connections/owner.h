/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Whose a connection is that came without an owner (a server's, or one older than the agent), and so which flow it belongs to. */
#ifndef CONNECTIONS_OWNER_H
#define CONNECTIONS_OWNER_H

#include "event.h"

static __always_inline void join_flow(struct sock *sk, struct connection *c, struct task_struct *owner, __u64 now)
{
	struct ml_flow_key key = {};
	struct ml_counters *counters;

	fill_key(&key, sk, c->role, c->port);
	key.peer_netns = c->peer_netns;
	key.peer_tgid = c->peer_tgid;
	key.peer_flow = c->peer_flow;
	key.tgid = c->tgid;
	c->flow = flow_of(&key, owner, now, &c->flags);
	if (!c->flow)
		c->phase = CLOSED;
	counters = c->flow ? counters_of(c->flow) : 0;
	if (!counters)
		return;
	if (c->reset_in)
		ADD(counters->resets_in, 1);
	if (c->adopted)
		return;
	ADD(counters->established, 1);
	if (c->flags & PROMPT_ACCEPT)
		ADD(counters->prompt_accepts, 1);
}

/*
 * The accepting process, not the listening one, owns the connection: who it is shows at the first read or send. Reads
 * hold no lock: of two threads the first one decides.
 */
static __always_inline int touch(struct sock *sk, struct connection *c)
{
	__u32 tgid = bpf_get_current_pid_tgid() >> 32;
	__u64 now;

	if (__sync_val_compare_and_swap(&c->tgid, 0, tgid))
		return 0;
	now = bpf_ktime_get_ns();
	join_flow(sk, c, bpf_get_current_task_btf(), now);
	if (!c->flow || !(c->flags & LATE_ACCEPT))
		return 0;
	c->accept_wait = since(now, c->opened);
	return record(c->flow, ML_ACCEPT_WAIT, c->accept_wait);
}

#endif
