/*
 * Writes made-up spectra: inputs FILE SAMPLES LENGTH
 * Each is a sloping baseline, eight Lorentzian peaks and noise, scaled to about 1; the same on every machine (no library's random numbers).
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint32_t state = 12345;

/* 0..1; Knuth's linear congruential generator (Numerical Recipes, section 7.1). */
static double uniform(void) {
  state = state * 1664525u + 1013904223u;
  return state / 4294967296.0;
}

int main(int argc, char **argv) {
  if (argc != 4) return fprintf(stderr, "usage: inputs FILE SAMPLES LENGTH\n"), 2;
  FILE *to = fopen(argv[1], "wb");
  if (to == NULL) return fprintf(stderr, "inputs: could not write %s\n", argv[1]), 1;
  int samples = atoi(argv[2]), length = atoi(argv[3]);
  for (int s = 0; s < samples; s++) {
    double slope = uniform() - 0.5, centre[8], height[8], width[8];
    for (int p = 0; p < 8; p++) {
      centre[p] = uniform() * length;
      height[p] = uniform();
      width[p] = 3 + 12 * uniform();
    }
    for (int i = 0; i < length; i++) {
      double value = 0.3 + slope * i / length + 0.02 * uniform();
      for (int p = 0; p < 8; p++) {
        double d = (i - centre[p]) / width[p];
        value += height[p] / (1 + d * d);
      }
      float stored = (float)value;
      if (fwrite(&stored, sizeof stored, 1, to) != 1) return fprintf(stderr, "inputs: could not write %s\n", argv[1]), 1;
    }
  }
  return fclose(to) == 0 ? 0 : 1;
}
