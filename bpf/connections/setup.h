/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * How a connection begins: which protocol it speaks, and where TLS set-up ends. Everything up to and including the first request on TLS
 * belongs to the set-up: a session ticket looks like an instant answer.
 */
#ifndef CONNECTIONS_SETUP_H
#define CONNECTIONS_SETUP_H

#include "hello.h"
#include "doubt.h"
#include "turn.h"

/*
 * Turns left out after the first application data record. A client's Finished is encrypted like data unless a ChangeCipherSpec stands
 * before it (middlebox compatibility), so without one the first "request" may be the Finished. A server's first may be its tickets.
 */
#define SKIP_REQUEST 1
#define SKIP_FINISHED_AND_REQUEST 2

static __always_inline void begin_setup(struct connection *c, __u64 now)
{
	c->protocol = TLS;
	c->phase = SETUP;
	c->begun = now;
	c->last = now;
}

static __always_inline void end_setup(struct connection *c)
{
	c->setup = since(c->last, c->begun);
	if (c->flow)
		record(c->flow, ML_SETUP, c->setup);
	c->skip = c->flags & CHANGED_CIPHER ? SKIP_REQUEST : SKIP_FINISHED_AND_REQUEST;
	c->phase = c->unavailable ? OFF : IDLE;
}

/*
 * A TLS endpoint sends something before its first application data. HTTP in plain bytes says that the kernel encrypts for it (kTLS): where the
 * set-up ended is then hidden. Other bytes say nothing: a library may write a long flight in pieces that begin within a record.
 */
static __always_inline void setup_sends(struct connection *c, const __u8 *bytes, __u64 now)
{
	__u8 head[HEAD];

	if (!read_head(head, bytes))
		return;
	if (is_tls_data(head)) {
		end_setup(c);
		return;
	}
	if (is_method(head) || is_http1_response(head)) {
		give_up(c, ML_TLS_UNKNOWN);
		c->phase = OFF;
		return;
	}
	c->last = now;
	if (head[0] == 0x14 && c->role == ML_CLIENT)
		c->flags |= CHANGED_CIPHER;
}

static __always_inline void check_hello(struct connection *c, const __u8 *hello, __u32 size)
{
	if (hello_offer(hello, size) != OFFERS_NO_H2)
		give_up(c, ML_TLS_UNKNOWN);
}

/* What both ends can tell from the client's first bytes. */
static __always_inline void recognise_request(struct connection *c, const __u8 *head)
{
	if (is_http2_preface(head))
		give_up(c, ML_MULTIPLEXED);
	else if (is_method(head))
		c->protocol = HTTP1;
	else if (head[0] == '*')
		c->protocol = RESP;
	else
		c->protocol = UNKNOWN;
}

/* In the middle of a connection: a TLS record or an HTTP/2 frame says that the beginning, which would tell more, was missed. */
static __always_inline void recognise_adopted(struct connection *c, const __u8 *head)
{
	recognise_request(c, head);
	if (is_tls_data(head))
		give_up(c, ML_TLS_UNKNOWN);
	else if (c->protocol == UNKNOWN && is_http2_frame(head))
		give_up(c, ML_ADOPTED_MIDWAY);
}

/* Client: before its first request. */
static __always_inline void client_begins(struct connection *c, const __u8 *bytes, __u32 size, __u64 now)
{
	__u8 head[HEAD];

	if (!read_head(head, bytes)) {
		c->protocol = UNKNOWN;
		return;
	}
	if (!is_tls_handshake(head)) {
		recognise_request(c, head);
		return;
	}
	begin_setup(c, now);
	check_hello(c, bytes, size);
}

/* Server: after the first read. A TLS library may read the record header alone; the hello then follows in the next read. */
static __always_inline void server_begins(struct connection *c, int size)
{
	const __u8 *bytes = read_bytes();
	__u8 head[HEAD];

	if (c->flags & HALF_HELLO) {
		c->flags &= ~HALF_HELLO;
		check_hello(c, bytes - 5, size + 5);
		return;
	}
	if (!read_head(head, bytes))
		return;
	if (c->adopted) {
		recognise_adopted(c, head);
		return;
	}
	if (!is_tls_handshake(head)) {
		recognise_request(c, head);
		return;
	}
	begin_setup(c, c->begun);
	if (size == 5)
		c->flags |= HALF_HELLO;
	else
		check_hello(c, bytes, size);
}

/* Server whose reads cannot be looked into: its first answer tells the protocol. */
static __always_inline void recognise_response(struct connection *c, const __u8 *head)
{
	if (is_http2_settings(head))
		give_up(c, ML_MULTIPLEXED);
	else if (is_tls_handshake(head))
		give_up(c, ML_TLS_UNKNOWN);
	else
		c->protocol = is_http1_response(head) ? HTTP1 : UNKNOWN;
}

#endif
