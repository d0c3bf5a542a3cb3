/* SPDX-License-Identifier: Apache-2.0 */
/* Octets in memory, at any alignment: "be" is network order, without it the machine's, which DPDK's x86 makes little-endian. */
#ifndef GUIDEWAY_OCTETS_H
#define GUIDEWAY_OCTETS_H

#include <stdint.h>
#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the flow hash reads words little-endian");

static inline uint16_t get16(const uint8_t *at)
{
    uint16_t value;

    memcpy(&value, at, sizeof(value));
    return value;
}

static inline uint32_t get32(const uint8_t *at)
{
    uint32_t value;

    memcpy(&value, at, sizeof(value));
    return value;
}

static inline uint64_t get64(const uint8_t *at)
{
    uint64_t value;

    memcpy(&value, at, sizeof(value));
    return value;
}

static inline uint16_t get16be(const uint8_t *at) { return __builtin_bswap16(get16(at)); }
static inline uint32_t get32be(const uint8_t *at) { return __builtin_bswap32(get32(at)); }
static inline uint64_t get64be(const uint8_t *at) { return __builtin_bswap64(get64(at)); }

static inline void put16(uint8_t *at, uint16_t value) { memcpy(at, &value, sizeof(value)); }
static inline void put32(uint8_t *at, uint32_t value) { memcpy(at, &value, sizeof(value)); }
static inline void put64(uint8_t *at, uint64_t value) { memcpy(at, &value, sizeof(value)); }
static inline void put16be(uint8_t *at, uint16_t value) { put16(at, __builtin_bswap16(value)); }
static inline void put32be(uint8_t *at, uint32_t value) { put32(at, __builtin_bswap32(value)); }

/* Brings a sum of 16-bit words, below 2^48, to 16 bits by adding the carries back (RFC 1071). */
static inline uint16_t fold(uint64_t sum)
{
    uint64_t folded = (sum & 0xFFFF) + (sum >> 16 & 0xFFFF) + (sum >> 32);

    folded = (folded & 0xFFFF) + (folded >> 16);
    return (uint16_t)((folded & 0xFFFF) + (folded >> 16));
}

/* The same for a sum below 2^31. */
static inline uint16_t fold_int(uint32_t sum)
{
    const uint32_t folded = (sum & 0xFFFF) + (sum >> 16);

    return (uint16_t)((folded & 0xFFFF) + (folded >> 16));
}

#endif
