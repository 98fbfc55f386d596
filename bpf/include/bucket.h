/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Which bucket of an ml_histogram a duration belongs to. One file of an object defines the tables: DEFINES_BUCKETS. */
#ifndef BUCKET_H
#define BUCKET_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "meshlens.h"

#ifndef DEFINES_BUCKETS
extern const __u8 logs[64];
extern const __u8 parts_of_octave[32];
extern const __u64 bounds[ML_BUCKETS - 1];
#else
/* log2 of the power of two whose product with HASH_OF_POWERS has this number in its upper six bits. */
const __u8 logs[64] = {
	63, 0, 58, 1, 59, 47, 53, 2, 60, 39, 48, 27, 54, 33, 42, 3, 61, 51, 37, 40, 49, 18, 28, 20, 55, 30, 34, 11, 43, 14, 22, 4,
	62, 57, 46, 52, 38, 26, 32, 41, 50, 36, 17, 19, 29, 10, 13, 21, 56, 45, 25, 31, 35, 16, 9, 12, 44, 24, 15, 8, 23, 7, 6, 5,
};

/* floor(128 * log2(1 + i / 32)) */
const __u8 parts_of_octave[32] = {
	0, 5, 11, 16, 21, 26, 31, 36, 41, 45, 50, 54, 58, 62, 67, 70, 74, 78, 82, 86, 89, 93, 96, 100, 103, 106, 109, 112, 116, 119, 122, 125,
};

/*
 * Upper ends of the buckets but the last, which has none: floor(2^((i + 1 + ML_FIRST_BUCKET) / 8) * 10^9) nanoseconds. A whole number of
 * nanoseconds is above the real boundary exactly if it is above its floor. A test computes the table again.
 */
const __u64 bounds[ML_BUCKETS - 1] = {
	259ull, 283ull, 309ull, 337ull, 367ull, 400ull, 437ull, 476ull, 519ull, 567ull, 618ull, 674ull, 735ull, 801ull,
	874ull, 953ull, 1039ull, 1134ull, 1236ull, 1348ull, 1470ull, 1603ull, 1749ull, 1907ull, 2079ull, 2268ull, 2473ull,
	2697ull, 2941ull, 3207ull, 3498ull, 3814ull, 4159ull, 4536ull, 4947ull, 5394ull, 5883ull, 6415ull, 6996ull, 7629ull,
	8319ull, 9072ull, 9894ull, 10789ull, 11766ull, 12831ull, 13992ull, 15258ull, 16639ull, 18145ull, 19788ull, 21579ull,
	23532ull, 25662ull, 27984ull, 30517ull, 33279ull, 36291ull, 39576ull, 43158ull, 47064ull, 51324ull, 55969ull,
	61035ull, 66559ull, 72583ull, 79152ull, 86316ull, 94129ull, 102648ull, 111938ull, 122070ull, 133118ull, 145166ull,
	158305ull, 172633ull, 188258ull, 205296ull, 223877ull, 244140ull, 266237ull, 290333ull, 316611ull, 345266ull,
	376516ull, 410593ull, 447755ull, 488281ull, 532474ull, 580667ull, 633222ull, 690533ull, 753032ull, 821187ull,
	895511ull, 976562ull, 1064948ull, 1161335ull, 1266444ull, 1381067ull, 1506065ull, 1642375ull, 1791023ull, 1953125ull,
	2129897ull, 2322670ull, 2532889ull, 2762135ull, 3012130ull, 3284751ull, 3582047ull, 3906250ull, 4259795ull,
	4645340ull, 5065779ull, 5524271ull, 6024261ull, 6569503ull, 7164094ull, 7812500ull, 8519591ull, 9290680ull,
	10131559ull, 11048543ull, 12048522ull, 13139006ull, 14328188ull, 15625000ull, 17039183ull, 18581361ull, 20263118ull,
	22097086ull, 24097044ull, 26278012ull, 28656376ull, 31250000ull, 34078366ull, 37162722ull, 40526236ull, 44194173ull,
	48194088ull, 52556025ull, 57312752ull, 62500000ull, 68156733ull, 74325444ull, 81052472ull, 88388347ull, 96388176ull,
	105112051ull, 114625505ull, 125000000ull, 136313466ull, 148650889ull, 162104944ull, 176776695ull, 192776353ull,
	210224103ull, 229251010ull, 250000000ull, 272626933ull, 297301778ull, 324209888ull, 353553390ull, 385552706ull,
	420448207ull, 458502021ull, 500000000ull, 545253866ull, 594603557ull, 648419777ull, 707106781ull, 771105412ull,
	840896415ull, 917004043ull, 1000000000ull, 1090507732ull, 1189207115ull, 1296839554ull, 1414213562ull, 1542210825ull,
	1681792830ull, 1834008086ull, 2000000000ull, 2181015465ull, 2378414230ull, 2593679109ull, 2828427124ull,
	3084421650ull, 3363585661ull, 3668016172ull, 4000000000ull, 4362030930ull, 4756828460ull, 5187358218ull,
	5656854249ull, 6168843301ull, 6727171322ull, 7336032345ull, 8000000000ull, 8724061861ull, 9513656920ull,
	10374716437ull, 11313708498ull, 12337686603ull, 13454342644ull, 14672064691ull, 16000000000ull, 17448123722ull,
	19027313840ull, 20749432874ull, 22627416997ull, 24675373206ull, 26908685288ull, 29344129382ull, 32000000000ull,
	34896247445ull, 38054627680ull, 41498865748ull, 45254833995ull, 49350746413ull, 53817370576ull, 58688258765ull,
	64000000000ull, 69792494890ull, 76109255360ull, 82997731497ull, 90509667991ull, 98701492826ull, 107634741152ull,
	117376517530ull,
};
#endif

#define HASH_OF_POWERS 0x07edd5e59a4e28c2ull

/* Of anything but 0. Without branches, which the verifier would follow one by one. */
static __always_inline __u32 log2_of(__u64 value)
{
	value |= value >> 1;
	value |= value >> 2;
	value |= value >> 4;
	value |= value >> 8;
	value |= value >> 16;
	value |= value >> 32;
	return logs[(value - (value >> 1)) * HASH_OF_POWERS >> 58];
}

/*
 * In sixteenths of a bucket the duration begins at 128 * log2(ns) - 3826.84 (16 * 8 * log2(10^9)) above the bucket of one second. Rounded down
 * that is never too high and less than half a bucket too low: one comparison with the exact end corrects it.
 */
static __always_inline __u32 bucket_of(__u64 ns)
{
	__u32 log = log2_of(ns | 1);
	__s32 sixteenths = 128 * log + parts_of_octave[ns << (63 - log) >> 58 & 31] - 3827 - 16 * ML_FIRST_BUCKET;
	__u32 bucket = sixteenths < 0 ? 0 : sixteenths >> 4;

	if (bucket >= ML_BUCKETS - 1)
		return ML_BUCKETS - 1;
	return bucket + ((bounds[bucket] - ns) >> 63);
}

#endif
