/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Time without progress until lost data was sent again. Retransmissions that follow each other without progress in between belong to one
 * recovery; it is told as one sample once something new was acknowledged, which the next retransmission, the walk or the close notices.
 */
#ifndef CONNECTIONS_STALL_H
#define CONNECTIONS_STALL_H

#include "event.h"

/* A recovery that lasts longer is told in parts, so that a path that is dead shows before it is alive again. */
#define LONG_RECOVERY_NS 1000000000ull

/* delivered_mstamp is when the peer last acknowledged anything new, or when the first segment of the flight was sent. */
static __always_inline __u64 last_progress(struct tcp_sock *tp)
{
	return tp->delivered_mstamp * 1000;
}

/* Records what the recovery took if it is over, or has taken `limit` so far. */
SUBPROGRAM int end_recovery(struct tcp_sock *tp, struct connection *c, __u64 limit)
{
	__u64 taken = c->recovery;

	if (!taken || (last_progress(tp) <= c->stall_mark && taken < limit))
		return 0;
	c->recovery = 0;
	return record(c->flow, ML_STALL, taken);
}

/*
 * Only the oldest segment counts, from the later of the last progress and its last retransmission: nothing is counted twice. The segment's
 * own stamp is no use, it was just renewed.
 */
static __always_inline void add_stall(struct tcp_sock *tp, struct connection *c, struct ml_counters *counters, __u32 seq)
{
	__u64 from = last_progress(tp), now = tp->tcp_clock_cache;

	if (seq != tp->snd_una)
		return;
	end_recovery(tp, c, ~0ull);
	if (from < c->stall_mark)
		from = c->stall_mark;
	c->stall_mark = now;
	c->stall += since(now, from);
	c->recovery += since(now, from);
	ADD(counters->stall_ns, since(now, from));
}

#endif
