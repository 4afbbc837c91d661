/* Prints the daemon's decisions: decisions SOCKET. C99 and POSIX, nothing else.
 * Reads the MessagePack that a decision is made of and passes over everything else, so newer daemons do not break it. */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define LARGEST (1u << 20)
#define DEEPEST 16
enum { KIND_DECISION = 3, KIND_GAP = 71 };

typedef struct {
    const uint8_t *at, *end;
    int failed;
} reader;

static uint64_t big_endian(reader *r, size_t bytes)
{
    uint64_t value = 0;
    if ((size_t)(r->end - r->at) < bytes) {
        r->failed = 1;
        return 0;
    }
    while (bytes-- > 0)
        value = value << 8 | *r->at++;
    return value;
}

static uint8_t first(reader *r) { return (uint8_t)big_endian(r, 1); }

/* Any integer; fails on everything else. */
static int64_t read_integer(reader *r)
{
    uint8_t code = first(r);
    if (code <= 0x7f)
        return code;
    if (code >= 0xe0)
        return (int8_t)code;
    switch (code) {
    case 0xcc: return (int64_t)big_endian(r, 1);
    case 0xcd: return (int64_t)big_endian(r, 2);
    case 0xce: return (int64_t)big_endian(r, 4);
    case 0xcf: return (int64_t)big_endian(r, 8);
    case 0xd0: return (int8_t)big_endian(r, 1);
    case 0xd1: return (int16_t)big_endian(r, 2);
    case 0xd2: return (int32_t)big_endian(r, 4);
    case 0xd3: return (int64_t)big_endian(r, 8);
    default: r->failed = 1; return 0;
    }
}

static uint32_t read_array(reader *r)
{
    uint8_t code = first(r);
    if ((code & 0xf0) == 0x90)
        return code & 0x0f;
    if (code == 0xdc)
        return (uint32_t)big_endian(r, 2);
    if (code == 0xdd)
        return (uint32_t)big_endian(r, 4);
    r->failed = 1;
    return 0;
}

static int print_decision(reader *r, uint32_t fields)
{
    int64_t field[10];
    uint32_t pairs, i;
    if (fields < 11)
        return 0;
    for (i = 1; i <= 9; i++)
        field[i] = read_integer(r);
    pairs = read_array(r) / 2;
    if (r->failed)
        return 0;
    printf("decision %" PRId64 " boot %" PRId64 " spectrum %" PRId64 " action %" PRId64 " head %" PRId64, field[1], field[2], field[5], field[6], field[9]);
    for (i = 0; i < pairs && !r->failed; i++) {
        int64_t id = read_integer(r), probability = read_integer(r);
        if (!r->failed)
            printf(" %" PRId64 ":%.4f", id, (double)probability / 10000);
    }
    printf("\n");
    fflush(stdout);
    return !r->failed;
}

static int print_message(const uint8_t *bytes, size_t length)
{
    reader r = { bytes, bytes + length, 0 };
    uint32_t fields = read_array(&r);
    int64_t kind = read_integer(&r);
    if (r.failed)
        return 0;
    if (kind == KIND_DECISION)
        return print_decision(&r, fields);
    if (kind == KIND_GAP) {
        int64_t dropped = read_integer(&r);
        if (!r.failed)
            printf("gap %" PRId64 "\n", dropped);
        return !r.failed;
    }
    return 1; /* not for us */
}

/* 1 read whole, 0 the connection ended before the first byte, -1 it ended inside or failed. */
static int read_all(int descriptor, uint8_t *bytes, size_t length)
{
    size_t there = 0;
    while (there < length) {
        ssize_t got = read(descriptor, bytes + there, length - there);
        if (got <= 0)
            return there == 0 && got == 0 ? 0 : -1;
        there += (size_t)got;
    }
    return 1;
}

static int follow(int descriptor)
{
    uint8_t header[4], *payload = malloc(LARGEST);
    int result = payload == NULL;
    while (!result) {
        uint32_t length;
        int got = read_all(descriptor, header, sizeof header);
        if (got <= 0) {
            result = got < 0;
            break;
        }
        length = header[0] | (uint32_t)header[1] << 8 | (uint32_t)header[2] << 16 | (uint32_t)header[3] << 24;
        if (length == 0 || length > LARGEST || read_all(descriptor, payload, length) != 1 || !print_message(payload, length)) {
            fprintf(stderr, "decisions: the two ends are out of step; connect again\n");
            result = 1;
        }
    }
    free(payload);
    return result;
}

int main(int count, char **arguments)
{
    struct sockaddr_un address;
    int descriptor, result;
    if (count != 2 || strlen(arguments[1]) >= sizeof address.sun_path) {
        fprintf(stderr, "usage: decisions SOCKET\n");
        return 2;
    }
    memset(&address, 0, sizeof address);
    address.sun_family = AF_UNIX;
    memcpy(address.sun_path, arguments[1], strlen(arguments[1]));
    descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    if (descriptor < 0 || connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0) {
        perror("decisions");
        return 1;
    }
    result = follow(descriptor);
    close(descriptor);
    return result;
}
