/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* How a connection ends. */
#ifndef CONNECTIONS_CLOSING_H
#define CONNECTIONS_CLOSING_H

#include <linux/errno.h>
#include "owner.h"
#include "stall.h"
#include "totals.h"
#include "turn.h"

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

/*
 * An ICMP error during the handshake is "soft": TCP tries again, but a caller that polls learns of it, and closes. What it learnt is gone
 * from the socket by then.
 */
static __always_inline int note_error(struct sock *sk)
{
	struct connection *c = find(sk);
	struct sk_buff *skb;

	if (!c || c->phase != OPENING)
		return 0;
	c->error = sk->sk_err ? sk->sk_err : sk->sk_err_soft;
	skb = sk->sk_error_queue.prev;
	if (!c->error && skb && skb != (struct sk_buff *)&sk->sk_error_queue)
		bpf_core_read(&c->error, sizeof(c->error), &((struct sock_exterr_skb *)skb->cb)->ee.ee_errno);
	return 0;
}

static __always_inline int fails(struct sock *sk, struct tcp_sock *tp, struct connection *c)
{
	struct ml_counters *counters = counters_of(c->flow);
	__u32 reason;

	if (sk->sk_err || sk->sk_err_soft)
		c->error = sk->sk_err ? sk->sk_err : sk->sk_err_soft;
	reason = reason_of(sk, tp, c);
	c->phase = CLOSED;
	c->handshake = bpf_ktime_get_ns() - c->opened;
	if (counters) {
		count_attempt(c, counters);
		ADD(counters->failures[reason], 1);
	}
	return tell_connection(tp, c, ML_EVENT_FAILED, reason);
}

/* Closed without the usual farewell, and not by the peer or an error: a reset is about to be sent. That is told when the slot is gone. */
static __always_inline bool resets(struct sock *sk, struct connection *c, int from)
{
	return (from == TCP_ESTABLISHED || from == TCP_CLOSE_WAIT) && !sk->sk_err && !c->reset_in;
}

/* A segment or a timer ends a connection, for which TCP has just looked at the clock; only a reset of our own is sent later. */
static __always_inline int closes(struct sock *sk, struct tcp_sock *tp, struct connection *c, bool reset)
{
	struct ml_counters *counters;

	c->reset_out |= reset;
	end_last_turn(tp, c);
	if (!c->flow)
		join_flow(sk, c, 0);
	c->phase = CLOSED;
	if (!c->flow)
		return 0;
	publish_held(tp, c);
	end_recovery(tp, c, 0);
	counters = counters_of(c->flow);
	if (counters) {
		count_opening(c, counters);
		add_totals(tp, c, counters);
		ADD(counters->closed, 1);
		ADD(counters->lifetime_ns, since(reset ? bpf_ktime_get_ns() : tp->tcp_clock_cache, c->opened + c->handshake));
		if (reset)
			ADD(counters->resets_out, 1);
	}
	if (!c->error)
		c->error = sk->sk_err;
	if (is_told(c))
		tell_connection(tp, c, ML_EVENT_CLOSED, ML_NO_FAILURE);
	return 0;
}

#endif
