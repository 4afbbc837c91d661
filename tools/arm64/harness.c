/*
 * Runs ONNX models on given inputs with ONNX Runtime's C API and writes the outputs, so that two processors can be compared:
 *
 *   harness LIBRARY MODEL INPUTS OUTPUTS SAMPLES
 *
 * INPUTS holds SAMPLES rows of 32-bit floats, little-endian, for the model's one input [n, ...]; OUTPUTS gets the model's one output,
 * row after row. One sample is run at a time, as on the rover. Prints the library's version and the output's length.
 * Exit code 0, or 1 with one line on stderr.
 */
#include <dlfcn.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "onnxruntime_c_api.h"

/* The API of ONNX Runtime 1.20, the oldest library that is run here; newer libraries offer it too. */
#define API_VERSION 20
#define MAX_DIMENSIONS 8

static const OrtApi *api;

static void stop(const char *what, const char *detail) {
  fprintf(stderr, "harness: %s: %s\n", what, detail);
  exit(1);
}

static void check(OrtStatus *status, const char *what) {
  if (status != NULL) stop(what, api->GetErrorMessage(status));
}

static const char *load_api(const char *library) {
  void *handle = dlopen(library, RTLD_NOW);
  if (handle == NULL) stop("could not load the library", dlerror());
  const OrtApiBase *(*get_base)(void);
  *(void **)&get_base = dlsym(handle, "OrtGetApiBase");
  if (get_base == NULL) stop("expected OrtGetApiBase", dlerror());
  api = get_base()->GetApi(API_VERSION);
  if (api == NULL) stop("the library is older than API 20", get_base()->GetVersionString());
  return get_base()->GetVersionString();
}

static OrtSession *open_session(OrtEnv *env, const char *model) {
  OrtSessionOptions *options;
  OrtSession *session;
  check(api->CreateSessionOptions(&options), "CreateSessionOptions");
  check(api->SetIntraOpNumThreads(options, 1), "SetIntraOpNumThreads");
  check(api->SetSessionGraphOptimizationLevel(options, ORT_ENABLE_ALL), "SetSessionGraphOptimizationLevel");
  check(api->CreateSession(env, model, options, &session), model);
  api->ReleaseSessionOptions(options);
  return session;
}

/* Shape of the input for one sample: the batch, which may be open, becomes 1. */
static size_t input_shape(OrtSession *session, int64_t *dimensions, size_t *rank) {
  OrtTypeInfo *type;
  const OrtTensorTypeAndShapeInfo *info;
  size_t length = 1;
  check(api->SessionGetInputTypeInfo(session, 0, &type), "SessionGetInputTypeInfo");
  check(api->CastTypeInfoToTensorInfo(type, &info), "CastTypeInfoToTensorInfo");
  check(api->GetDimensionsCount(info, rank), "GetDimensionsCount");
  if (*rank < 1 || *rank > MAX_DIMENSIONS) stop("input", "expected 1 to 8 dimensions");
  check(api->GetDimensions(info, dimensions, *rank), "GetDimensions");
  dimensions[0] = 1;
  for (size_t i = 1; i < *rank; i++) {
    if (dimensions[i] < 1) stop("input", "expected fixed dimensions after the batch");
    length *= (size_t)dimensions[i];
  }
  api->ReleaseTypeInfo(type);
  return length;
}

static size_t run(OrtSession *session, OrtValue *input, const char *input_name, const char *output_name, FILE *to) {
  OrtValue *output = NULL;
  OrtTensorTypeAndShapeInfo *info;
  size_t count;
  void *values;
  check(api->Run(session, NULL, &input_name, (const OrtValue *const *)&input, 1, &output_name, 1, &output), "Run");
  check(api->GetTensorTypeAndShape(output, &info), "GetTensorTypeAndShape");
  check(api->GetTensorShapeElementCount(info, &count), "GetTensorShapeElementCount");
  check(api->GetTensorMutableData(output, &values), "GetTensorMutableData");
  if (fwrite(values, sizeof(float), count, to) != count) stop("outputs", "could not write");
  api->ReleaseTensorTypeAndShapeInfo(info);
  api->ReleaseValue(output);
  return count;
}

int main(int argc, char **argv) {
  if (argc != 6) stop("usage", "harness LIBRARY MODEL INPUTS OUTPUTS SAMPLES");
  const char *version = load_api(argv[1]);
  FILE *from = fopen(argv[3], "rb"), *to = fopen(argv[4], "wb");
  if (from == NULL || to == NULL) stop("could not open inputs or outputs", from == NULL ? argv[3] : argv[4]);

  OrtEnv *env;
  OrtAllocator *allocator;
  OrtMemoryInfo *memory;
  char *input_name, *output_name;
  int64_t dimensions[MAX_DIMENSIONS];
  size_t rank, count = 0;
  check(api->CreateEnv(ORT_LOGGING_LEVEL_ERROR, "harness", &env), "CreateEnv");
  OrtSession *session = open_session(env, argv[2]);
  check(api->GetAllocatorWithDefaultOptions(&allocator), "GetAllocatorWithDefaultOptions");
  check(api->SessionGetInputName(session, 0, allocator, &input_name), "SessionGetInputName");
  check(api->SessionGetOutputName(session, 0, allocator, &output_name), "SessionGetOutputName");
  check(api->CreateCpuMemoryInfo(OrtArenaAllocator, OrtMemTypeDefault, &memory), "CreateCpuMemoryInfo");

  size_t length = input_shape(session, dimensions, &rank);
  float *sample = malloc(length * sizeof(float));
  if (sample == NULL) stop("inputs", "out of memory");
  OrtValue *input;
  check(api->CreateTensorWithDataAsOrtValue(memory, sample, length * sizeof(float), dimensions, rank,
                                            ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT, &input), "CreateTensorWithDataAsOrtValue");
  int samples = atoi(argv[5]);
  for (int i = 0; i < samples; i++) {
    if (fread(sample, sizeof(float), length, from) != length) stop("inputs", "shorter than SAMPLES rows of the model's input");
    count = run(session, input, input_name, output_name, to);
  }
  if (fclose(to) != 0) stop("outputs", "could not write");
  printf("%s %zu\n", version, count);
  return 0;
}
