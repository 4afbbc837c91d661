#include "roverraman/obp.h"

#include <string.h>

#include "md5.h"

/* Offsets and sizes of a message; see protocol.md. */
enum {
    FLAGS = 4, ERROR_NUMBER = 6, TYPE = 8, REGARDING = 12, CHECKSUM_TYPE = 22, IMMEDIATE_LENGTH = 23, IMMEDIATE = 24, REMAINING = 40, PAYLOAD = 44,
    IMMEDIATE_SIZE = 16, CHECKSUM_SIZE = 16, FOOTER_SIZE = 4, TRAILER = CHECKSUM_SIZE + FOOTER_SIZE
};

enum { RESPONSE = 0x01, ACK = 0x02, ACK_REQUESTED = 0x04, NACK = 0x08 };
enum { NO_CHECKSUM = 0, MD5 = 1 };

/* Message types (libseabreeze OBPMessageTypes.h). */
#define GET_HARDWARE_REVISION 0x00000080u
#define GET_FIRMWARE_REVISION 0x00000090u
#define GET_SERIAL_NUMBER 0x00000100u
#define GET_SERIAL_NUMBER_LENGTH 0x00000101u
#define GET_BAUD 0x00000800u
#define SET_BAUD 0x00000810u
#define GET_CORRECTED_SPECTRUM 0x00101000u
#define GET_RAW_SPECTRUM 0x00101100u
#define GET_INTEGRATION_TIME 0x00110000u
#define GET_SHORTEST_TIME 0x00110001u
#define GET_LONGEST_TIME 0x00110002u
#define GET_TIME_STEP 0x00110003u
#define SET_INTEGRATION_TIME 0x00110010u
#define GET_TRIGGER_MODE 0x00110100u
#define SET_TRIGGER_MODE 0x00110110u
#define GET_LAMP_ENABLE 0x00110400u
#define SET_LAMP_ENABLE 0x00110410u
#define GET_SCANS_TO_AVERAGE 0x00120000u
#define SET_SCANS_TO_AVERAGE 0x00120010u
#define GET_COEFFICIENT_COUNT 0x00180100u
#define GET_COEFFICIENT 0x00180101u
#define GET_TEMPERATURE_COUNT 0x00400000u
#define GET_TEMPERATURE 0x00400001u

static const uint8_t footer[FOOTER_SIZE] = { 0xc5, 0xc4, 0xc3, 0xc2 };

/* A request, decoded in place. */
typedef struct request {
    const uint8_t *message;
    const uint8_t *data;
    uint32_t length;
    uint32_t type;
    bool ack;
} request;

static uint32_t get(const uint8_t *bytes, unsigned size)
{
    uint32_t value = 0;
    for (unsigned i = size; i-- > 0;)
        value = value << 8 | bytes[i];
    return value;
}

static void put(uint8_t *bytes, uint32_t value, unsigned size)
{
    for (unsigned i = 0; i < size; i++)
        bytes[i] = (uint8_t)(value >> (8 * i));
}

/* Sends bytes and, where the reply carries a checksum, adds them to it. */
static void emit(rr_obp *obp, rr_md5 *md5, const uint8_t *bytes, size_t count)
{
    if (md5 != NULL)
        rr_md5_add(md5, bytes, count);
    obp->device->uart_write(obp->device->context, bytes, count);
}

static void emit_pixels(rr_obp *obp, rr_md5 *md5)
{
    uint8_t part[64];
    for (uint32_t i = 0; i < obp->device->pixel_count;) {
        size_t length = 0;
        for (; length < sizeof part && i < obp->device->pixel_count; length += 2)
            put(part + length, obp->device->pixels[i++], 2);
        emit(obp, md5, part, length);
    }
}

/*
 * Sends one reply. Short data (up to 16 bytes) travel in the header, longer data as payload; data == NULL with a length stands for
 * the pixels, which are never held as one message.
 */
