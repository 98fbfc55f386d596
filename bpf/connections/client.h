/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A client's turn: request's first byte sent -> response's first byte arrived -> read. */
#ifndef CONNECTIONS_CLIENT_H
#define CONNECTIONS_CLIENT_H

#include "push.h"
#include "setup.h"

/*
 * Parts of one small request this far apart (and this part of the whole turn), on a protocol we cannot read, may as well be several
 * requests. What is larger is an upload.
 */
#define SPLIT_FLOOR_NS 50000
#define SPLIT_SHARE 8
#define SPLIT_BYTES 16384

static __always_inline bool may_be_several(struct connection *c, __u64 pause, __u64 whole, __u32 bytes)
{
	return c->protocol > RESP && bytes < SPLIT_BYTES && pause > SPLIT_FLOOR_NS && pause * SPLIT_SHARE > whole;
}

/* What is known of one send, whichever hook told it. */
struct sending {
	const __u8 *bytes;      /* in user memory, or 0 */
	__u32 size;
	bool continues;         /* a later segment of the same system call */
	bool blocked;           /* the send buffer was full */
	__u64 begun;
	__u64 done;             /* as far as known */
};

static __always_inline bool buffer_is_full(struct tcp_sock *tp)
{
	struct sock *sk = &tp->inet_conn.icsk_inet.sk;

	return sk->sk_wmem_queued >= sk->sk_sndbuf;
}

static __always_inline bool begins_request(struct connection *c, const __u8 *bytes, bool otherwise)
{
	__u8 head[HEAD];

	if (!read_head(head, bytes))
		return otherwise;
	return c->protocol == HTTP1 ? is_method(head) : head[0] == '*';
}

static __always_inline bool is_readable(struct connection *c)
{
	return c->protocol == HTTP1 || c->protocol == RESP;
}

static __always_inline void end_client_turn(struct tcp_sock *tp, struct connection *c)
{
	if (c->flags & PUSHED)
		strike(c, ML_PUSHED);
	else if (unread(tp))
		strike(c, ML_OVERLAPPING);
	else if (!is_picked(c))
		strike(c, ML_SPLICED);
	if (c->phase == RESPONDING)
		end_turn(tp, c, since(c->mark, c->begun), since(c->last, c->mark));
}

static __always_inline void begin_request(struct tcp_sock *tp, struct connection *c, const struct sending *sending)
{
	c->begun = sending->begun;
	c->sent = sending->done;
	c->from = tp->write_seq;
	c->pause = 0;
	c->second = UNKNOWN_NS;
	c->flags &= ~(BLOCKED | PUSHED);
	c->phase = WAITING;
	if (is_readable(c) && !begins_request(c, sending->bytes, true))
		strike(c, ML_OVERLAPPING);
}

/* More of the same request, or another one before the answer to the first. */
static __always_inline void continue_request(struct connection *c, const struct sending *sending)
{
	if (!sending->continues) {
		if (!(c->flags & BLOCKED))
			c->pause += since(sending->begun, c->sent);
		if (is_readable(c) && begins_request(c, sending->bytes, false))
			strike(c, ML_OVERLAPPING);
	}
	c->sent = sending->done;
	c->flags = sending->blocked ? c->flags | BLOCKED : c->flags & ~BLOCKED;
}

/* Older than the agent: begin where nothing is under way, and leave out the first turn, whose answer may be another's. */
static __always_inline void adopt_request(struct tcp_sock *tp, struct connection *c, const __u8 *bytes)
{
	__u8 head[HEAD];

	if (tp->snd_una != tp->write_seq || unread(tp) || !read_head(head, bytes)) {
		if (++c->strikes >= HELD_TURNS)
			give_up(c, ML_ADOPTED_MIDWAY);
		return;
	}
	c->strikes = 0;
	c->skip = 1;
	c->phase = IDLE;
	recognise_adopted(c, head);
}

SUBPROGRAM int client_sends(struct tcp_sock *tp, struct connection *c, const struct sending *sending)
{
	if (c->phase == WAITING) {
		continue_request(c, sending);
		return 0;
	}
	if (c->phase == RESPONDING)
		end_client_turn(tp, c);
	else if (c->phase == SETUP)
		setup_sends(c, sending->bytes, sending->begun);
	else if (c->phase == ADOPTED)
		adopt_request(tp, c, sending->bytes);
	else if (c->protocol == UNSEEN)
		client_begins(c, sending->bytes, sending->size, sending->begun);
	if (c->phase == IDLE || c->phase == RESPONDING)
		begin_request(tp, c, sending);
	return 0;
}

/*
 * A response can only answer what the peer has: its segment acknowledges the whole request, and acknowledgements are processed before the
 * data is announced. Our own FIN counts one in write_seq.
 */
static __always_inline bool answers_request(struct tcp_sock *tp)
{
	__u32 fin = tp->inet_conn.icsk_inet.sk.sk_shutdown & SEND_SHUTDOWN ? 1 : 0;

	return (__s32)(tp->write_seq - fin - tp->snd_una) <= 0;
}

static __always_inline void client_arrival(struct tcp_sock *tp, struct connection *c)
{
	__u64 now = tp->tcp_clock_cache;
	__u32 seen = c->seen;

	if (!has_news(tp, c))
		return;
	if (c->phase == RESPONDING)
		note_push(c, since(now, c->last), since(c->mark, c->begun), seen - c->from);
	c->last = now;
	if (c->phase != WAITING)
		return;
	c->mark = now;
	c->phase = RESPONDING;
	if (!answers_request(tp))
		strike(c, ML_OVERLAPPING);
	else if (may_be_several(c, c->pause, since(now, c->begun), tp->write_seq - c->from))
		give_up(c, ML_SPLIT);   /* answers may lag behind from now on, and look like answers to the latest */
	if (c->protocol > RESP)
		c->from = seen;
}

/* An interim answer is none: the turn goes on. Switching protocols ends all turns. */
static __always_inline bool is_interim(struct connection *c, int size)
{
	__u8 head[HEAD];
	__u32 status;

	if (!read_head(head, read_bytes()))
		return false;
	status = interim_status(head);
	if (status == 101)
		give_up(c, ML_UPGRADED);
	return status && size < 4 * HEAD;
}

static __always_inline void client_reads(struct connection *c, int size)
{
	__u64 now;

	if (c->phase != RESPONDING || is_picked(c))
		return;
	now = bpf_ktime_get_ns();
	if (c->protocol == HTTP1 && is_interim(c, size)) {
		if (c->phase == RESPONDING)
			c->phase = WAITING;
		c->sent = now;
		return;
	}
	c->second = since(now, c->mark);
}

#endif
