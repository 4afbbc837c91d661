using RoverRaman.Inference;

namespace RoverRaman.Training.Train.Rover;

/// <summary>What came of a rover training.</summary>
/// <param name="Folder">The model as written.</param>
/// <param name="Data">What was loaded.</param>
/// <param name="Measurement">Figures on spectra that the measured networks had not seen.</param>
/// <param name="Parameters">Trainable values of the network, without head.</param>
public sealed record RoverModel(ModelFolder Folder, RoverData Data, RoverMeasurement Measurement, long Parameters);