static void reply(rr_obp *obp, const request *to, uint32_t flags, uint32_t error, const uint8_t *data, uint32_t length)
{
    uint8_t header[PAYLOAD], trailer[TRAILER];
    const bool checked = to->message[CHECKSUM_TYPE] == MD5;
    const uint32_t payload = length > IMMEDIATE_SIZE ? length : 0;
    for (unsigned i = 0; i < sizeof header; i++)
        header[i] = 0;
    memcpy(header, to->message, FLAGS);
    put(header + FLAGS, RESPONSE | flags, 2);
    put(header + ERROR_NUMBER, error, 2);
    memcpy(header + TYPE, to->message + TYPE, 8);
    header[CHECKSUM_TYPE] = checked ? MD5 : NO_CHECKSUM;
    header[IMMEDIATE_LENGTH] = (uint8_t)(length - payload);
    if (payload == 0 && length > 0)
        memcpy(header + IMMEDIATE, data, length);
    put(header + REMAINING, payload + TRAILER, 4);

    rr_md5 md5;
    rr_md5 *const sum = checked ? &md5 : NULL;
    if (checked)
        rr_md5_start(&md5);
    emit(obp, sum, header, sizeof header);
    if (payload > 0 && data == NULL)
        emit_pixels(obp, sum);
    else if (payload > 0)
        emit(obp, sum, data, payload);
    for (unsigned i = 0; i < CHECKSUM_SIZE; i++)
        trailer[i] = 0;
    if (checked)
        rr_md5_finish(&md5, trailer);
    memcpy(trailer + CHECKSUM_SIZE, footer, FOOTER_SIZE);
    emit(obp, NULL, trailer, sizeof trailer);
}

static void answer(rr_obp *obp, const request *to, const uint8_t *data, uint32_t length)
{
    reply(obp, to, to->ack ? ACK : 0, RR_OBP_OK, data, length);
}

static void refuse(rr_obp *obp, const request *to, uint32_t error)
{
    obp->counters.refused++;
    reply(obp, to, NACK, error, NULL, 0);
}

static void answer_number(rr_obp *obp, const request *to, uint32_t value, unsigned size)
{
    uint8_t bytes[4];
    put(bytes, value, size);
    answer(obp, to, bytes, size);
}

static void answer_float(rr_obp *obp, const request *to, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    answer_number(obp, to, bits, 4);
}

/* A set command has no reply unless one is asked for. */
static void conclude(rr_obp *obp, const request *to, int error)
{
    if (error == RR_OBP_OK) {
        if (to->ack)
            answer(obp, to, NULL, 0);
    } else if (to->ack) {
        refuse(obp, to, (uint32_t)error);
    } else {
        obp->counters.refused++;
    }
}

static void take_spectrum(rr_obp *obp, const request *to)
{
    const rr_obp_device *device = obp->device;
    if (obp->integration_us == 0) {
        refuse(obp, to, RR_OBP_NOT_READY);
        return;
    }
    const int error = device->read_pixels(device->context, obp->integration_us, device->pixels, device->pixel_count);
    if (error != RR_OBP_OK) {
        refuse(obp, to, (uint32_t)error);
        return;
    }
    obp->counters.spectra++;
    answer(obp, to, NULL, device->pixel_count * 2u);
}

static int set_integration_time(rr_obp *obp, uint32_t value)
{
    const rr_obp_device *device = obp->device;
    if (value < device->shortest_us || value > device->longest_us)
        return RR_OBP_INVALID;
    const int error = device->set_integration_us(device->context, value);
    if (error == RR_OBP_OK)
        obp->integration_us = value;
    return error;
}

static int set_lamp(rr_obp *obp, uint32_t value)
{
    const rr_obp_device *device = obp->device;
    if (device->set_lamp == NULL)
        return RR_OBP_UNKNOWN_MESSAGE;
    if (value > 1)
        return RR_OBP_INVALID;
    const int error = device->set_lamp(device->context, value == 1);
    if (error == RR_OBP_OK)
        obp->lamp = value == 1;
    return error;
}

/* The ACK leaves at the old rate: set_baud is called after it. */
static void set_baud(rr_obp *obp, const request *to)
{
    const rr_obp_device *device = obp->device;
    if (to->length != 4 || device->set_baud == NULL) {
        conclude(obp, to, device->set_baud == NULL ? RR_OBP_UNKNOWN_MESSAGE : RR_OBP_LENGTH_MISMATCH);
        return;
    }
    const uint32_t baud = get(to->data, 4);
    const bool known = baud == 9600 || baud == 19200 || baud == 38400 || baud == 57600 || baud == 115200;
    conclude(obp, to, known ? RR_OBP_OK : RR_OBP_INVALID);
    if (known && device->set_baud(device->context, baud) == RR_OBP_OK)
        obp->baud = baud;
}

static int set(rr_obp *obp, const request *to, uint32_t size)
{
    if (to->length != size)
        return RR_OBP_LENGTH_MISMATCH;
    const uint32_t value = get(to->data, (unsigned)size);
    switch (to->type) {
    case SET_INTEGRATION_TIME: return set_integration_time(obp, value);
    case SET_LAMP_ENABLE: return set_lamp(obp, value);
    case SET_TRIGGER_MODE: return value == 0 ? RR_OBP_OK : RR_OBP_INVALID;
    default: return value == 1 ? RR_OBP_OK : RR_OBP_INVALID; /* scans to average: one */
    }
}

