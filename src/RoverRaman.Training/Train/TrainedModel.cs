using RoverRaman.Inference;
using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Train;

/// <summary>What came of a training run.</summary>
/// <param name="Folder">The model as written.</param>
/// <param name="Data">What was loaded.</param>
/// <param name="Split">How it was divided.</param>
/// <param name="History">The epochs.</param>
/// <param name="Parameters">Trainable values of the network.</param>
/// <param name="HeldOut">Figures on the held-out spectra, by the shipped files in ONNX Runtime.</param>
/// <param name="Floor">The same spectra named by 1-NN from all others.</param>
/// <param name="Confusions">What the model confused there.</param>
public sealed record TrainedModel(
    ModelFolder Folder, TrainingData Data, DataSplit Split, TrainingHistory History, long Parameters,
    Scores HeldOut, Scores Floor, IReadOnlyList<Confusion> Confusions);
