/*
 * Framing for a link of your own: COBS(payload, CRC-32C of the payload little-endian), 00. The daemon's link and the ground tools speak the
 * same. No allocation, no libc beyond memcpy.
 *
 * COBS: S. Cheshire, M. Baker, IEEE/ACM Transactions on Networking 7(2), 1999. CRC-32C: RFC 3720 appendix B.4.
 */
#ifndef ROVERRAMAN_FRAME_H
#define ROVERRAMAN_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Most bytes that a payload of n bytes takes on the link. */
#define RR_FRAME_MAX_SIZE(n) ((n) + 4 + ((n) + 4) / 254 + 2)
/* Bytes of buffer that a reader needs for payloads of up to n bytes. */
#define RR_FRAME_BUFFER_SIZE(n) ((n) + 4 + ((n) + 4) / 254 + 1)

/* CRC-32C of bytes; previous is 0, or the result for what stands before them. */
uint32_t rr_crc32c(uint32_t previous, const uint8_t *bytes, size_t count);

/* Encodes; returns the length, or 0 where out is shorter than count + count / 254 + 1. in and out do not overlap. */
size_t rr_cobs_encode(const uint8_t *in, size_t count, uint8_t *out, size_t capacity);

/* Decodes one frame without its 00; out may be in. Returns false where in is not COBS or out is too short. */
bool rr_cobs_decode(const uint8_t *in, size_t count, uint8_t *out, size_t capacity, size_t *written);

/* Writes a frame; returns its length, or 0 for an empty payload or where out is shorter than RR_FRAME_MAX_SIZE(count). */
size_t rr_frame_write(const uint8_t *payload, size_t count, uint8_t *out, size_t capacity);

/* Finds frames in a stream that starts anywhere and may hold garbage. Its fields are its own, except the counters. */
typedef struct rr_frame_reader {
    uint8_t *buffer;
    size_t capacity;
    size_t held;
    bool overflow;
    uint32_t frames;                /* good frames delivered */
    uint32_t bad_frames;            /* stretches between two 00 that were none */
} rr_frame_reader;

/* Called for each good frame; the payload is not valid afterwards. */
typedef void (*rr_frame_handler)(void *context, const uint8_t *payload, size_t count);

/* Prepares a reader on memory of RR_FRAME_BUFFER_SIZE(longest payload) bytes. */
void rr_frame_reader_init(rr_frame_reader *reader, uint8_t *buffer, size_t capacity);

/* Takes bytes from the line, in pieces of any size. */
void rr_frame_receive(rr_frame_reader *reader, const uint8_t *bytes, size_t count, rr_frame_handler handler, void *context);

#endif