static void get_coefficient(rr_obp *obp, const request *to)
{
    if (to->length != 1)
        refuse(obp, to, RR_OBP_LENGTH_MISMATCH);
    else if (to->data[0] >= obp->device->coefficient_count)
        refuse(obp, to, RR_OBP_DOES_NOT_EXIST);
    else
        answer_float(obp, to, obp->device->coefficients[to->data[0]]);
}

static void get_temperature(rr_obp *obp, const request *to)
{
    const rr_obp_device *device = obp->device;
    float celsius = 0;
    int error = RR_OBP_LENGTH_MISMATCH;
    if (to->length == 1)
        error = device->read_temperature == NULL || to->data[0] >= device->temperature_count
            ? RR_OBP_DOES_NOT_EXIST
            : device->read_temperature(device->context, to->data[0], &celsius);
    if (error == RR_OBP_OK)
        answer_float(obp, to, celsius);
    else
        refuse(obp, to, (uint32_t)error);
}

static void get_text(rr_obp *obp, const request *to)
{
    uint32_t length = 0;
    while (length < RR_OBP_SERIAL_NUMBER && obp->device->serial_number[length] != 0)
        length++;
    if (to->type == GET_SERIAL_NUMBER)
        answer(obp, to, (const uint8_t *)obp->device->serial_number, length);
    else
        answer_number(obp, to, length, 1);
}

static void dispatch(rr_obp *obp, const request *to)
{
    const rr_obp_device *device = obp->device;
    switch (to->type) {
    case GET_CORRECTED_SPECTRUM:
    case GET_RAW_SPECTRUM: take_spectrum(obp, to); break;
    case SET_INTEGRATION_TIME: conclude(obp, to, set(obp, to, 4)); break;
    case SET_LAMP_ENABLE:
    case SET_TRIGGER_MODE: conclude(obp, to, set(obp, to, 1)); break;
    case SET_SCANS_TO_AVERAGE: conclude(obp, to, set(obp, to, 2)); break;
    case SET_BAUD: set_baud(obp, to); break;
    case GET_SERIAL_NUMBER:
    case GET_SERIAL_NUMBER_LENGTH: get_text(obp, to); break;
    case GET_HARDWARE_REVISION: answer_number(obp, to, 1, 1); break;
    case GET_FIRMWARE_REVISION: answer_number(obp, to, 0x0100, 2); break;
    case GET_BAUD: answer_number(obp, to, obp->baud, 4); break;
    case GET_INTEGRATION_TIME: answer_number(obp, to, obp->integration_us, 4); break;
    case GET_SHORTEST_TIME: answer_number(obp, to, device->shortest_us, 4); break;
    case GET_LONGEST_TIME: answer_number(obp, to, device->longest_us, 4); break;
    case GET_TIME_STEP: answer_number(obp, to, 1, 4); break;
    case GET_TRIGGER_MODE: answer_number(obp, to, 0, 1); break;
    case GET_LAMP_ENABLE: answer_number(obp, to, obp->lamp ? 1 : 0, 1); break;
    case GET_SCANS_TO_AVERAGE: answer_number(obp, to, 1, 2); break;
    case GET_COEFFICIENT_COUNT: answer_number(obp, to, device->coefficient_count, 1); break;
    case GET_COEFFICIENT: get_coefficient(obp, to); break;
    case GET_TEMPERATURE_COUNT: answer_number(obp, to, device->temperature_count, 1); break;
    case GET_TEMPERATURE: get_temperature(obp, to); break;
    default: refuse(obp, to, RR_OBP_UNKNOWN_MESSAGE); break;
    }
}

/* What the front of the buffer is. */
typedef enum verdict { NOT_A_MESSAGE, NEED_MORE, MESSAGE } verdict;

static verdict judge(const rr_obp *obp, size_t *length)
{
    const uint8_t *bytes = obp->buffer;
    const size_t held = obp->held;
    if ((held > 0 && bytes[0] != 0xc1) || (held > 1 && bytes[1] != 0xc0))
        return NOT_A_MESSAGE;
    if (held > 3) {
        const uint32_t version = get(bytes + 2, 2);
        if (version != 0x1000 && version != 0x1100 && version != 0x2000)
            return NOT_A_MESSAGE;
    }
    if (held > IMMEDIATE_LENGTH && bytes[IMMEDIATE_LENGTH] > IMMEDIATE_SIZE)
        return NOT_A_MESSAGE;
    if (held < PAYLOAD)
        return NEED_MORE;
    const uint32_t remaining = get(bytes + REMAINING, 4);
    if (remaining < TRAILER || remaining > TRAILER + RR_OBP_REQUEST_PAYLOAD)
        return NOT_A_MESSAGE;
    *length = PAYLOAD + remaining;
    if (held < *length)
        return NEED_MORE;
    for (unsigned i = 0; i < FOOTER_SIZE; i++)
        if (bytes[*length - FOOTER_SIZE + i] != footer[i])
            return NOT_A_MESSAGE;
    return MESSAGE;
}

