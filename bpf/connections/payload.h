/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The first bytes of what an application sends or has just read, compared with known beginnings and forgotten. They are read from the
 * application's own buffer: before a send through the message, after a read through the system call's arguments. Where that is not
 * possible (io_uring reads), a connection is known by its behaviour only.
 */
#ifndef CONNECTIONS_PAYLOAD_H
#define CONNECTIONS_PAYLOAD_H

#include "connection.h"
#include "syscall.h"

#define HEAD 16

enum iter_type {
	ITER_UBUF,
	ITER_IOVEC,
};

struct user_message {
	void *name;
	int name_length;
	int padding;
	struct iovec *vectors;
};

static __always_inline __u32 word_at(const __u8 *bytes)
{
	return bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
}

#define WORD(a, b, c, d) ((__u32)(a) << 24 | (b) << 16 | (c) << 8 | (d))

static __always_inline bool is_method(const __u8 *head)
{
	switch (word_at(head)) {
	case WORD('G', 'E', 'T', ' '):
	case WORD('P', 'O', 'S', 'T'):
	case WORD('P', 'U', 'T', ' '):
	case WORD('H', 'E', 'A', 'D'):
	case WORD('D', 'E', 'L', 'E'):
	case WORD('P', 'A', 'T', 'C'):
	case WORD('O', 'P', 'T', 'I'):
	case WORD('C', 'O', 'N', 'N'):
	case WORD('T', 'R', 'A', 'C'):
		return true;
	default:
		return false;
	}
}

static __always_inline bool is_http2_preface(const __u8 *head)
{
	return word_at(head) == WORD('P', 'R', 'I', ' ') && word_at(head + 4) == WORD('*', ' ', 'H', 'T');
}

/* A server's first frame: SETTINGS on stream 0, without flags. */
static __always_inline bool is_http2_settings(const __u8 *head)
{
	return head[0] == 0 && head[3] == 4 && head[4] == 0 && word_at(head + 5) == 0;
}

/* Plausible header of any frame: at most 16 KB, a known type and flags, no reserved bit. */
static __always_inline bool is_http2_frame(const __u8 *head)
{
	return head[0] == 0 && head[1] <= 0x40 && head[3] <= 9 && !(head[4] & ~0x2d) && !(head[5] & 0x80);
}

static __always_inline bool is_http1_response(const __u8 *head)
{
	return word_at(head) == WORD('H', 'T', 'T', 'P') && word_at(head + 4) == WORD('/', '1', '.', head[7]);
}

/* 100 to 103, and 0 for everything else. */
static __always_inline __u32 interim_status(const __u8 *head)
{
	if (!is_http1_response(head) || head[9] != '1' || head[10] != '0')
		return 0;
	return 100 + (head[11] - '0');
}

static __always_inline bool is_tls_handshake(const __u8 *head)
{
	return head[0] == 0x16 && head[1] == 3;
}

static __always_inline bool is_tls_data(const __u8 *head)
{
	return head[0] == 0x17 && head[1] == 3;
}

/* Where the message's unsent bytes are in user memory; 0 if they are not there (sendfile, splice, kernel senders). */
static __always_inline const __u8 *unsent_bytes(const struct msghdr *message)
{
	const struct iov_iter *iter = &message->msg_iter;
	unsigned long offset = iter->iov_offset;
	__u8 type = iter->iter_type;
	struct iovec vector;

	if (type == bpf_core_enum_value(enum iter_type, ITER_UBUF)) {
		vector.iov_base = iter->ubuf;
	} else {
		if (type != bpf_core_enum_value(enum iter_type, ITER_IOVEC))
			return 0;
		if (bpf_core_read(&vector, sizeof(vector), iter->__iov))
			return 0;
	}
	return vector.iov_base + offset;
}

/* The buffer of a system call that has one, or the first of several. */
static __always_inline const __u8 *buffer_of(unsigned long argument, bool is_message, bool is_vector)
{
	struct user_message message;
	struct iovec vector;

	if (!is_message && !is_vector)
		return (const __u8 *)argument;
	if (is_message) {
		if (bpf_probe_read_user(&message, sizeof(message), (void *)argument))
			return 0;
		argument = (unsigned long)message.vectors;
	}
	return bpf_probe_read_user(&vector, sizeof(vector), (void *)argument) ? 0 : vector.iov_base;
}

/* Where the running system call has just put what it read; 0 if it is none of these. */
static __always_inline const __u8 *read_bytes(void)
{
	struct pt_regs *regs = (struct pt_regs *)bpf_task_pt_regs(bpf_get_current_task_btf());
	unsigned long call = SYSCALL_OF(regs);

	if (call != READ && call != RECVFROM && call != RECVMSG && call != READV)
		return 0;
	return buffer_of(SECOND_OF(regs), call == RECVMSG, call == READV);
}

/* Where the running system call took what it sent. */
static __always_inline const __u8 *written_bytes(void)
{
	struct pt_regs *regs = (struct pt_regs *)bpf_task_pt_regs(bpf_get_current_task_btf());
	unsigned long call = SYSCALL_OF(regs);

	if (call != WRITE && call != SENDTO && call != SENDMSG && call != WRITEV)
		return 0;
	return buffer_of(SECOND_OF(regs), call == SENDMSG, call == WRITEV);
}

static __always_inline bool read_head(__u8 *head, const __u8 *from)
{
	return from && !bpf_probe_read_user(head, HEAD, from);
}

#endif
