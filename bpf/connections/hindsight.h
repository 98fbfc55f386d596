/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * When did a send begin that is told when it is done? TCP keeps the transmit time of the oldest segment under way, and after its
 * acknowledgement of the last one delivered (first_tx_mstamp): for a send of one segment that is this segment's either way.
 *
 * In some of ten thousand turns the answer is there before the send is told, and was taken for part of the turn before. That is put right
 * here.
 */
#ifndef CONNECTIONS_HINDSIGHT_H
#define CONNECTIONS_HINDSIGHT_H

#include "server.h"

/* More than this may be several segments, and a blocking call that took its time. */
#define MANY_BYTES 32768

static __always_inline bool is_certain(struct tcp_sock *tp, __u32 size)
{
	return size <= MANY_BYTES || (__s32)(tp->snd_una - (tp->write_seq - size)) <= 0;
}

static __always_inline int client_sent(struct tcp_sock *tp, struct connection *c, struct sending *sending, __u64 first)
{
	bool answering = c->phase == RESPONDING || c->phase == IDLE;
	__u64 arrived = answering && first < c->last ? c->last : 0;

	if (c->phase == RESPONDING && first < c->mark)
		return 0;       /* a part of the request whose answer is already being received */
	if (c->phase == WAITING && sending->size > MANY_BYTES)
		sending->begun = c->sent;
	else if (c->phase != WAITING && first > c->mark)
		sending->begun = first;
	if (arrived && c->phase == RESPONDING)
		c->last = c->mark;
	if (arrived)
		c->flags &= ~PUSHED;    /* what came late was this request's answer */
	client_sends(tp, c, sending);
	if (c->phase != WAITING || !answering)
		return 0;
	if (!is_certain(tp, sending->size))
		c->flags |= SPOILED;
	if (!arrived && c->last <= sending->begun)
		return 0;
	c->mark = c->last = arrived ? arrived : c->last;
	c->from = c->seen;
	c->phase = RESPONDING;
	return 0;
}

static __always_inline int server_sent(struct tcp_sock *tp, struct connection *c, struct sending *sending, __u64 first)
{
	__u64 next = c->begun;

	if (c->phase == ARRIVED && first < next) {
		c->last = first;
		if (c->mark)
			end_turn(tp, c, since(first, c->mark), 0);
		c->begun = next;
		c->mark = 0;
		return 0;
	}
	if (first > c->mark)
		sending->begun = first;
	if (c->phase == TAKEN && !is_certain(tp, sending->size))
		c->flags |= SPOILED;
	return server_sends(tp, c, sending);
}

/* Told when it is done. */
static __always_inline int have_sent(struct tcp_sock *tp, struct connection *c, __u32 size)
{
	__u64 first = tp->first_tx_mstamp * 1000 + 999;
	struct sending sending = {};

	sending.begun = sending.done = bpf_ktime_get_ns();
	sending.bytes = written_bytes();
	sending.size = size;
	sending.blocked = size > MANY_BYTES;
	return c->role == ML_CLIENT ? client_sent(tp, c, &sending, first) : server_sent(tp, c, &sending, first);
}

#endif
