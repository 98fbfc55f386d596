/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What TCP counts by itself, added to the flow's counters when a connection is walked and when it closes. */
#ifndef CONNECTIONS_TOTALS_H
#define CONNECTIONS_TOTALS_H

#include "event.h"

/* tcp_sock.chrono_stat: busy, limited by the receiver's window, limited by the send buffer; in jiffies. */
enum { RWND_LIMITED = 1, SNDBUF_LIMITED = 2 };

static __always_inline __u64 limited(struct tcp_sock *tp, int by)
{
	__u64 jiffies = tp->chrono_stat[by];

	if (tp->chrono_type == by + 1)
		jiffies += (__u32)bpf_jiffies64() - tp->chrono_start;
	return jiffies * settings.jiffy_ns;
}

/* Adds what is new since the last time. Never backwards: the walk reads without the lock. */
#define ADD_NEWS(counter, told, total) do {		\
	__u64 now_ = (total);				\
	if ((__s64)(now_ - (told)) > 0) {		\
		ADD(counter, now_ - (told));		\
		(told) = now_;				\
	}						\
} while (0)

static __always_inline void add_totals(struct tcp_sock *tp, struct connection *c, struct ml_counters *counters)
{
	ADD_NEWS(counters->bytes_sent, c->told_sent, tp->bytes_sent - tp->bytes_retrans);
	ADD_NEWS(counters->bytes_received, c->told_received, tp->bytes_received - peer_fin(tp));
	ADD_NEWS(counters->rwnd_limited_ns, c->told_rwnd, limited(tp, RWND_LIMITED));
	ADD_NEWS(counters->sndbuf_limited_ns, c->told_sndbuf, limited(tp, SNDBUF_LIMITED));
	ADD_NEWS(counters->turns, c->told_turns, (__u64)c->turns);
}

#endif
