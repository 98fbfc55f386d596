/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A server's turn: request's last byte arrived -> read -> response's first byte sent. */
#ifndef CONNECTIONS_SERVER_H
#define CONNECTIONS_SERVER_H

#include "client.h"
#include "owner.h"

static __always_inline void note_accept(struct sock *sk, struct connection *c)
{
	if (!(c->flags & (LATE_ACCEPT | PROMPT_ACCEPT)))
		c->flags |= sk->sk_socket ? PROMPT_ACCEPT : LATE_ACCEPT;
}

static __always_inline void server_arrival(struct tcp_sock *tp, struct connection *c)
{
	__u64 now = tp->tcp_clock_cache;

	if (!has_news(tp, c))
		return;
	note_accept(&tp->inet_conn.icsk_inet.sk, c);
	if (c->phase == SETUP) {
		c->last = now;
		return;
	}
	if (c->phase == RESPONDING && (c->flags & PUSHED))
		strike(c, ML_PUSHED);
	if (c->phase == RESPONDING)
		end_server_turn(tp, c);
	if (c->phase == OFF)
		return;
	if (c->phase == TAKEN && !(c->flags & SPOILED) &&
	    may_be_several(c, since(now, c->mark), since(now, c->mark), tp->copied_seq - c->from))
		strike(c, ML_SPLIT);
	if (c->phase != TAKEN && c->phase != ARRIVED) {
		c->from = tp->copied_seq;
		c->mark = 0;
	}
	if (c->phase != OFF)
		c->phase = ARRIVED;
	c->begun = now;
}

static __always_inline void server_reads(struct connection *c, int size)
{
	__u64 now;

	if (c->protocol == UNSEEN || (c->flags & HALF_HELLO))
		server_begins(c, size);
	if (c->phase != ARRIVED && c->phase != TAKEN)
		return;
	now = bpf_ktime_get_ns();
	c->second = since(now, c->begun);
	c->mark = now;
	c->phase = TAKEN;
}

/* False if what is sent is not (yet) the answer. */
static __always_inline bool is_answer(struct connection *c, const __u8 *bytes)
{
	__u8 head[HEAD];

	if (c->protocol != HTTP1 && c->protocol != UNSEEN)
		return true;
	if (!read_head(head, bytes))
		return true;
	if (c->protocol == UNSEEN)
		recognise_response(c, head);
	else if (!is_http1_response(head))
		strike(c, ML_OVERLAPPING);
	if (c->protocol == HTTP1 && interim_status(head) == 101)
		give_up(c, ML_UPGRADED);
	return c->phase != OFF && (c->protocol != HTTP1 || !interim_status(head));
}

static __always_inline void server_answers(struct tcp_sock *tp, struct connection *c, const __u8 *bytes, __u64 now)
{
	bool taken = c->phase == TAKEN;

	if (taken && !is_answer(c, bytes))
		return;
	if (unread(tp))
		strike(c, ML_OVERLAPPING);
	else if (!taken)
		strike(c, c->phase == ARRIVED ? ML_SPLICED : ML_OVERLAPPING);
	if (c->phase == OFF)
		return;
	c->last = now;
	c->phase = RESPONDING;
	c->flags &= ~PUSHED;
	if (c->protocol > RESP) {
		c->from = tp->write_seq;
		c->sent = now;
	}
}

/* Once the answer has begun, its sends tell nothing more, unless one of them may be no part of it. */
static __always_inline bool has_answered(struct connection *c)
{
	return c->phase == RESPONDING && c->role == ML_SERVER && (c->protocol <= RESP || (c->flags & PUSHED));
}

static __always_inline void server_adds(struct tcp_sock *tp, struct connection *c, const struct sending *sending)
{
	if (sending->continues)
		return;
	note_push(c, since(sending->done, c->sent), since(c->last, c->mark), tp->write_seq - c->from);
	c->sent = sending->done;
}

SUBPROGRAM int server_sends(struct tcp_sock *tp, struct connection *c, const struct sending *sending)
{
	if (c->phase == SETUP)
		setup_sends(c, sending->bytes, sending->begun);
	else if (c->phase == TAKEN || c->phase == ARRIVED)
		server_answers(tp, c, sending->bytes, sending->begun);
	else if (c->phase == RESPONDING)
		server_adds(tp, c, sending);
	return 0;
}

#endif
