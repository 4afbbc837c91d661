using System.Text.Json.Serialization;

namespace RoverRaman.Instruments.Calibration;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(WavelengthCalibration))]
sealed partial class CalibrationJsonContext : JsonSerializerContext;
