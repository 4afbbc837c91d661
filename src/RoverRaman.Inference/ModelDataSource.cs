namespace RoverRaman.Inference;

/// <summary>A data set that a model was trained on.</summary>
/// <param name="Name">File or folder name, without its path.</param>
/// <param name="Sha256">SHA-256 of the spectra as loaded (SpectrumDataSet.Sha256).</param>
/// <param name="Spectra">Number of spectra used, after pruning.</param>
/// <param name="Classes">Number of classes, after pruning.</param>
public sealed record ModelDataSource(string Name, string Sha256, int Spectra, int Classes);
