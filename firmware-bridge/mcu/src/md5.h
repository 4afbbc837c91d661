/* MD5 (RFC 1321), in pieces. OBP names it as its checksum; it guards against noise, not against people. */
#ifndef ROVERRAMAN_MD5_H
#define ROVERRAMAN_MD5_H

#include <stddef.h>
#include <stdint.h>

typedef struct rr_md5 {
    uint32_t state[4];
    uint32_t length;                /* bytes; OBP messages stay far below 512 MiB */
    uint8_t block[64];
} rr_md5;

void rr_md5_start(rr_md5 *md5);
void rr_md5_add(rr_md5 *md5, const uint8_t *bytes, size_t count);
void rr_md5_finish(rr_md5 *md5, uint8_t digest[16]);

#endif
