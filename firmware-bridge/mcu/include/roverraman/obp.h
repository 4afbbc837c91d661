/*
 * A spectrometer's side of the Ocean Binary Protocol (OBP), for a microcontroller: fill in a few callbacks and the daemon finds an STS-like
 * instrument on the line. No allocation, no libc beyond memcpy, no global state. One caller at a time: feed it from one task, not from
 * the UART interrupt.
 *
 * Wire format and sources: ../../../protocol.md.
 */
#ifndef ROVERRAMAN_OBP_H
#define ROVERRAMAN_OBP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* OBP error numbers that a callback may return; 0 is success. Any other value up to 65535 is passed on as it is. */
enum {
    RR_OBP_OK = 0,
    RR_OBP_UNKNOWN_MESSAGE = 2,
    RR_OBP_BAD_CHECKSUM = 3,
    RR_OBP_LENGTH_MISMATCH = 5,
    RR_OBP_INVALID = 6,
    RR_OBP_NOT_READY = 7,
    RR_OBP_UNKNOWN_CHECKSUM = 8,
    RR_OBP_DOES_NOT_EXIST = 12,
    RR_OBP_INTERNAL = 13
};

enum {
    RR_OBP_MESSAGE_SIZE = 64,       /* a message without payload */
    RR_OBP_REQUEST_PAYLOAD = 64,    /* longest payload of a request that is understood, bytes */
    RR_OBP_PATIENCE_MS = 200,       /* a request that stands still for so long is given up */
    RR_OBP_COEFFICIENTS = 8,        /* most wavelength coefficients */
    RR_OBP_SERIAL_NUMBER = 32       /* longest serial number, bytes */
};

/* What the instrument is and does. It must outlive the rr_obp that uses it. */
typedef struct rr_obp_device {
    /*
     * Required. Collects light for integration_us and fills pixels (count values, raw counts). Blocks until done.
     * Returns 0 or an OBP error number.
     */
    int (*read_pixels)(void *context, uint32_t integration_us, uint16_t *pixels, uint16_t count);
    /* Required. The integration time changes, within the limits below. Returns 0 or an OBP error number. */
    int (*set_integration_us)(void *context, uint32_t integration_us);
    /* Required. Sends bytes, in order; blocks until they are queued. The bytes are not valid afterwards. */
    void (*uart_write)(void *context, const uint8_t *bytes, size_t count);

    /* Optional (NULL: the host is told that the message is unknown). Lamp or laser enable line. */
    int (*set_lamp)(void *context, bool on);
    /* Optional. The rate changes after what was sent has left the UART. Returns RR_OBP_INVALID for a rate that it cannot do. */
    int (*set_baud)(void *context, uint32_t baud);
    /* Optional. Temperature in degrees Celsius, sensor 0 is the detector. */
    int (*read_temperature)(void *context, uint8_t sensor, float *celsius);

    void *context;                  /* handed to every callback */
    const char *serial_number;      /* ASCII, 1..RR_OBP_SERIAL_NUMBER bytes and a 0 */
    uint16_t *pixels;               /* room for pixel_count values */
    uint16_t pixel_count;           /* 1024 for the STS that the daemon's driver expects */
    uint32_t shortest_us;           /* limits of the integration time, microseconds */
    uint32_t longest_us;
    uint32_t baud;                  /* rate at power-up */
    uint32_t lamp_limit_ms;         /* lamp goes off after so long without a request, spectrum included; 0: never */
    uint8_t temperature_count;      /* sensors that read_temperature knows */
    uint8_t coefficient_count;      /* wavelength(p) = sum of c[i] p^i, nm, p from 0; 2..RR_OBP_COEFFICIENTS */
    float coefficients[RR_OBP_COEFFICIENTS];
} rr_obp_device;

/* What happened on the line; counters only grow and wrap. */
typedef struct rr_obp_counters {
    uint32_t requests;              /* whole valid requests */
    uint32_t bytes_skipped;         /* bytes that belonged to none */
    uint32_t refused;               /* requests answered, or that would have been answered, with an error */
    uint32_t spectra;               /* spectra sent */
    uint32_t lamp_timeouts;         /* times that the lamp was switched off because the host fell silent */
} rr_obp_counters;

/* One responder. Its fields are its own, except counters, which may be read. */
typedef struct rr_obp {
    const rr_obp_device *device;
    rr_obp_counters counters;
    uint32_t integration_us;        /* 0: none set yet, no spectrum before */
    uint32_t baud;
    uint32_t silent_ms;             /* since the last valid request */
    uint32_t idle_ms;               /* since the last byte */
    size_t held;
    bool lamp;
    uint8_t buffer[RR_OBP_MESSAGE_SIZE + RR_OBP_REQUEST_PAYLOAD];
} rr_obp;

/* Prepares a responder. Returns false where the device lacks a required callback or has impossible limits. */
bool rr_obp_init(rr_obp *obp, const rr_obp_device *device);

/* Takes bytes from the line, in pieces of any size; answers every request that they complete through uart_write. */
void rr_obp_receive(rr_obp *obp, const uint8_t *bytes, size_t count);

/*
 * Tells that time has passed. Call it at least every 100 ms while idle. After lamp_limit_ms without a valid request the lamp is switched
 * off: a lost line cannot carry the command. The rest of a request that was cut short is given up, so that it does not swallow the next one.
 */
void rr_obp_elapsed(rr_obp *obp, uint32_t milliseconds);

#endif
