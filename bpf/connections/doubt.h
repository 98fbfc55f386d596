/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Connections and turns that are not request and response. */
#ifndef CONNECTIONS_DOUBT_H
#define CONNECTIONS_DOUBT_H

#include "event.h"

#define STRIKES 2

static __always_inline void count_unavailable(struct connection *c)
{
	struct ml_counters *counters = c->flow ? counters_of(c->flow) : 0;
	__u32 reason = c->unavailable;

	if (counters && reason < ML_UNAVAILABLE_REASONS)
		ADD(counters->unavailable[reason], 1);
}

SUBPROGRAM int give_up(struct connection *c, __u32 reason)
{
	if (c->unavailable)
		return 0;
	c->unavailable = reason;
	c->held = 0;
	if (c->phase != SETUP)
		c->phase = OFF;
	count_unavailable(c);
	return 0;
}

/* This turn did not look like one. One is forgiven after enough clean turns: a doubt now and then must not blind a long-lived connection. */
SUBPROGRAM int strike(struct connection *c, __u32 reason)
{
	c->flags |= SPOILED;
	c->clean = 0;
	if (++c->strikes >= STRIKES)
		give_up(c, reason);
	return 0;
}

#endif
