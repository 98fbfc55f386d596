// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs that do nothing, where the connection programs stand: what run-time statistics show for these is the statistics' own. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("tp_btf/tcp_sendmsg_locked")
int no_send(void *context)
{
	return 0;
}

SEC("tp_btf/sk_data_ready")
int no_arrival(void *context)
{
	return 0;
}

SEC("tp_btf/sock_recv_length")
int no_read(void *context)
{
	return 0;
}

SEC("tp_btf/inet_sock_set_state")
int no_state(void *context)
{
	return 0;
}
