// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Which slot is a socket's? */
#include "slot.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

static __always_inline int way_of(const struct owners *set, __u64 tag)
{
	int way;

	for (way = 0; way < WAYS; way++)
		if (set->tags[way] == tag)
			return way;
	return -1;
}

__noinline int find_slot(__u64 tag)
{
	__u32 number = home_of(tag) / WAYS;
	struct owners *set = bpf_map_lookup_elem(&owners, &number);
	int way = set ? way_of(set, tag) : -1;

	return way < 0 ? -1 : (int)(number * WAYS + way);
}

/* The home first. Of two sockets that want the same free slot the second looks on. */
__noinline int take_slot(__u64 tag)
{
	__u32 home = home_of(tag), number = home / WAYS, tried;
	struct owners *set = bpf_map_lookup_elem(&owners, &number);
	int way;

	if (!set)
		return -1;
	way = way_of(set, tag);
	if (way >= 0)
		return number * WAYS + way;
	for (tried = 0; tried < WAYS; tried++) {
		way = (home + tried) % WAYS;
		if (!set->tags[way] && !__sync_val_compare_and_swap(&set->tags[way], 0, tag))
			return number * WAYS + way;
	}
	return -1;
}

__noinline int release_slot(__u64 tag)
{
	__u32 home = home_of(tag), number = home / WAYS;
	struct owners *set = bpf_map_lookup_elem(&owners, &number);
	int way;

	if (!set)
		return -1;
	way = set->tags[home % WAYS] == tag ? home % WAYS : way_of(set, tag);
	if (way >= 0)
		set->tags[way % WAYS] = 0;
	return 0;
}
