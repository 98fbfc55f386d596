/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What becomes of a turn once it is over. The first turns of a connection are held back until HELD_TURNS of them looked like request and
 * response, because a connection that turns out to be multiplexed must not have published anything. A turn that did not look like one is
 * dropped; two of those without enough clean ones in between mark the connection.
 */
#ifndef CONNECTIONS_TURN_H
#define CONNECTIONS_TURN_H

#include "event.h"

/* So many clean turns after a doubtful one, and it is forgotten. */
#define FORGIVING_TURNS 64

/* A response sent or received in one burst has no tail worth an entry. */
#define TAIL_FLOOR_NS 50000

static __always_inline bool is_slow(const struct parts *parts)
{
	__u64 limit = settings.slow_turn_ns;

	return limit && (parts->first > limit || (parts->second > limit && parts->second != UNKNOWN_NS));
}

SUBPROGRAM int tell_turn(struct tcp_sock *tp, struct connection *c, const struct parts *parts)
{
	struct ml_turn_event *event;
	__u64 now = bpf_ktime_get_ns();

	c->flags |= SLOW;
	if (!within(&slow_turns, settings.slow_turns_per_second, now)) {
		count_lost(ML_LOST_TURN_RATE);
		return 0;
	}
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event) {
		count_lost(ML_LOST_TURN_EVENT);
		return 0;
	}
	event->event.type = ML_EVENT_TURN;
	event->event.flow = c->flow;
	event->event.time_ns = now;
	event->id = c->id;
	event->local_port = bpf_ntohs(tp->inet_conn.icsk_inet.inet_sport);
	event->remote_port = bpf_ntohs(tp->inet_conn.icsk_inet.sk.__sk_common.skc_dport);
	event->padding = 0;
	describe_turn(&event->turn, parts, c->role == ML_CLIENT);
	bpf_ringbuf_submit(event, BPF_RB_NO_WAKEUP);
	return 0;
}

SUBPROGRAM int publish(struct tcp_sock *tp, struct connection *c, const struct parts *parts)
{
	bool client = c->role == ML_CLIENT;

	record(c->flow, client ? ML_TURN : ML_SERVICE, parts->first);
	if (parts->second != UNKNOWN_NS)
		record(c->flow, client ? ML_PICKUP : ML_QUEUEING, parts->second);
	if (parts->tail > TAIL_FLOOR_NS)
		record(c->flow, ML_TAIL, parts->tail);
	if (parts->pause)
		record(c->flow, ML_PAUSE, parts->pause);
	c->turns++;
	if (parts->first + known(parts->second) > c->worst.first + known(c->worst.second))
		c->worst = *parts;
	if (is_slow(parts))
		tell_turn(tp, c, parts);
	return 0;
}

static __always_inline void publish_held(struct tcp_sock *tp, struct connection *c)
{
	int i;

	for (i = 0; i < HELD_TURNS && i < c->held; i++)
		publish(tp, c, &c->kept[i]);
	c->held = 0;
}

static __always_inline void hold(struct tcp_sock *tp, struct connection *c, const struct parts *parts)
{
	__u32 held = c->held;

	if (held >= HELD_TURNS)
		return;
	c->kept[held] = *parts;
	c->held = held + 1;
	if (c->held < HELD_TURNS)
		return;
	publish_held(tp, c);
	c->flags |= PROVEN;
}

static __always_inline void forgive(struct connection *c)
{
	if (!c->strikes || ++c->clean < FORGIVING_TURNS)
		return;
	c->strikes = 0;
	c->clean = 0;
}

static __always_inline void end_turn(struct tcp_sock *tp, struct connection *c, __u64 first, __u64 tail)
{
	struct parts parts = { .start = c->begun, .first = first, .second = c->second, .tail = c->flags & PUSHED ? 0 : tail, .pause = c->pause };
	bool dropped = c->skip || (c->flags & SPOILED);

	if (c->skip)
		c->skip--;
	c->flags &= ~SPOILED;
	if (dropped)
		return;
	forgive(c);
	if (c->flags & PROVEN)
		publish(tp, c, &parts);
	else
		hold(tp, c, &parts);
}

/* Bytes in the receive queue that nobody has read; the peer's FIN counts one in rcv_nxt. */
static __always_inline __u32 unread(struct tcp_sock *tp)
{
	__u32 fin = peer_fin(tp), bytes = tp->rcv_nxt - tp->copied_seq;

	return bytes > fin ? bytes - fin : 0;
}

/* New payload since the last look. */
static __always_inline bool has_news(struct tcp_sock *tp, struct connection *c)
{
	__u32 fin = peer_fin(tp), bytes = tp->rcv_nxt - c->seen;

	c->seen = tp->rcv_nxt;
	return bytes > fin;
}

/*
 * What is transmitted between the last byte of a response and the next request are acknowledgements at most of that request, and those come
 * after its arrival was announced: the transmit stamp is the last byte's.
 */
static __always_inline void end_server_turn(struct tcp_sock *tp, struct connection *c)
{
	__u64 transmitted = tp->tcp_wstamp_ns, now = tp->tcp_clock_cache;

	end_turn(tp, c, since(c->last, c->mark), since(transmitted < now ? transmitted : now, c->last));
}

/* A response that ends with the connection. */
static __always_inline void end_last_turn(struct tcp_sock *tp, struct connection *c)
{
	if (c->phase != RESPONDING)
		return;
	if ((c->flags & PUSHED) && c->protocol != TLS)
		c->flags |= SPOILED;    /* on TLS it may be the closing alert */
	if (c->role == ML_SERVER)
		end_server_turn(tp, c);
	else if (is_picked(c))
		end_turn(tp, c, since(c->mark, c->begun), since(c->last, c->mark));
	if (c->phase == RESPONDING)
		c->phase = IDLE;
}

#endif
