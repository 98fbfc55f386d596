/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* How a connection ends, and the totals it leaves. */
#ifndef CONNECTIONS_CLOSING_H
#define CONNECTIONS_CLOSING_H

#include <linux/errno.h>
#include "owner.h"
#include "turn.h"

/* tcp_sock.chrono_stat: busy, limited by the receiver's window, limited by the send buffer; in jiffies. */
enum { RWND_LIMITED = 1, SNDBUF_LIMITED = 2 };

static __always_inline __u64 limited(struct tcp_sock *tp, int by)
{
	__u64 jiffies = tp->chrono_stat[by];

	if (tp->chrono_type == by + 1)
		jiffies += (__u32)bpf_jiffies64() - tp->chrono_start;
	return jiffies * settings.jiffy_ns;
}

/* The peer's FIN counts as a byte. */
static __always_inline __u64 payload_received(struct tcp_sock *tp)
{
	return tp->bytes_received - (tp->bytes_received && (tp->inet_conn.icsk_inet.sk.sk_shutdown & RCV_SHUTDOWN));
}

/* Adds what is new since the last time. */
#define ADD_NEWS(counter, told, total) do {		\
	__u64 now_ = (total);				\
	if (now_ != (told)) {				\
		ADD(counter, now_ - (told));		\
		(told) = now_;				\
	}						\
} while (0)

static __always_inline void add_totals(struct tcp_sock *tp, struct connection *c, struct ml_counters *counters)
{
	ADD_NEWS(counters->bytes_sent, c->told_sent, tp->bytes_sent - tp->bytes_retrans);
	ADD_NEWS(counters->bytes_received, c->told_received, payload_received(tp));
	ADD_NEWS(counters->rwnd_limited_ns, c->told_rwnd, limited(tp, RWND_LIMITED));
	ADD_NEWS(counters->sndbuf_limited_ns, c->told_sndbuf, limited(tp, SNDBUF_LIMITED));
	ADD_NEWS(counters->turns, c->told_turns, (__u64)c->turns);
}

static __always_inline __u32 reason_of(struct sock *sk, struct tcp_sock *tp, struct connection *c)
{
	switch (c->error) {
	case ECONNREFUSED:
		return ML_REFUSED;
	case ECONNRESET:
		return ML_RESET;
	case ETIMEDOUT:
		return ML_TIMED_OUT;
	case EHOSTUNREACH:
		return ML_HOST_UNREACHABLE;
	case ENETUNREACH:
		return ML_NET_UNREACHABLE;
	case EACCES:
	case EPERM:
		return ML_NOT_PERMITTED;
	case 0:
		return tp->segs_out ? ML_ABANDONED : ML_NO_LOCAL_PORT;
	default:
		return ML_OTHER_FAILURE;
	}
}

static __always_inline int fails(struct sock *sk, struct tcp_sock *tp, struct connection *c)
{
	struct ml_counters *counters = counters_of(c->flow);
	__u32 reason;

	c->error = sk->sk_err;
	reason = reason_of(sk, tp, c);
	c->phase = CLOSED;
	c->handshake = bpf_ktime_get_ns() - c->opened;
	if (counters)
		ADD(counters->failures[reason], 1);
	return tell_connection(tp, c, ML_EVENT_FAILED, reason);
}

/* A response that ends with the connection. */
static __always_inline void end_last_turn(struct tcp_sock *tp, struct connection *c)
{
	if (c->phase != RESPONDING)
		return;
	if (c->role == ML_SERVER)
		end_server_turn(tp, c);
	else if (c->flags & PICKED)
		end_turn(tp, c, since(c->mark, c->begun), since(c->last, c->mark));
	if (c->phase == RESPONDING)
		c->phase = IDLE;
}

static __always_inline int closes(struct sock *sk, struct tcp_sock *tp, struct connection *c)
{
	struct ml_counters *counters;

	end_last_turn(tp, c);
	if (!c->flow)
		join_flow(sk, c, bpf_ktime_get_ns());
	publish_held(tp, c);
	counters = c->flow ? counters_of(c->flow) : 0;
	if (counters) {
		add_totals(tp, c, counters);
		ADD(counters->closed, 1);
	}
	c->phase = CLOSED;
	if (!c->error)
		c->error = sk->sk_err;
	if (is_told(c))
		tell_connection(tp, c, ML_EVENT_CLOSED, ML_NO_FAILURE);
	return 0;
}

#endif
