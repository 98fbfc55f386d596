// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * How are the live connections? Walked by the agent before it drains a generation, in all network namespaces at once: totals so far, round
 * trip times, connections not yet told, and turns that wait for a next one. The walk does not hold the socket's lock, so it touches turns
 * only where nothing has happened for a second.
 */
#include "stall.h"
#include "turn.h"
#include "totals.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* Since 6.2; where it is missing the kernel refuses the walk, and no other program. */
extern void *bpf_rdonly_cast(const void *address, __u32 type) __ksym __weak;

#define QUIET_NS 1000000000ull

static __always_inline void add_rtt(struct tcp_sock *tp, struct ml_counters *counters)
{
	__u32 least = tp->rtt_min.s[0].v;

	ADD(counters->live, 1);
	ADD(counters->srtt_us_sum, tp->srtt_us >> 3);
	if (least != ~0u && (!counters->min_rtt_us || least < counters->min_rtt_us))
		counters->min_rtt_us = least;
}

static __always_inline void tell_opened(struct tcp_sock *tp, struct connection *c)
{
	if (c->told)
		return;
	c->told = 1;
	if (is_told(c))
		tell_connection(tp, c, ML_EVENT_ESTABLISHED, ML_NO_FAILURE);
}

static __always_inline bool is_quiet(struct tcp_sock *tp, struct connection *c, __u64 now)
{
	return since(now, tp->tcp_clock_cache) > QUIET_NS && since(now, c->begun) > QUIET_NS && since(now, c->last) > QUIET_NS;
}

/* A response that nobody has read yet is still under way: who takes seconds to pick it up is what the agent is here to find. */
static __always_inline bool waits_for_reader(struct connection *c)
{
	return c->role == ML_CLIENT && c->phase == RESPONDING && !is_picked(c);
}

static __always_inline void settle(struct tcp_sock *tp, struct connection *c, __u64 now)
{
	if (!is_quiet(tp, c, now))
		return;
	if (!waits_for_reader(c))
		end_last_turn(tp, c);
	publish_held(tp, c);
}

static __always_inline int visit(struct tcp_sock *tp, struct connection *c)
{
	struct ml_counters *counters;

	if (!tp || !c->flow || c->phase == CLOSED || c->phase == OPENING)
		return 0;
	counters = counters_of(c->flow);
	if (!counters)
		return 0;
	settle(tp, c, bpf_ktime_get_ns());
	end_recovery(tp, c, LONG_RECOVERY_NS);
	count_opening(c, counters);
	add_totals(tp, c, counters);
	add_rtt(tp, counters);
	tell_opened(tp, c);
	return 0;
}

/* A socket that closes meanwhile is read without harm: its memory stays a socket's, and reads that fault give 0. */
static __always_inline int visit_slot(__u32 slot)
{
	struct connection *c = connection_in(slot);

	return c && c->socket ? visit(bpf_rdonly_cast((void *)c->socket, bpf_core_type_id_kernel(struct tcp_sock)), c) : 0;
}

static __always_inline int visit_set(__u32 number)
{
	struct owners *set = bpf_map_lookup_elem(&owners, &number);
	__u32 way;

	for (way = 0; set && way < WAYS; way++)
		if (set->tags[way])
			visit_slot(number * WAYS + way);
	return 0;
}

SEC("iter/bpf_map_elem")
int walk(struct bpf_iter__bpf_map_elem *context)
{
	const __u32 *number = context->key;

	return number ? visit_set(*number) : 0;
}
