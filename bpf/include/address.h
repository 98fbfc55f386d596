/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Addresses as kernel and agent agree on them: 16 bytes in network order, IPv4 as ::ffff:a.b.c.d. */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "kernel.h"

static __always_inline void map_v4(__u8 *to, __be32 address)
{
	__u32 *words = (__u32 *)to;

	words[0] = 0;
	words[1] = 0;
	words[2] = bpf_htonl(0xffff);
	words[3] = address;
}

static __always_inline void copy_v6(__u8 *to, struct in6_addr *from)
{
	__u32 *words = (__u32 *)to;

	words[0] = from->in6_u.u6_addr32[0];
	words[1] = from->in6_u.u6_addr32[1];
	words[2] = from->in6_u.u6_addr32[2];
	words[3] = from->in6_u.u6_addr32[3];
}

#endif
