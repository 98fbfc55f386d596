/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Does the server also speak unasked? On a protocol we cannot read, what it pushes after a request looks like the answer, and the answer like
 * more of it. So what follows a small answer after a pause that is longer than the whole turn so far makes the turn doubtful. The next request
 * says so: what comes last of all may be a farewell.
 */
#ifndef CONNECTIONS_PUSH_H
#define CONNECTIONS_PUSH_H

#include "connection.h"

#define PUSH_FLOOR_NS 50000
#define PUSH_BYTES 16384

/* `first`: until the first part came. `bytes`: of this answer so far; what is larger is a download. */
static __always_inline void note_push(struct connection *c, __u64 pause, __u64 first, __u32 bytes)
{
	if (c->protocol > RESP && !c->skip && bytes < PUSH_BYTES && pause > PUSH_FLOOR_NS && pause > first)
		c->flags |= PUSHED;
}

#endif
