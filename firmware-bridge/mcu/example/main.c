/*
 * A spectrometer in one file: replace the functions marked "board" by your own and link with the library.
 *
 * The main loop moves bytes from a ring that the UART interrupt fills to the responder, and tells it the time.
 */
#include "roverraman/obp.h"

enum { PIXELS = 1024 };

/* board: hardware access. These stand-ins let the example compile and link for any target. */
static volatile uint32_t board_millis;
static volatile uint8_t board_uart_data, board_lamp;
static volatile uint16_t board_adc;
static uint32_t board_milliseconds(void) { return board_millis++; }
static bool board_uart_read(uint8_t *byte) { *byte = board_uart_data; return *byte != 0; }
static void board_expose(uint32_t integration_us) { (void)integration_us; }

static uint16_t pixels[PIXELS];

static int read_pixels(void *context, uint32_t integration_us, uint16_t *to, uint16_t count)
{
    (void)context;
    board_expose(integration_us);
    for (uint16_t i = 0; i < count; i++)
        to[i] = board_adc;
    return RR_OBP_OK;
}

static int set_integration_us(void *context, uint32_t integration_us)
{
    (void)context;
    (void)integration_us; /* load the timer here; read_pixels is told the time again */
    return RR_OBP_OK;
}

static void uart_write(void *context, const uint8_t *bytes, size_t count)
{
    (void)context;
    for (size_t i = 0; i < count; i++)
        board_uart_data = bytes[i];
}

static int set_lamp(void *context, bool on)
{
    (void)context;
    board_lamp = on;
    return RR_OBP_OK;
}

static const rr_obp_device device = {
    .read_pixels = read_pixels,
    .set_integration_us = set_integration_us,
    .uart_write = uart_write,
    .set_lamp = set_lamp,
    .serial_number = "MCU-0001",
    .pixels = pixels,
    .pixel_count = PIXELS,
    .shortest_us = 10,
    .longest_us = 10000000,
    .baud = 9600,
    .lamp_limit_ms = 15000,
    .coefficient_count = 3,
    /* 785 nm laser, 150 to 1800 cm-1 on 1024 pixels; from your own neon lamp. */
    .coefficients = { 794.36f, 0.1230f, -3e-6f },
};

int main(void)
{
    static rr_obp obp;
    if (!rr_obp_init(&obp, &device))
        return 1;
    uint32_t then = board_milliseconds();
    for (;;) {
        uint8_t byte;
        while (board_uart_read(&byte))
            rr_obp_receive(&obp, &byte, 1);
        const uint32_t now = board_milliseconds();
        rr_obp_elapsed(&obp, now - then);
        then = now;
    }
}
