/* What the library promises, checked on the host. Each failed check names its line; the exit code is the number of failures, 99 at most. */
#include <stdio.h>
#include <string.h>

#include "../src/md5.h"
#include "roverraman/frame.h"
#include "roverraman/obp.h"

static int failures;

#define CHECK(condition) \
    do { if (!(condition)) { failures++; fprintf(stderr, "%s:%d: expected %s\n", __FILE__, __LINE__, #condition); } } while (0)

enum { PIXELS = 1024, SPECTRUM = 64 + 2 * PIXELS };

/* A board in memory: what was sent is kept, what is set is remembered. */
static struct board {
    uint8_t sent[16384];
    size_t length;
    uint32_t integration_us, baud;
    bool lamp;
    int refusal;
} board;
static uint16_t pixels[PIXELS];

static int read_pixels(void *context, uint32_t integration_us, uint16_t *to, uint16_t count)
{
    (void)context;
    for (uint16_t i = 0; i < count; i++)
        to[i] = (uint16_t)(i * 7 + integration_us);
    return board.refusal;
}

static int set_integration(void *context, uint32_t us) { (void)context; board.integration_us = us; return board.refusal; }
static int set_lamp(void *context, bool on) { (void)context; board.lamp = on; return board.refusal; }
static int set_baud(void *context, uint32_t baud) { (void)context; board.baud = baud; return RR_OBP_OK; }
static int read_temperature(void *context, uint8_t sensor, float *celsius) { (void)context; *celsius = 20.5f + sensor; return board.refusal; }

static void uart_write(void *context, const uint8_t *bytes, size_t count)
{
    (void)context;
    if (board.length + count <= sizeof board.sent)
        memcpy(board.sent + board.length, bytes, count);
    board.length += count;
}

static rr_obp_device device = {
    .read_pixels = read_pixels, .set_integration_us = set_integration, .uart_write = uart_write, .set_lamp = set_lamp, .set_baud = set_baud,
    .read_temperature = read_temperature, .serial_number = "MCU-0001", .pixels = pixels, .pixel_count = PIXELS, .shortest_us = 10,
    .longest_us = 85000000, .baud = 9600, .lamp_limit_ms = 5000, .temperature_count = 2, .coefficient_count = 3,
    .coefficients = { 794.36f, 0.123f, -3e-6f },
};
static rr_obp obp;

static void power_up(void)
{
    memset(&board, 0, sizeof board);
    CHECK(rr_obp_init(&obp, &device));
}

static size_t request(uint8_t *to, uint32_t type, unsigned flags, const void *data, uint8_t length, bool md5)
{
    memset(to, 0, 64);
    to[0] = 0xc1; to[1] = 0xc0; to[3] = 0x11;
    to[4] = (uint8_t)flags;
    for (unsigned i = 0; i < 4; i++)
        to[8 + i] = (uint8_t)(type >> (8 * i));
    to[12] = 0x5a;
    to[22] = md5;
    to[23] = length;
    if (length > 0)
        memcpy(to + 24, data, length);
    to[40] = 20;
    if (md5) {
        rr_md5 sum;
        rr_md5_start(&sum);
        rr_md5_add(&sum, to, 44);
        rr_md5_finish(&sum, to + 44);
    }
    to[60] = 0xc5; to[61] = 0xc4; to[62] = 0xc3; to[63] = 0xc2;
    return 64;
}

/* Sends one request; returns the error number of the reply, or -1 without one. */
static int ask(uint32_t type, unsigned flags, const void *data, uint8_t length)
{
    uint8_t message[64];
    board.length = 0;
    rr_obp_receive(&obp, message, request(message, type, flags, data, length, false));
    return board.length == 0 ? -1 : board.sent[6] | board.sent[7] << 8;
}

static uint32_t sent32(size_t at)
{
    return (uint32_t)board.sent[at] | (uint32_t)board.sent[at + 1] << 8 | (uint32_t)board.sent[at + 2] << 16 | (uint32_t)board.sent[at + 3] << 24;
}

static void hex(char *to, const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sprintf(to + 2 * i, "%02x", bytes[i]);
}

static void md5_agrees_with_its_vectors(void)
{
    static const char *vectors[][2] = {
        { "", "d41d8cd98f00b204e9800998ecf8427e" },
        { "abc", "900150983cd24fb0d6963f7d28e17f72" },
        { "12345678901234567890123456789012345678901234567890123456789012345678901234567890", "57edf4a22be3c955ac49da2e2107b67a" },
    };
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        rr_md5 md5;
        uint8_t digest[16];
        char text[33];
        rr_md5_start(&md5);
        rr_md5_add(&md5, (const uint8_t *)vectors[i][0], strlen(vectors[i][0]));
        rr_md5_finish(&md5, digest);
        hex(text, digest, 16);
        CHECK(strcmp(text, vectors[i][1]) == 0);
    }
}

static void requests_are_golden(void)
{
    /* protocol.md: serial number asked with MD5. */
    uint8_t message[64];
    char text[33];
    request(message, 0x100, 0, NULL, 0, true);
    message[12] = 0;
    rr_md5 md5;
    rr_md5_start(&md5);
    rr_md5_add(&md5, message, 44);
    rr_md5_finish(&md5, message + 44);
    hex(text, message + 44, 16);
    CHECK(strcmp(text, "d96ba8121ca9bb7f9364490ea86d93dc") == 0);
}

static void identity_is_told(void)
{
    power_up();
    CHECK(ask(0x100, 0, NULL, 0) == 0 && board.length == 64);
    CHECK(board.sent[23] == 8 && memcmp(board.sent + 24, "MCU-0001", 8) == 0);
    CHECK(board.sent[4] == 1 && board.sent[12] == 0x5a);
    CHECK(ask(0x101, 0, NULL, 0) == 0 && board.sent[24] == 8);
    CHECK(ask(0x800, 0, NULL, 0) == 0 && sent32(24) == 9600);
    CHECK(ask(0x110001, 0, NULL, 0) == 0 && sent32(24) == 10);
    CHECK(ask(0x110002, 0, NULL, 0) == 0 && sent32(24) == 85000000);
    CHECK(ask(0x180100, 0, NULL, 0) == 0 && board.sent[24] == 3);
    float value;
    CHECK(ask(0x180101, 0, "\1", 1) == 0);
    memcpy(&value, board.sent + 24, 4);
    CHECK(value == 0.123f);
    CHECK(ask(0x400001, 0, "\1", 1) == 0);
    memcpy(&value, board.sent + 24, 4);
    CHECK(value == 21.5f);
}

static void errors_are_named(void)
{
    power_up();
    CHECK(ask(0x12345678, 0, NULL, 0) == RR_OBP_UNKNOWN_MESSAGE);
    CHECK(ask(0x101100, 0, NULL, 0) == RR_OBP_NOT_READY);
    CHECK(ask(0x110010, 4, "\1", 1) == RR_OBP_LENGTH_MISMATCH);
    CHECK(ask(0x110010, 4, "\1\0\0\0", 4) == RR_OBP_INVALID);
    CHECK(ask(0x110410, 4, "\2", 1) == RR_OBP_INVALID);
    CHECK(ask(0x810, 4, "\1\0\0\0", 4) == RR_OBP_INVALID);
    CHECK(ask(0x180101, 0, "\3", 1) == RR_OBP_DOES_NOT_EXIST);
    CHECK(ask(0x400001, 0, "\2", 1) == RR_OBP_DOES_NOT_EXIST);
    board.refusal = RR_OBP_INTERNAL;
    CHECK(ask(0x110010, 4, "\144\0\0\0", 4) == RR_OBP_INTERNAL);
    CHECK(ask(0x101100, 0, NULL, 0) == RR_OBP_NOT_READY); /* the refused time does not count as set */
    CHECK(obp.counters.refused == 10);

    uint8_t message[64];
    request(message, 0x100, 0, NULL, 0, true);
    message[50] ^= 1;
    board.length = 0;
    rr_obp_receive(&obp, message, 64);
    CHECK(board.sent[6] == RR_OBP_BAD_CHECKSUM);
    message[22] = 2;
    board.length = 0;
    rr_obp_receive(&obp, message, 64);
    CHECK(board.sent[6] == RR_OBP_UNKNOWN_CHECKSUM);
}

static void set_commands_are_silent_unless_asked(void)
{
    power_up();
    CHECK(ask(0x110010, 0, "\144\0\0\0", 4) == -1 && board.integration_us == 100);
    CHECK(ask(0x110010, 4, "\310\0\0\0", 4) == 0 && board.integration_us == 200 && board.sent[4] == 3);
    CHECK(ask(0x110410, 4, "\1", 1) == 0 && board.lamp);
    CHECK(ask(0x810, 4, "\0\302\1\0", 4) == 0 && board.baud == 115200);
    CHECK(ask(0x800, 0, NULL, 0) == 0 && sent32(24) == 115200);
}

static void spectrum_is_whole_and_checked(void)
{
    uint8_t message[64], digest[16];
    power_up();
    ask(0x110010, 0, "\144\0\0\0", 4);
    CHECK(ask(0x101100, 0, NULL, 0) == 0 && board.length == SPECTRUM);
    CHECK(sent32(40) == 2 * PIXELS + 20 && sent32(SPECTRUM - 4) == 0xc2c3c4c5);
    for (unsigned i = 0; i < PIXELS; i++)
        CHECK((board.sent[44 + 2 * i] | board.sent[45 + 2 * i] << 8) == (uint16_t)(i * 7 + 100));

    board.length = 0;
    rr_obp_receive(&obp, message, request(message, 0x101100, 0, NULL, 0, true));
    rr_md5 md5;
    rr_md5_start(&md5);
    rr_md5_add(&md5, board.sent, SPECTRUM - 20);
    rr_md5_finish(&md5, digest);
    CHECK(board.length == SPECTRUM && memcmp(digest, board.sent + SPECTRUM - 20, 16) == 0);
    CHECK(obp.counters.spectra == 2);
}

/* Every request cut at every place and damaged in every byte: the next good one is answered. */
static void damage_costs_one_request(void)
{
    uint8_t message[64], good[64];
    request(message, 0x110010, 4, "\144\0\0\0", 4, true);
    request(good, 0x100, 0, NULL, 0, false);
    for (size_t at = 0; at < 64; at++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            power_up();
            message[at] ^= (uint8_t)(1 << bit);
            rr_obp_receive(&obp, message, 64);
            message[at] ^= (uint8_t)(1 << bit);
            CHECK(board.integration_us == 0);
            rr_obp_elapsed(&obp, RR_OBP_PATIENCE_MS);
            board.length = 0;
            rr_obp_receive(&obp, good, 64);
            CHECK(board.length == 64 && memcmp(board.sent + 24, "MCU-0001", 8) == 0);
        }
        power_up();
        rr_obp_receive(&obp, message, at);
        rr_obp_elapsed(&obp, RR_OBP_PATIENCE_MS);
        for (size_t i = 0; i < 64; i++)
            rr_obp_receive(&obp, good + i, 1);
        CHECK(board.length == 64 && obp.counters.bytes_skipped == at);
    }
}

static void lamp_goes_off_when_the_host_falls_silent(void)
{
    power_up();
    ask(0x110410, 4, "\1", 1);
    rr_obp_elapsed(&obp, 4999);
    CHECK(board.lamp);
    ask(0x100, 0, NULL, 0);
    rr_obp_elapsed(&obp, 4999);
    CHECK(board.lamp);
    rr_obp_elapsed(&obp, 1);
    CHECK(!board.lamp && obp.counters.lamp_timeouts == 1);
    CHECK(ask(0x110400, 0, NULL, 0) == 0 && board.sent[24] == 0);
}

static void device_with_holes_is_refused(void)
{
    rr_obp_device bad = device;
    bad.read_pixels = NULL;
    CHECK(!rr_obp_init(&obp, &bad));
    bad = device;
    bad.shortest_us = bad.longest_us + 1;
    CHECK(!rr_obp_init(&obp, &bad));
    bad = device;
    bad.coefficient_count = RR_OBP_COEFFICIENTS + 1;
    CHECK(!rr_obp_init(&obp, &bad));
    bad = device;
    bad.set_lamp = NULL;
    bad.set_baud = NULL;
    bad.read_temperature = NULL;
    CHECK(rr_obp_init(&obp, &bad));
    CHECK(ask(0x110410, 4, "\1", 1) == RR_OBP_UNKNOWN_MESSAGE);
    CHECK(ask(0x810, 4, "\0\302\1\0", 4) == RR_OBP_UNKNOWN_MESSAGE);
    CHECK(ask(0x400001, 0, "\0", 1) == RR_OBP_DOES_NOT_EXIST);
}

static size_t delivered, deliveries;
static uint8_t last[1024];

static void keep(void *context, const uint8_t *payload, size_t count)
{
    (void)context;
    memcpy(last, payload, count);
    delivered = count;
    deliveries++;
}

static void checksums_and_cobs_agree_with_the_daemon(void)
{
    static const struct { const char *plain; size_t count; const char *encoded; } cobs[] = {
        { "\x11\0\x22\0", 4, "0211022201" }, { "", 0, "01" }, { "\0", 1, "0101" }, { "\0\0", 2, "010101" }, { "\x11\x22\0\x33", 4, "0311220233" },
    };
    CHECK(rr_crc32c(0, (const uint8_t *)"123456789", 9) == 0xE3069283);
    CHECK(rr_crc32c(rr_crc32c(0, (const uint8_t *)"1234", 4), (const uint8_t *)"56789", 5) == 0xE3069283);
    uint8_t zeros[32] = { 0 }, out[64], back[64];
    size_t length;
    CHECK(rr_crc32c(0, zeros, 32) == 0x8A9136AA);
    for (size_t i = 0; i < sizeof cobs / sizeof *cobs; i++) {
        char text[129];
        const size_t written = rr_cobs_encode((const uint8_t *)cobs[i].plain, cobs[i].count, out, sizeof out);
        hex(text, out, written);
        CHECK(strcmp(text, cobs[i].encoded) == 0);
        CHECK(rr_cobs_decode(out, written, back, sizeof back, &length) && length == cobs[i].count && memcmp(back, cobs[i].plain, length) == 0);
    }
    CHECK(!rr_cobs_decode((const uint8_t *)"\3\x11", 2, back, sizeof back, &length));
    CHECK(!rr_cobs_decode((const uint8_t *)"\3\x11\0", 3, back, sizeof back, &length));
    CHECK(!rr_cobs_decode(out, 0, back, sizeof back, &length));
    CHECK(!rr_cobs_decode((const uint8_t *)"\2\x11\2\x22\1", 5, back, 3, &length));

    char text[129];
    hex(text, out, rr_frame_write((const uint8_t *)"123456789", 9, out, sizeof out));
    CHECK(strcmp(text, "0e313233343536373839839206e300") == 0);
    CHECK(rr_frame_write((const uint8_t *)"123456789", 9, out, RR_FRAME_MAX_SIZE(9) - 1) == 0);
}

static void frames_survive_their_neighbours(void)
{
    static uint8_t payload[600], frame[RR_FRAME_MAX_SIZE(600)], buffer[RR_FRAME_BUFFER_SIZE(600)];
    rr_frame_reader reader;
    for (size_t i = 0; i < sizeof payload; i++)
        payload[i] = (uint8_t)(i * i >> 3);
    for (size_t count = 1; count <= sizeof payload; count += 37) {
        const size_t length = rr_frame_write(payload, count, frame, sizeof frame);
        for (size_t bit = 0; bit < 8 * length; bit += 5) {
            rr_frame_reader_init(&reader, buffer, sizeof buffer);
            deliveries = 0;
            frame[bit / 8] ^= (uint8_t)(1 << bit % 8);
            rr_frame_receive(&reader, frame, length, keep, NULL);
            frame[bit / 8] ^= (uint8_t)(1 << bit % 8);
            rr_frame_receive(&reader, (const uint8_t *)"\0", 1, keep, NULL); /* where the 00 itself was hit */
            CHECK(deliveries == 0 && reader.bad_frames > 0);
            rr_frame_receive(&reader, frame, length, keep, NULL);
            CHECK(deliveries == 1 && delivered == count && memcmp(last, payload, count) == 0);
        }
    }
    rr_frame_reader_init(&reader, buffer, 16);
    rr_frame_receive(&reader, frame, sizeof frame, keep, NULL);
    CHECK(reader.frames == 0 && reader.bad_frames > 0);
}

int main(void)
{
    md5_agrees_with_its_vectors();
    requests_are_golden();
    identity_is_told();
    errors_are_named();
    set_commands_are_silent_unless_asked();
    spectrum_is_whole_and_checked();
    damage_costs_one_request();
    lamp_goes_off_when_the_host_falls_silent();
    device_with_holes_is_refused();
    checksums_and_cobs_agree_with_the_daemon();
    frames_survive_their_neighbours();
    printf("mcu: %d checks failed\n", failures);
    return failures > 99 ? 99 : failures;
}
