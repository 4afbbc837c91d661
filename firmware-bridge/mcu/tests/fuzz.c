/*
 * Throws bytes at responder and frame reader. With -fsanitize=fuzzer the fuzzer brings them; otherwise main() draws them from a fixed seed, half
 * of them good requests that were damaged.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "roverraman/frame.h"
#include "roverraman/obp.h"

enum { PIXELS = 16 };
static uint16_t pixels[PIXELS];
static size_t sent;

static int read_pixels(void *context, uint32_t us, uint16_t *to, uint16_t count)
{
    (void)context;
    for (uint16_t i = 0; i < count; i++)
        to[i] = (uint16_t)(us + i);
    return RR_OBP_OK;
}

static int set_number(void *context, uint32_t value) { (void)context; return value % 7 == 3 ? RR_OBP_INTERNAL : RR_OBP_OK; }
static int set_lamp(void *context, bool on) { (void)context; (void)on; return RR_OBP_OK; }
static void uart_write(void *context, const uint8_t *bytes, size_t count) { (void)context; for (size_t i = 0; i < count; i++) sent += bytes[i]; }
static void keep(void *context, const uint8_t *payload, size_t count) { (void)context; for (size_t i = 0; i < count; i++) sent += payload[i]; }

static const rr_obp_device device = {
    .read_pixels = read_pixels, .set_integration_us = set_number, .uart_write = uart_write, .set_lamp = set_lamp, .set_baud = set_number,
    .serial_number = "FUZZ", .pixels = pixels, .pixel_count = PIXELS, .shortest_us = 1, .longest_us = 1000000, .baud = 9600, .lamp_limit_ms = 100,
    .coefficient_count = 2, .coefficients = { 785, 0.1f },
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    rr_obp obp;
    rr_frame_reader reader;
    uint8_t buffer[RR_FRAME_BUFFER_SIZE(64)], out[4096];
    if (!rr_obp_init(&obp, &device))
        abort();
    rr_frame_reader_init(&reader, buffer, sizeof buffer);
    for (size_t i = 0, part; i < count; i += part) {
        part = 1 + bytes[i] % 97;
        if (part > count - i)
            part = count - i;
        rr_obp_receive(&obp, bytes + i, part);
        rr_frame_receive(&reader, bytes + i, part, keep, NULL);
        rr_obp_elapsed(&obp, bytes[i]);
    }
    if (obp.held > sizeof obp.buffer || reader.held > sizeof buffer)
        abort();
    /* What is encoded comes back. */
    size_t length;
    const size_t size = count < 2000 ? count : 2000, written = rr_cobs_encode(bytes, size, out, sizeof out);
    if (!rr_cobs_decode(out, written, out, sizeof out, &length) || length != size || memcmp(out, bytes, size) != 0)
        abort();
    return 0;
}

#ifndef LIBFUZZER
static uint32_t state = 20261124;

static uint32_t draw(void)
{
    state = state * 1664525u + 1013904223u;
    return state >> 8;
}

int main(int argc, char **argv)
{
    static const uint32_t types[] = { 0x100, 0x101100, 0x110010, 0x110410, 0x810, 0x180101, 0x400001, 0x120010 };
    static uint8_t bytes[1024];
    const long runs = argc > 1 ? atol(argv[1]) : 100000;
    for (long run = 0; run < runs; run++) {
        const size_t count = draw() % sizeof bytes;
        for (size_t i = 0; i < count; i++)
            bytes[i] = (uint8_t)draw();
        for (size_t at = 0; draw() % 2 == 0 && at + 128 <= count; at += 64 + draw() % 8) {
            const uint32_t type = types[draw() % 8];
            memset(bytes + at, 0, 64);
            memcpy(bytes + at, "\xc1\xc0\0\x11\4", 5);
            for (unsigned i = 0; i < 4; i++) {
                bytes[at + 8 + i] = (uint8_t)(type >> (8 * i));
                bytes[at + 24 + i] = (uint8_t)draw();
            }
            bytes[at + 23] = (uint8_t)(draw() % 18);
            bytes[at + 40] = (uint8_t)(20 + (draw() % 4 == 0 ? draw() % 70 : 0));
            memcpy(bytes + at + 60, "\xc5\xc4\xc3\xc2", 4);
            if (draw() % 3 == 0)
                bytes[at + draw() % 64] ^= (uint8_t)(1 << draw() % 8);
        }
        LLVMFuzzerTestOneInput(bytes, count);
    }
    printf("mcu: %ld random streams, checksum %zu\n", runs, sent);
    return 0;
}
#endif
