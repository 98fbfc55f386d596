/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Does a TLS ClientHello (RFC 8446, 4.1.2) offer HTTP/2? Then what the server chose may be hidden, and the connection has no turns.
 * Istio's names for HTTP/2 also end in "h2". Offsets count from the start of the TLS record.
 */
#ifndef CONNECTIONS_HELLO_H
#define CONNECTIONS_HELLO_H

#include "payload.h"

#define HELLO_SESSION_ID 43
#define ALPN 16
#define MAX_EXTENSIONS 48
#define MAX_PROTOCOLS 8

enum offer {
	OFFERS_NO_H2,
	OFFERS_H2,
	OFFER_UNKNOWN,  /* the hello is longer than what is at hand, or no hello */
};

static __always_inline __u32 half_at(const __u8 *bytes)
{
	return bytes[0] << 8 | bytes[1];
}

SUBPROGRAM int alpn_offer(const __u8 *hello, __u32 at, __u32 end)
{
	int i;

	for (i = 0; i < MAX_PROTOCOLS && at < end; i++) {
		__u8 length, last[2];

		if (bpf_probe_read_user(&length, 1, hello + at) || length < 2)
			return OFFER_UNKNOWN;
		if (bpf_probe_read_user(last, 2, hello + at + length - 1))
			return OFFER_UNKNOWN;
		if (last[0] == 'h' && last[1] == '2')
			return OFFERS_H2;
		at += 1 + length;
	}
	return at < end ? OFFER_UNKNOWN : OFFERS_NO_H2;
}

/* Offset of the extensions, 0 if it cannot be found. */
static __always_inline __u32 extensions_at(const __u8 *hello)
{
	__u8 length[2];
	__u32 at = HELLO_SESSION_ID;

	if (bpf_probe_read_user(length, 1, hello + at))
		return 0;
	at += 1 + length[0];
	if (bpf_probe_read_user(length, 2, hello + at))
		return 0;
	at += 2 + half_at(length);
	if (bpf_probe_read_user(length, 1, hello + at))
		return 0;
	return at + 1 + length[0];
}

SUBPROGRAM int hello_offer(const __u8 *hello, __u32 size)
{
	__u32 at = extensions_at(hello), end;
	__u8 head[4];
	int i;

	if (!at || bpf_probe_read_user(head, 2, hello + at))
		return OFFER_UNKNOWN;
	at += 2;
	end = at + half_at(head);
	for (i = 0; i < MAX_EXTENSIONS; i++) {
		if (at + 4 > end)
			return OFFERS_NO_H2;
		if (at + 4 > size || bpf_probe_read_user(head, 4, hello + at))
			return OFFER_UNKNOWN;
		at += 4;
		if (half_at(head) == ALPN)
			return at + half_at(head + 2) > size ? OFFER_UNKNOWN : alpn_offer(hello, at + 2, at + half_at(head + 2));
		at += half_at(head + 2);
	}
	return OFFER_UNKNOWN;
}

#endif
