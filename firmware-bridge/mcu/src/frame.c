#include "roverraman/frame.h"

enum { LONGEST_BLOCK = 254, CRC_SIZE = 4 };

/* A table of 16 words: a quarter of the speed of 256 words, a sixteenth of the flash. Polynomial 0x82F63B78, reflected. */
static const uint32_t nibbles[16] = {
    0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
    0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9, 0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75,
};

uint32_t rr_crc32c(uint32_t previous, const uint8_t *bytes, size_t count)
{
    uint32_t crc = ~previous;
    for (size_t i = 0; i < count; i++) {
        crc ^= bytes[i];
        crc = crc >> 4 ^ nibbles[crc & 15];
        crc = crc >> 4 ^ nibbles[crc & 15];
    }
    return ~crc;
}

/* An encoder that takes its input byte by byte, so that payload and checksum need not be put together first. */
typedef struct cobs {
    uint8_t *out;
    size_t code, written;
} cobs;

static void cobs_add(cobs *to, const uint8_t *in, size_t count)
{
    /* block: n, then n-1 bytes without 00; stands for these bytes and a 00, but n = 255 for 254 bytes and no 00. */
    for (size_t i = 0; i < count; i++) {
        if (to->written - to->code > LONGEST_BLOCK) {
            to->out[to->code] = 255;
            to->code = to->written++;
        }
        if (in[i] != 0) {
            to->out[to->written++] = in[i];
            continue;
        }
        to->out[to->code] = (uint8_t)(to->written - to->code);
        to->code = to->written++;
    }
}

static size_t cobs_end(cobs *to)
{
    to->out[to->code] = (uint8_t)(to->written - to->code);
    return to->written;
}

size_t rr_cobs_encode(const uint8_t *in, size_t count, uint8_t *out, size_t capacity)
{
    if (capacity < count + count / LONGEST_BLOCK + 1)
        return 0;
    cobs to = { out, 0, 1 };
    cobs_add(&to, in, count);
    return cobs_end(&to);
}

bool rr_cobs_decode(const uint8_t *in, size_t count, uint8_t *out, size_t capacity, size_t *written)
{
    size_t at = 0, to = 0;
    *written = 0;
    if (count == 0)
        return false;
    while (at < count) {
        const size_t code = in[at++];
        if (code == 0 || code - 1 > count - at || code - 1 > capacity - to)
            return false;
        for (size_t i = 1; i < code; i++) {
            const uint8_t value = in[at++];
            if (value == 0)
                return false;
            out[to++] = value;
        }
        if (code <= LONGEST_BLOCK && at < count) {
            if (to == capacity)
                return false;
            out[to++] = 0;
        }
    }
    *written = to;
    return true;
}

size_t rr_frame_write(const uint8_t *payload, size_t count, uint8_t *out, size_t capacity)
{
    if (count == 0 || capacity < RR_FRAME_MAX_SIZE(count))
        return 0;
    const uint32_t crc = rr_crc32c(0, payload, count);
    const uint8_t tail[CRC_SIZE] = { (uint8_t)crc, (uint8_t)(crc >> 8), (uint8_t)(crc >> 16), (uint8_t)(crc >> 24) };
    cobs to = { out, 0, 1 };
    cobs_add(&to, payload, count);
    cobs_add(&to, tail, CRC_SIZE);
    const size_t length = cobs_end(&to);
    out[length] = 0;
    return length + 1;
}

void rr_frame_reader_init(rr_frame_reader *reader, uint8_t *buffer, size_t capacity)
{
    reader->buffer = buffer;
    reader->capacity = capacity;
    reader->held = 0;
    reader->overflow = false;
    reader->frames = 0;
    reader->bad_frames = 0;
}

/* The length of the payload at the front of the buffer, or 0 where it is no good frame. */
static size_t unpack(rr_frame_reader *reader)
{
    size_t length;
    if (reader->overflow || !rr_cobs_decode(reader->buffer, reader->held, reader->buffer, reader->capacity, &length) || length <= CRC_SIZE)
        return 0;
    const size_t size = length - CRC_SIZE;
    const uint32_t crc = rr_crc32c(0, reader->buffer, size);
    for (unsigned i = 0; i < CRC_SIZE; i++)
        if (reader->buffer[size + i] != (uint8_t)(crc >> (8 * i)))
            return 0;
    return size;
}

static void complete(rr_frame_reader *reader, rr_frame_handler handler, void *context)
{
    /* Two 00 in a row are an idle link, not an error. */
    if (reader->held > 0 || reader->overflow) {
        const size_t size = unpack(reader);
        if (size > 0) {
            reader->frames++;
            handler(context, reader->buffer, size);
        } else {
            reader->bad_frames++;
        }
    }
    reader->held = 0;
    reader->overflow = false;
}

void rr_frame_receive(rr_frame_reader *reader, const uint8_t *bytes, size_t count, rr_frame_handler handler, void *context)
{
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] == 0)
            complete(reader, handler, context);
        else if (reader->held < reader->capacity)
            reader->buffer[reader->held++] = bytes[i];
        else
            reader->overflow = true;
    }
}
