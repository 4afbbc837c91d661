/*
 * Compares two files of 32-bit floats: compare A B LIMIT
 * Prints the largest absolute difference and the number of values. Exit code 0 within LIMIT, 1 otherwise (also for NaN or other lengths).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  if (argc != 4) return fprintf(stderr, "usage: compare A B LIMIT\n"), 2;
  FILE *a = fopen(argv[1], "rb"), *b = fopen(argv[2], "rb");
  if (a == NULL || b == NULL) return fprintf(stderr, "compare: could not open %s\n", a == NULL ? argv[1] : argv[2]), 2;
  double largest = 0, limit = atof(argv[3]);
  long count = 0;
  float x, y;
  for (;;) {
    size_t more_a = fread(&x, sizeof x, 1, a), more_b = fread(&y, sizeof y, 1, b);
    if (more_a != more_b) return fprintf(stderr, "compare: expected as many values in both, one ends after %ld\n", count), 1;
    if (!more_a) break;
    double difference = fabs((double)x - y);
    if (isnan(difference) || difference > largest) largest = difference;
    if (isnan(largest)) return fprintf(stderr, "compare: found NaN at value %ld\n", count), 1;
    count++;
  }
  printf("%.1e %ld\n", largest, count);
  return count > 0 && largest <= limit ? 0 : 1;
}