/* MD5, or zeros without a checksum: otherwise one flipped bit in the type would switch the check off. */
static bool checksum_holds(const uint8_t *message, size_t length)
{
    rr_md5 md5;
    uint8_t digest[CHECKSUM_SIZE];
    for (unsigned i = 0; i < CHECKSUM_SIZE; i++)
        digest[i] = 0;
    if (message[CHECKSUM_TYPE] == MD5) {
        rr_md5_start(&md5);
        rr_md5_add(&md5, message, length - TRAILER);
        rr_md5_finish(&md5, digest);
    }
    bool equal = true;
    for (unsigned i = 0; i < CHECKSUM_SIZE; i++)
        equal &= digest[i] == message[length - TRAILER + i];
    return equal;
}

static void serve(rr_obp *obp, size_t length)
{
    const uint8_t *message = obp->buffer;
    request to;
    to.message = message;
    to.type = get(message + TYPE, 4);
    to.ack = (get(message + FLAGS, 2) & ACK_REQUESTED) != 0;
    to.length = length > RR_OBP_MESSAGE_SIZE ? (uint32_t)(length - RR_OBP_MESSAGE_SIZE) : message[IMMEDIATE_LENGTH];
    to.data = message + (length > RR_OBP_MESSAGE_SIZE ? PAYLOAD : IMMEDIATE);
    obp->counters.requests++;
    obp->silent_ms = 0;
    if (message[CHECKSUM_TYPE] > MD5)
        refuse(obp, &to, RR_OBP_UNKNOWN_CHECKSUM);
    else if (!checksum_holds(message, length))
        refuse(obp, &to, RR_OBP_BAD_CHECKSUM);
    else
        dispatch(obp, &to);
}

static void drop(rr_obp *obp, size_t count)
{
    obp->held -= count;
    for (size_t i = 0; i < obp->held; i++)
        obp->buffer[i] = obp->buffer[i + count];
}

/* Answers what is whole; drops one byte and looks again where no message starts, so that one behind or inside damage is found. */
static void hunt(rr_obp *obp)
{
    while (obp->held > 0) {
        size_t length = 0;
        switch (judge(obp, &length)) {
        case NEED_MORE: return;
        case MESSAGE:
            serve(obp, length);
            drop(obp, length);
            break;
        default:
            obp->counters.bytes_skipped++;
            drop(obp, 1);
            break;
        }
    }
}

bool rr_obp_init(rr_obp *obp, const rr_obp_device *device)
{
    static const rr_obp_counters none;
    if (device->read_pixels == NULL || device->set_integration_us == NULL || device->uart_write == NULL || device->pixels == NULL
        || device->serial_number == NULL || device->pixel_count < 9 || device->shortest_us == 0 || device->shortest_us > device->longest_us
        || device->coefficient_count < 2 || device->coefficient_count > RR_OBP_COEFFICIENTS)
        return false;
    obp->device = device;
    obp->counters = none;
    obp->integration_us = 0;
    obp->baud = device->baud;
    obp->silent_ms = 0;
    obp->idle_ms = 0;
    obp->held = 0;
    obp->lamp = false;
    return true;
}

void rr_obp_receive(rr_obp *obp, const uint8_t *bytes, size_t count)
{
    obp->idle_ms = 0;
    while (count > 0) {
        const size_t room = sizeof obp->buffer - obp->held;
        const size_t part = count < room ? count : room;
        memcpy(obp->buffer + obp->held, bytes, part);
        obp->held += part;
        bytes += part;
        count -= part;
        hunt(obp);
    }
}

static uint32_t later(uint32_t since, uint32_t milliseconds)
{
    return since > UINT32_MAX - milliseconds ? UINT32_MAX : since + milliseconds;
}

void rr_obp_elapsed(rr_obp *obp, uint32_t milliseconds)
{
    const rr_obp_device *device = obp->device;
    obp->silent_ms = later(obp->silent_ms, milliseconds);
    obp->idle_ms = later(obp->idle_ms, milliseconds);
    while (obp->held > 0 && obp->idle_ms >= RR_OBP_PATIENCE_MS) {
        obp->counters.bytes_skipped++;
        drop(obp, 1);
        hunt(obp);
    }
    if (device->lamp_limit_ms == 0 || !obp->lamp || obp->silent_ms < device->lamp_limit_ms)
        return;
    /* Where the callback fails it is asked again with the next call. */
    if (device->set_lamp(device->context, false) == RR_OBP_OK) {
        obp->lamp = false;
        obp->counters.lamp_timeouts++;
    }
}
