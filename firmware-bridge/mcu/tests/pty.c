/*
 * The library as a spectrometer on a pseudo-terminal of this machine, so that the daemon's own driver can be run against it:
 * prints the path of the line, serves until standard input ends.
 */
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "roverraman/obp.h"

enum { PIXELS = 1024 };
static uint16_t pixels[PIXELS];
static int line;
static bool lamp;

/* A dark of 600 counts; with the lamp on a triangular peak of 9000 counts around pixel 300, in proportion to the time. */
static int read_pixels(void *context, uint32_t integration_us, uint16_t *to, uint16_t count)
{
    (void)context;
    for (int i = 0; i < count; i++) {
        const int height = lamp && abs(i - 300) < 30 ? (30 - abs(i - 300)) * 300 : 0;
        const double light = height * (integration_us / 100000.0);
        to[i] = (uint16_t)(600 + (light > 15000 ? 15000 : light));
    }
    return RR_OBP_OK;
}

static int set_integration(void *context, uint32_t us) { (void)context; (void)us; return RR_OBP_OK; }
static int set_lamp(void *context, bool on) { (void)context; lamp = on; return RR_OBP_OK; }
static int set_baud(void *context, uint32_t baud) { (void)context; (void)baud; return RR_OBP_OK; }
static int read_temperature(void *context, uint8_t sensor, float *celsius) { (void)context; *celsius = 21.25f + sensor; return RR_OBP_OK; }

static void uart_write(void *context, const uint8_t *bytes, size_t count)
{
    (void)context;
    while (count > 0) {
        struct pollfd room = { .fd = line, .events = POLLOUT };
        const ssize_t written = poll(&room, 1, 5000) > 0 ? write(line, bytes, count) : -1;
        if (written <= 0)
            return; /* nobody listens: a UART would not wait either */
        bytes += written;
        count -= (size_t)written;
    }
}

static const rr_obp_device device = {
    .read_pixels = read_pixels, .set_integration_us = set_integration, .uart_write = uart_write, .set_lamp = set_lamp, .set_baud = set_baud,
    .read_temperature = read_temperature, .serial_number = "MCU-0001", .pixels = pixels, .pixel_count = PIXELS, .shortest_us = 10,
    .longest_us = 85000000, .baud = 9600, .lamp_limit_ms = 60000, .temperature_count = 1, .coefficient_count = 3,
    .coefficients = { 794.36f, 0.123f, -3e-6f },
};

int main(void)
{
    struct termios raw;
    rr_obp obp;
    line = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    if (line < 0 || grantpt(line) < 0 || unlockpt(line) < 0 || tcgetattr(line, &raw) < 0 || !rr_obp_init(&obp, &device)) {
        perror("a pseudo-terminal was expected");
        return 1;
    }
    raw.c_iflag = raw.c_oflag = raw.c_lflag = 0;
    tcsetattr(line, TCSANOW, &raw);
    printf("pty %s\n", ptsname(line));
    fflush(stdout);
    struct pollfd ready[2] = { { .fd = line, .events = POLLIN }, { .fd = STDIN_FILENO, .events = POLLIN } };
    for (;;) {
        uint8_t bytes[256];
        poll(ready, 2, 50);
        if (ready[1].revents != 0 && read(STDIN_FILENO, bytes, sizeof bytes) <= 0)
            break;
        const ssize_t count = read(line, bytes, sizeof bytes);
        if (count > 0)
            rr_obp_receive(&obp, bytes, (size_t)count);
        else
            nanosleep(&(struct timespec){ .tv_nsec = 2000000 }, NULL); /* nobody has the line open: poll returns at once */
        rr_obp_elapsed(&obp, 2);
    }
    printf("%lu requests, %lu spectra, %lu bytes skipped\n", (unsigned long)obp.counters.requests, (unsigned long)obp.counters.spectra,
        (unsigned long)obp.counters.bytes_skipped);
    return 0;
}
