// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * How long name servers take to answer over UDP, and how they fail. A query is seen when it is handed to a device, because its id is
 * nowhere else. Its answer is seen when it lies in the socket that asked: there the addresses are those the application knows, whatever
 * NAT or redirection happened below. Both meet by socket and id. Of a message only the header is looked at: id, direction, response
 * code; never a name.
 *
 * A packet that is not UDP costs a comparison, as does one received while no query is outstanding.
 */
#define DEFINES_BUCKETS
#include "asking.h"
#include "answering.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* Answers looked for behind the newest datagram in a socket: several may come before the socket says so once. */
#define QUEUE_DEPTH 4

SEC("tp_btf/net_dev_queue")
int BPF_PROG(dns_sent, struct sk_buff *skb)
{
	struct sock *sk = skb->sk;
	struct message message;

	if (!is_udp(sk) || (is_connected(sk) && sk->__sk_common.skc_dport != bpf_htons(DNS_PORT)))
		return 0;
	if (!read_message(skb, &message) || !asks_name_server(sk, &message))
		return 0;
	return asked(sk, skb, &message);
}

SEC("tp_btf/sk_data_ready")
int BPF_PROG(dns_received, struct sock *sk)
{
	struct sk_buff *head, *skb;
	__u64 socket;
	int i;

	if (!is_udp(sk) || !outstanding)
		return 0;
	if (is_connected(sk) && sk->__sk_common.skc_dport != bpf_htons(DNS_PORT))
		return 0;
	socket = (__u64)sk;
	head = (struct sk_buff *)&sk->sk_receive_queue;
	skb = sk->sk_receive_queue.prev;
	if (skb == head)
		return missed(socket);
	for (i = 0; i < QUEUE_DEPTH && skb && skb != head; i++) {
		if (!read_answer(sk, skb, socket))
			break;
		skb = skb->prev;
	}
	return 0;
}

SEC("tp_btf/inet_sk_error_report")
int BPF_PROG(dns_error, struct sock *sk)
{
	struct trouble *trouble;

	if (!is_udp(sk) || !outstanding || sk->__sk_common.skc_dport != bpf_htons(DNS_PORT))
		return 0;
	trouble = trouble_of((__u64)sk);
	if (trouble) {
		ADD(trouble->errors, 1);
		trouble->error_ns = bpf_ktime_get_ns();
	}
	return 0;
}

/* Run by the agent now and then: ends the queries that will get no answer. */
SEC("syscall")
int dns_sweep(void *context)
{
	__u64 now = bpf_ktime_get_ns();

	if (outstanding)
		bpf_for_each_map_elem(&queries, end_query, &now, 0);
	return 0;
}
