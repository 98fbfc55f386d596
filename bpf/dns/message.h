/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* UDP sockets and the messages that they send and receive: the header of a DNS message (RFC 1035, 4.1.1) and no more. */
#ifndef DNS_MESSAGE_H
#define DNS_MESSAGE_H

#include "address.h"

#define DNS_PORT 53
#define DNS_ANSWER 0x80
#define DNS_RCODE 0x0f

struct message {
	__be16 source;
	__be16 destination;
	__be16 length;
	__be16 checksum;
	__be16 id;
	__u8 flags;
	__u8 code;
	__be16 counts[4];
};

static __always_inline bool is_udp(struct sock *sk)
{
	return sk && sk->sk_protocol == IPPROTO_UDP;
}

static __always_inline bool is_connected(struct sock *sk)
{
	return sk->__sk_common.skc_dport != 0;
}

static __always_inline bool read_message(struct sk_buff *skb, struct message *message)
{
	return !bpf_probe_read_kernel(message, sizeof(*message), skb->head + skb->transport_header) &&
	       bpf_ntohs(message->length) >= sizeof(*message);
}

/* Source or destination as the packet's IP header has it. */
static __always_inline void packet_address(__u8 *to, struct sk_buff *skb, int v4_offset, int v6_offset)
{
	unsigned char *header = skb->head + skb->network_header;
	__be32 address = 0;

	if (skb->protocol == bpf_htons(ETH_P_IP)) {
		bpf_probe_read_kernel(&address, sizeof(address), header + v4_offset);
		map_v4(to, address);
	} else {
		bpf_probe_read_kernel(to, 16, header + v6_offset);
	}
}

static __always_inline void connected_address(__u8 *to, struct sock *sk)
{
	if (sk->__sk_common.skc_family == AF_INET)
		map_v4(to, sk->__sk_common.skc_daddr);
	else
		copy_v6(to, &sk->__sk_common.skc_v6_daddr);
}

static __always_inline void own_address(__u8 *to, struct sock *sk)
{
	if (sk->__sk_common.skc_family == AF_INET)
		map_v4(to, sk->__sk_common.skc_rcv_saddr);
	else
		copy_v6(to, &sk->__sk_common.skc_v6_rcv_saddr);
}

static __always_inline bool asks_name_server(struct sock *sk, const struct message *message)
{
	__be16 port = bpf_htons(DNS_PORT);

	/* The sender's port tells this datagram from one that only carries it, as a tunnel does. */
	return (message->destination == port || sk->__sk_common.skc_dport == port) &&
	       message->source == bpf_htons(sk->__sk_common.skc_num) && !(message->flags & DNS_ANSWER);
}

#endif
